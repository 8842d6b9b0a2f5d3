"""When treaties were made and conferences held: what an article tells once of one holds for all who took part in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from graph_builder.graph.identifiers import claim_id
from graph_builder.model import EventDate, Fact, Polarity


def date_by_object(facts: Iterable[Fact], relations: Collection[str]) -> Iterator[Fact]:
    """Yield facts in order; an undated one about a named thing has the date that is told of the thing.

    Args:
        facts: of any articles.
        relations: those whose object is a thing that has its time: parties to it, participants in it.
    """
    facts = tuple(facts)
    told: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in facts:
        if fact.date and _is_about_thing(fact, relations):
            told[fact.article, fact.object_id].add(fact.date)
    for fact in facts:
        date = ""
        if not fact.date and _is_about_thing(fact, relations):
            date = _common(told[fact.article, fact.object_id])
        if date:
            fact = replace(fact, date=date, date_precision=EventDate(date, "").precision)
            fact = replace(fact, id=claim_id(fact))
        yield fact


def _is_about_thing(fact: Fact, relations: Collection[str]) -> bool:
    return fact.relation in relations and fact.polarity is Polarity.POS


def _common(dates: Collection[str]) -> str:
    """The most precise of dates that do not contradict each other; "" where they do."""
    finest = max(sorted(dates), key=len, default="")
    return finest if all(finest.startswith(date) for date in dates) else ""
