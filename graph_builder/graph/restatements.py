"""One row for what an article states several times: the clearest statement, with the places of the others.

Two statements are one fact where relation, participants, polarity, status and speaker are the same and their dates do
not contradict each other. Of an office there is one row per holder, as the annotation guide has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from graph_builder.graph.identifiers import claim_id
from graph_builder.model import Fact


def merge_restatements(facts: Iterable[Fact], office: str, mutual: Collection[str]) -> tuple[Fact, ...]:
    """Return the facts of articles, each with all the places where its article states it (`Fact.repeated`).

    Args:
        facts: one for each pair of participants of each statement.
        office: the relation of an office.
        mutual: the relations whose participants have no order.
    """
    alike: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        alike[_identity(fact, office, mutual)].append(fact)
    return tuple(_merged(same, office) for group in alike.values() for same in _by_date(group))


def _identity(fact: Fact, office: str, mutual: Collection[str]) -> tuple[str, ...]:
    """What two statements of one fact share, but for the date."""
    if fact.relation == office:
        return fact.article, fact.relation, fact.subject_id
    pair = (fact.subject_id, fact.object_id)
    pair = (min(pair), max(pair)) if fact.relation in mutual else pair
    speaker = fact.attributed_to_id or fact.attributed_to
    return fact.article, fact.relation, *pair, fact.polarity, fact.status, speaker


def _by_date(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """Yield the facts that may tell of one event: "en 2024" may be "el 19 de junio de 2024", and an undated one any.

    What fits several dates goes to the one that is stated best.
    """
    groups: list[list[Fact]] = []
    for fact in sorted(facts, key=lambda fact: (-len(fact.date), *_by_clarity(fact))):
        dates = (group for group in groups if group[0].date.startswith(fact.date))
        group = min(dates, key=lambda group: _by_clarity(group[0]), default=None)
        if group is None:
            groups.append([fact])
        else:
            group.append(fact)
    yield from groups


def _by_clarity(fact: Fact) -> tuple[float, bool, int]:
    """A key that sorts the clearest first: higher confidence, then a date, then the earlier place."""
    return -fact.confidence, not fact.date, fact.start


def _merged(facts: Collection[Fact], office: str) -> Fact:
    """Return the clearest of statements of one fact; what it leaves unsaid is taken from the next that says it.

    That an office was held in 2011 says nothing of when its holder is named elsewhere.
    """
    ranked = sorted(facts, key=_by_clarity)
    clearest = ranked[0]
    if clearest.relation == office:
        places = {fact.quotation for fact in ranked if fact.object_id == clearest.object_id}
        return replace(clearest, repeated=tuple(sorted(places - {clearest.quotation})))
    places = {fact.quotation for fact in ranked}
    dated = max(ranked, key=lambda fact: len(fact.date))
    found = replace(
        clearest,
        repeated=tuple(sorted(places - {clearest.quotation})),
        date=dated.date,
        date_precision=dated.date_precision,
        place=next((fact.place for fact in ranked if fact.place), ""),
        theme=next((fact.theme for fact in ranked if fact.theme), ""),
    )
    return replace(found, id=claim_id(found))  # a date is part of the id
