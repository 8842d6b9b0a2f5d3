"""What was missed and what is too much, each with the kind of mistake that the two tables show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from graph_builder.evaluate.matching import Comparison, Level
from graph_builder.evaluate.scores import Scores
from graph_builder.evaluate.tables import ScoredFact

_SHARED_RUN = 0.5  # of the shorter evidence's words, in one run: then two evidences are of one place


class Mistake(StrEnum):
    """What stands on the other side instead of a fact that has no match there, the nearest first."""

    REPEATED = "like a fact that is matched already"
    CROSSED = "actors crossed"
    RELATION = "other relation between the actors"
    ACTOR = "right relation there, other actor"
    PLACE = "another fact there"
    NOTHING = "no fact there"


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact without a match: a miss where it is annotated, an extra where it is extracted."""

    article: str
    fact: ScoredFact
    mistake: Mistake
    instead: ScoredFact | None = None  # the fact of the other side that the kind was seen from


@dataclass(frozen=True, slots=True)
class Differences:
    """All of both sides, in the order of articles and tables."""

    misses: tuple[Difference, ...]
    extras: tuple[Difference, ...]


def find_differences(
    facts: Mapping[str, Sequence[ScoredFact]],
    gold: Mapping[str, Sequence[ScoredFact]],
    scores: Scores,
    comparison: Comparison,
) -> Differences:
    """Return the misses and extras at dyad level.

    Example: the annotated "Perú acusó a Chile" (ACCUSE) with the extracted REQUEST between the two is a miss of the
    kind `RELATION`, and so is the extra.
    """
    misses: list[Difference] = []
    extras: list[Difference] = []
    for article, wanted in gold.items():
        found = facts.get(article, ())
        matched = {id(fact) for match in scores.matches[article] for fact in match}
        for sides, differences in (((wanted, found), misses), ((found, wanted), extras)):
            here, there = sides
            differences += [
                _difference(article, fact, there, matched, comparison) for fact in here if id(fact) not in matched
            ]
    return Differences(tuple(misses), tuple(extras))


def _difference(
    article: str, fact: ScoredFact, there: Sequence[ScoredFact], matched: set[int], comparison: Comparison
) -> Difference:
    """Return the nearest kind of mistake; only the repetition and the place look at facts that have their match."""
    near = [other for other in there if _same_place(fact.evidence, other.evidence)]
    loose = [other for other in there if id(other) not in matched]
    tests = (
        (Mistake.REPEATED, [o for o in there if comparison.agree(fact, o, Level.DYAD)]),
        (Mistake.CROSSED, [o for o in loose if o.relation == fact.relation and _crossed(fact, o, comparison)]),
        (Mistake.RELATION, [o for o in loose if comparison.agree(fact, o, Level.PAIR)]),
        (Mistake.ACTOR, [o for o in near if o.relation == fact.relation]),
        (Mistake.PLACE, near),
    )
    for mistake, others in tests:
        if others:
            nearest = max(others, key=lambda other: _same_place(fact.evidence, other.evidence))
            return Difference(article, fact, mistake, nearest)
    return Difference(article, fact, Mistake.NOTHING)


def _crossed(fact: ScoredFact, other: ScoredFact, comparison: Comparison) -> bool:
    return comparison.same_actors(fact, other, crossed=True)


def _same_place(one: str, other: str) -> bool:
    """Whether two evidences are cut from the same words of the article."""
    first, second = one.lower().split(), other.lower().split()
    shorter = min(len(first), len(second))
    run = SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size
    return shorter > 0 and run / shorter >= _SHARED_RUN
