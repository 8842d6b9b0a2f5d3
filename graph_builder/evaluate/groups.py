"""How right the extracted facts of each rule, frame and kind of link are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_builder.evaluate.differences import Difference
from graph_builder.evaluate.scores import Scores
from graph_builder.evaluate.tables import ScoredFact
from graph_builder.model import Fact, KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Group:
    """Extracted facts that have something in common."""

    name: str
    right: int
    wrong: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)


def group_facts(scores: Scores, extras: Iterable[Difference], graph: KnowledgeGraph) -> dict[str, tuple[Group, ...]]:
    """Return the facts by what led to them, those with the most wrong facts first.

    Args:
        scores: with the facts that are right at dyad level.
        extras: the facts that are wrong.
        graph: that the facts are of; it tells how the participants were linked.
    """
    facts = {fact.id: fact for fact in graph.facts}
    links = {link.mention.id: link.rule for link in graph.links}
    right, wrong = (
        [_traits(fact, facts.get(fact.id), links) for fact in side]
        for side in (
            [fact for matches in scores.matches.values() for fact, _ in matches],
            [extra.fact for extra in extras],
        )
    )
    counts = [_count(side) for side in (right, wrong)]
    groups: dict[str, tuple[Group, ...]] = {}
    for trait in dict.fromkeys(trait for side in counts for trait in side):
        good, bad = (side[trait] for side in counts)
        found = [Group(name, good[name], bad[name]) for name in good.keys() | bad.keys()]
        groups[trait] = tuple(sorted(found, key=lambda group: (-group.wrong, group.name)))
    return groups


def _traits(fact: ScoredFact, row: Fact | None, links: Mapping[str, str]) -> dict[str, str]:
    kind, _, rest = fact.rule.partition(":")
    traits = {"kind": kind, "implied": fact.implied or "nobody", "frame": rest.rpartition("/")[2] or kind}
    if row is not None:
        traits["subject linked by"] = links.get(row.subject_mention, "no link")
        traits["object linked by"] = links.get(row.object_mention, "no link") if row.object_id else "no object"
    return traits


def _count(rows: Iterable[dict[str, str]]) -> defaultdict[str, Counter[str]]:
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for traits in rows:
        for trait, name in traits.items():
            counted[trait][name] += 1
    return counted
