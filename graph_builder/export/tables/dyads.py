"""Dyads: what is told between each two states (or actors), counted by relation, period by period.

Persons, organs and capitals count for their state by the rule of `states.py`. As on the explorer's state level, one
relation in one article is one piece of evidence, however often the article repeats it, and what is denied speaks for
nothing: it is counted among the facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph_builder.export.explorer.page_data import interface_names, symmetric_relations
from graph_builder.export.explorer.states import NOWHERE, rolled_up
from graph_builder.export.explorer.view import FactView, NodeView, PageView, page_view
from graph_builder.graph.scheme import Scheme, load_scheme
from graph_builder.model import KnowledgeGraph, Polarity, Status


class Level(StrEnum):
    """Whom a dyad joins."""

    STATE = "state"  # states, and organisations that belong to none
    ACTOR = "actor"  # whoever the facts name


class Period(StrEnum):
    """How dyads are parted in time, by the dates of events."""

    ALL = ""
    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which facts are counted, and how."""

    level: Level = Level.STATE
    by: Period = Period.ALL
    directed: bool = False  # a dyad has a source and a target; mutual relations count in both directions
    statuses: frozenset[Status] = frozenset(Status)
    min_confidence: float = 0.0
    reported: bool = False  # an event without a date counts in the period in which its article was published


@dataclass(frozen=True, slots=True)
class Tally:
    """How much evidence there is for one relation of a dyad."""

    relation: str
    evidence: int  # articles that affirm it
    facts: int  # rows of the facts table, denials included
    disputed: int  # those about events that some affirm and some deny (`al:status` in RDF)
    dates: tuple[str, ...]  # of its events, as the texts give them, sorted


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two states or actors in a period, and what is told between them."""

    period: str  # "2024" or "2024-06"; empty without periods, and for what has no date that says one
    first: NodeView  # of an undirected dyad the one whose id sorts first
    second: NodeView
    articles: int
    tallies: tuple[Tally, ...]  # by relation

    @property
    def facts(self) -> int:
        """Rows of the facts table between the two."""
        return sum(tally.facts for tally in self.tallies)

    @property
    def disputed_share(self) -> float:
        """Which part of the facts is about a relation that some affirm and some deny."""
        return sum(tally.disputed for tally in self.tallies) / self.facts

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates of its events, sorted; what has none gives none."""
        return tuple(sorted(date for tally in self.tallies for date in tally.dates))

    def evidence(self, relations: Container[str]) -> int:
        """Pieces of evidence for any of some relations."""
        return sum(tally.evidence for tally in self.tallies if tally.relation in relations)


_Tie = tuple[str, int, int]  # a relation, who, to whom


def dyads(graph: KnowledgeGraph, choice: Choice | None = None) -> tuple[Dyad, ...]:
    """Return the dyads of a graph by period, within one by the facts' number, the most first.

    Args:
        graph: whose facts are counted; one that does not join two is in no dyad.
        choice: whom a dyad joins, which facts count, and in which period; by default states over all time.

    Raises:
        VocabularyError: the relation schemes or the interface's tables under ontology/ are wrong.
    """
    choice, scheme = choice or Choice(), load_scheme()
    facts = tuple(f for f in graph.facts if f.status in choice.statuses and f.confidence >= choice.min_confidence)
    view = page_view(replace(graph, facts=facts), symmetric_relations(interface_names()))
    rolled = rolled_up(view.nodes) if choice.level is Level.STATE else tuple(range(len(view.nodes)))
    published = {article.id: article.published for article in graph.articles} if choice.reported else {}
    found: defaultdict[tuple[str, int, int], list[FactView]] = defaultdict(list)
    for one in view.facts:
        tie = _tie(one, view, rolled, scheme)
        if tie is None:
            continue
        period = _period(one.fact.date or published.get(one.fact.article, ""), choice.by)
        for ends in _ends(tie, view, choice.directed, scheme):
            found[(period, *ends)].append(one)
    made = (
        Dyad(period, view.nodes[first], view.nodes[second], len({one.fact.article for one in told}), _tallies(told))
        for (period, first, second), told in found.items()
    )
    return tuple(sorted(made, key=lambda dyad: (dyad.period, -dyad.facts, dyad.first.id, dyad.second.id)))


def _tie(one: FactView, view: PageView, rolled: Sequence[int], scheme: Scheme) -> _Tie | None:
    """A relation and the two whom it joins, in one order where it is mutual; None where it joins none on this level."""
    if one.subject < 0 or one.object < 0:
        return None
    ends = rolled[one.subject], rolled[one.object]
    if NOWHERE in ends or ends[0] == ends[1]:
        return None
    relation = one.fact.relation
    return (relation, *(_by_id(ends, view) if scheme.is_mutual("", relation) else ends))


def _ends(tie: _Tie, view: PageView, directed: bool, scheme: Scheme) -> Iterator[tuple[int, int]]:
    """The dyads in which a tie counts: of directed ones both where it is mutual."""
    relation, *(source, target) = tie
    if not directed:
        yield _by_id((source, target), view)
        return
    yield source, target
    if scheme.is_mutual("", relation):
        yield target, source


def _by_id(ends: tuple[int, int], view: PageView) -> tuple[int, int]:
    first, second = sorted(ends, key=lambda end: view.nodes[end].id)
    return first, second


def _period(date: str, by: Period) -> str:
    """The year or month of a date; empty where it says none: "2024" is in no month."""
    length = {Period.ALL: 0, Period.YEAR: 4, Period.MONTH: 7}[by]
    return date[:length] if len(date) >= length else ""


def _tallies(told: Iterable[FactView]) -> tuple[Tally, ...]:
    by_relation: defaultdict[str, list[FactView]] = defaultdict(list)
    for one in told:
        by_relation[one.fact.relation].append(one)
    return tuple(
        Tally(
            relation=relation,
            evidence=len({one.fact.article for one in rows if one.fact.polarity is Polarity.POS}),
            facts=len(rows),
            disputed=sum(one.disputed for one in rows),
            dates=tuple(sorted(one.fact.date for one in rows if one.fact.date)),
        )
        for relation, rows in sorted(by_relation.items())
    )
