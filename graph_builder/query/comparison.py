"""What became of the facts between two graphs: won, lost, or changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, fields

from graph_builder.model import Fact, KnowledgeGraph

_PLACES = {"id", "start", "end", "sentence", "sentence_span", "subject_mention", "object_mention"}
_COMPARED = tuple(field.name for field in fields(Fact) if field.name not in _PLACES)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact as both graphs tell it."""

    old: Fact
    new: Fact

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields that differ."""
        return tuple(name for name in _COMPARED if getattr(self.old, name) != getattr(self.new, name))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The facts of two graphs; each is in one of the four."""

    won: tuple[Fact, ...]
    lost: tuple[Fact, ...]
    changed: tuple[Change, ...]
    same: int
    articles_won: tuple[str, ...] = ()  # ids of articles that only the new graph has
    articles_lost: tuple[str, ...] = ()


def compare(old: KnowledgeGraph, new: KnowledgeGraph) -> Comparison:
    """Compare two graphs fact by fact.

    A fact is known again by its id; else as the same relation between the same two actors in the article; else where
    the evidence overlaps, and relation or actors are the same.
    """
    before, after = {fact.id: fact for fact in old.facts}, {fact.id: fact for fact in new.facts}
    pairs = [(fact, after[key]) for key, fact in before.items() if key in after]
    lost = [fact for key, fact in before.items() if key not in after]
    won = [fact for key, fact in after.items() if key not in before]
    for key_of, fits in _RULES:
        matched = _matched(lost, won, key_of, fits)
        pairs += matched
        gone, come = {one.id for one, _ in matched}, {other.id for _, other in matched}
        lost = [fact for fact in lost if fact.id not in gone]
        won = [fact for fact in won if fact.id not in come]
    changes = [change for change in (Change(one, other) for one, other in pairs) if change.columns]
    ids = {article.id for article in old.articles}, {article.id for article in new.articles}
    return Comparison(
        won=tuple(sorted(won)),
        lost=tuple(sorted(lost)),
        changed=tuple(sorted(changes, key=lambda change: change.new)),
        same=len(pairs) - len(changes),
        articles_won=tuple(sorted(ids[1] - ids[0])),
        articles_lost=tuple(sorted(ids[0] - ids[1])),
    )


def _actors(fact: Fact) -> frozenset[str]:
    return frozenset((fact.subject_id, fact.object_id))


def _overlap(one: Fact, other: Fact) -> bool:
    return one.start < other.end and other.start < one.end


_RULES: tuple[tuple[Callable[[Fact], Hashable], Callable[[Fact, Fact], bool]], ...] = (
    (lambda fact: (fact.article, fact.relation, _actors(fact)), lambda one, other: True),
    (lambda fact: (fact.article, fact.relation), _overlap),
    (lambda fact: (fact.article, _actors(fact)), _overlap),
)


def _matched(
    lost: Collection[Fact],
    won: Collection[Fact],
    key_of: Callable[[Fact], Hashable],
    fits: Callable[[Fact, Fact], bool],
) -> list[tuple[Fact, Fact]]:
    """Pairs of one key that fit, each fact in one pair at most, those nearest in the text first."""
    candidates: defaultdict[Hashable, list[Fact]] = defaultdict(list)
    for fact in won:
        candidates[key_of(fact)].append(fact)
    ranked = sorted(
        (abs(one.start - other.start), one, other)
        for one in lost
        for other in candidates.get(key_of(one), ())
        if fits(one, other)
    )
    pairs, used = list[tuple[Fact, Fact]](), set[str]()
    for _, one, other in ranked:
        if not {f"old {one.id}", f"new {other.id}"} & used:
            used |= {f"old {one.id}", f"new {other.id}"}
            pairs.append((one, other))
    return pairs
