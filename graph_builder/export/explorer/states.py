"""The network rolled up to states and blocs: who stands with whom, whoever spoke or acted for them.

A person, organ, capital or group counts for its state; an organisation of no state is a bloc of its own. What belongs
to no state and is no bloc (a treaty, a crowd of no state) has no place on this level.

Communities are found by modularity over cooperation (Louvain: Blondel et al. 2008,
doi:10.1088/1742-5468/2008/10/P10008).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graph_builder.export.explorer.view import FactView, NodeView, PageView
from graph_builder.model import EntityKind, Polarity

NOWHERE = -1
_NAMES = 3  # members after which a community is called
_LEAST = 3  # members that make a community
_SEED = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """What two states do to each other: how many distinct pieces of evidence speak for cooperation and conflict.

    One relation in one article is one piece of evidence, however often the article repeats it.
    """

    first: int
    second: int
    cooperation: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Community:
    """States and blocs that cooperate more with each other than with the rest; the best tied members first."""

    members: tuple[int, ...]

    @property
    def named_after(self) -> tuple[int, ...]:
        """The members that give the community its name."""
        return self.members[:_NAMES]


@dataclass(frozen=True, slots=True)
class StateLevel:
    """The state level of a page; all numbers are indices of `PageView.nodes`."""

    rolled: tuple[int, ...]  # per node the state or bloc that it counts for, or NOWHERE
    ties: tuple[Tie, ...]
    communities: tuple[Community, ...]

    @property
    def strength(self) -> dict[int, int]:
        """How many pieces of evidence tie each state or bloc to the others."""
        counts: Counter[int] = Counter()
        for tie in self.ties:
            counts[tie.first] += tie.cooperation + tie.conflict
            counts[tie.second] += tie.cooperation + tie.conflict
        return dict(counts)

    @property
    def members(self) -> tuple[int, ...]:
        """The states and blocs that some tie joins, in the order of the page's nodes."""
        return tuple(sorted({end for tie in self.ties for end in (tie.first, tie.second)}))


def state_level(view: PageView, cooperation: frozenset[str], conflict: frozenset[str]) -> StateLevel:
    """Return the state level of a page.

    Args:
        view: nodes and facts of the page.
        cooperation: relations that speak for standing together; denied facts speak for nothing.
        conflict: relations that speak against it.
    """
    rolled = rolled_up(view.nodes)
    evidence: dict[tuple[int, int], set[tuple[int, str]]] = {}
    for fact in view.facts:
        ends = _ends(fact, rolled)
        relation = fact.fact.relation
        if ends is not None and relation in cooperation | conflict and fact.fact.polarity is Polarity.POS:
            evidence.setdefault(ends, set()).add((fact.article, relation))
    ties = tuple(_tie(ends, found, cooperation) for ends, found in sorted(evidence.items()))
    return StateLevel(rolled, ties, _communities(ties))


def rolled_up(nodes: Sequence[NodeView]) -> tuple[int, ...]:
    """Return per node the index of the state or bloc that it counts for, or NOWHERE."""
    index: Mapping[str, int] = {node.id: position for position, node in enumerate(nodes)}
    return tuple(_state_of(node, position, index) for position, node in enumerate(nodes))


def _state_of(node: NodeView, position: int, index: Mapping[str, int]) -> int:
    if node.kind == EntityKind.COUNTRY:
        return position
    if node.state:
        return index.get(node.state, NOWHERE)
    return position if node.kind == EntityKind.ORGANIZATION else NOWHERE


def _ends(fact: FactView, rolled: Sequence[int]) -> tuple[int, int] | None:
    """The two states or blocs of a fact in order, None where it does not join two."""
    if fact.subject < 0 or fact.object < 0:
        return None
    first, second = sorted((rolled[fact.subject], rolled[fact.object]))
    return (first, second) if NOWHERE < first != second else None


def _tie(ends: tuple[int, int], evidence: set[tuple[int, str]], cooperation: frozenset[str]) -> Tie:
    sides = Counter(relation in cooperation for _, relation in evidence)
    return Tie(*ends, cooperation=sides[True], conflict=sides[False])


def _communities(ties: Sequence[Tie]) -> tuple[Community, ...]:
    graph = nx.Graph()
    for tie in ties:
        if tie.cooperation > tie.conflict:
            graph.add_edge(tie.first, tie.second, weight=tie.cooperation - tie.conflict)
    strength = dict(graph.degree(weight="weight"))
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED) if graph else []
    ranked = [tuple(sorted(part, key=lambda node: (-strength[node], node))) for part in found]
    return tuple(Community(part) for part in sorted(ranked, key=lambda part: (-len(part), part)) if len(part) >= _LEAST)
