"""Which facts of two lists of one article say the same.

Two facts agree in their actors where the states are the same, or, where one of them has none, the names; then in
their relation as far as the level asks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from graph_builder.evaluate.tables import ScoredFact
from graph_builder.vocabulary.scoring import ScoringRules

_SHARED_WORDS = 0.5  # Jaccard similarity from which two names are the same


class Level(StrEnum):
    """How much of a fact has to be right, the strictest first."""

    DYAD = "dyad"  # the relation and the two actors
    QUAD = "quad"  # the relation's quad class (verbal or material, cooperation or conflict) and the two actors
    PAIR = "pair"  # the two actors


class Comparison:
    """Compares facts under one set of rules."""

    def __init__(self, rules: ScoringRules) -> None:
        self._rules = rules

    def same_name(self, one: str, other: str) -> bool:
        """Return whether two names are the same: one's words among the other's, or half of all words shared."""
        first, second = self._words(one), self._words(other)
        if not first or not second:
            return not first and not second
        shared = len(first & second) / len(first | second)
        return first <= second or second <= first or shared >= _SHARED_WORDS

    def _words(self, name: str) -> frozenset[str]:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
        return frozenset(words) - self._rules.idle_words

    def same_actors(self, fact: ScoredFact, gold: ScoredFact, *, crossed: bool = False) -> bool:
        """Return whether subject and object are the same; `crossed` holds the subject against the object."""
        ends = [(fact.subject, fact.subject_state), (fact.object, fact.object_state)]
        wanted = [(gold.subject, gold.subject_state), (gold.object, gold.object_state)]
        if crossed:
            ends.reverse()
        return all(
            state == wanted_state if state and wanted_state else self.same_name(name, wanted_name)
            for (name, state), (wanted_name, wanted_state) in zip(ends, wanted, strict=True)
        )

    def agree(self, fact: ScoredFact, gold: ScoredFact, level: Level) -> bool:
        """Return whether an extracted fact says the same as an annotated one at a level."""
        if level is Level.DYAD and fact.relation != gold.relation:
            return False
        if level is Level.QUAD and self._rules.quads[fact.relation] != self._rules.quads[gold.relation]:
            return False
        either = level is Level.PAIR or gold.relation in self._rules.unordered
        return self.same_actors(fact, gold) or (either and self.same_actors(fact, gold, crossed=True))

    def match(
        self, facts: Sequence[ScoredFact], gold: Sequence[ScoredFact], level: Level
    ) -> list[tuple[ScoredFact, ScoredFact]]:
        """Return a largest one-to-one assignment of facts to annotated facts that they agree with.

        Of equally large ones it prefers, fact by fact, agreement also in names, then polarity, then status.
        """
        candidates = []
        for fact in facts:
            agreeing = [i for i, wanted in enumerate(gold) if self.agree(fact, wanted, level)]
            candidates.append(sorted(agreeing, key=lambda i, fact=fact: self._distance(fact, gold[i])))  # type: ignore[misc]
        return [(facts[i], gold[j]) for j, i in _largest_assignment(candidates).items()]

    def _distance(self, fact: ScoredFact, gold: ScoredFact) -> tuple[bool, ...]:
        return (
            not self.same_name(fact.subject, gold.subject),
            not self.same_name(fact.object, gold.object),
            fact.polarity != gold.polarity,
            fact.status != gold.status,
        )


def _largest_assignment(candidates: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return right end -> left end of a maximum bipartite matching, by augmenting paths (Kuhn 1955; Berge 1957)."""
    owner: dict[int, int] = {}

    def assign(left: int, tried: set[int]) -> bool:
        for right in candidates[left]:
            if right not in tried:
                tried.add(right)
                if right not in owner or assign(owner[right], tried):
                    owner[right] = left
                    return True
        return False

    for left in range(len(candidates)):
        assign(left, set())
    return owner
