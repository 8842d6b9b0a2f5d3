"""Facts by who takes part in them, what they say, when, and how certain they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph_builder.errors import ConfigurationError
from graph_builder.graph.scheme import load_scheme
from graph_builder.model import Fact, KnowledgeGraph, Polarity, Status
from graph_builder.nearest import did_you_mean
from graph_builder.query.actor_names import ActorNames

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_FIRST, _LAST = "-00-00", "-99-99"  # before and after every day of what a shorter date begins


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conditions on facts, all of which must hold; an empty one always does."""

    state: str = ""  # by code or name
    other: str = ""  # a second state
    actor: str = ""  # by id or name
    speaker: str = ""
    relations: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    polarity: str = ""
    since: str = ""  # ISO dates, included
    until: str = ""
    article: str = ""
    min_confidence: float = 0.0


def selected(graph: KnowledgeGraph, facts: Iterable[Fact], wanted: Wanted) -> list[Fact]:
    """Return the facts for which all conditions hold, in their order.

    Args:
        graph: has the facts' actors and articles.
        facts: some or all of its own.
        wanted: the conditions.

    Raises:
        ConfigurationError: a condition names what there is not; the message names the nearest.
    """
    names = ActorNames.of_graph(graph)
    states = {names.id_of(written) for written in (wanted.state, wanted.other) if written}
    actor = names.id_of(wanted.actor) if wanted.actor else ""
    speaker = names.id_of(wanted.speaker) if wanted.speaker else ""
    relations = {_one_of(load_scheme().relations, one.upper(), "relation") for one in wanted.relations}
    statuses = {_one_of(list(Status), one.lower(), "status") for one in wanted.statuses}
    polarity = _one_of(list(Polarity), wanted.polarity.lower(), "polarity") if wanted.polarity else ""
    period = _Period(_date(wanted.since), _date(wanted.until))
    published = {article.id: article.published for article in graph.articles}
    if wanted.article:
        _one_of(published, wanted.article, "article")
    return [
        fact
        for fact in facts
        if states <= {fact.subject_state, fact.object_state, fact.subject_id, fact.object_id}
        and (not actor or actor in {fact.subject_id, fact.object_id})
        and (not speaker or speaker == fact.attributed_to_id)
        and (not relations or fact.relation in relations)
        and (not statuses or fact.status in statuses)
        and (not polarity or fact.polarity == polarity)
        and (not wanted.article or fact.article == wanted.article)
        and period.may_hold(fact.date or published.get(fact.article, ""))
        and fact.confidence >= wanted.min_confidence
    ]


@dataclass(frozen=True, slots=True)
class _Period:
    since: str
    until: str

    def may_hold(self, date: str) -> bool:
        """Whether something of a date, however precise, may have been in the period; an unknown date is in no period.

        >>> _Period("2024-06", "2024-06-19").may_hold("2024")
        True
        """
        if not (self.since or self.until):
            return True
        first, last = _filled(date, _FIRST), _filled(date, _LAST)
        return (
            bool(date)
            and last >= _filled(self.since, _FIRST)
            and (not self.until or first <= _filled(self.until, _LAST))
        )


def _filled(date: str, rest: str) -> str:
    return date + rest[len(date) - 4 :] if date else ""


def _date(written: str) -> str:
    if written and not _DATE.fullmatch(written):
        raise ConfigurationError(f"'{written}' is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return written


def _one_of(known: Collection[str], written: str, what: str) -> str:
    if written not in known:
        near = did_you_mean(written, known) or (f"; there are: {', '.join(known)}" if len(known) < 30 else "")
        raise ConfigurationError(f"no {what} '{written}'{near}")
    return written
