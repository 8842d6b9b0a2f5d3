"""What the reader gives to the pairs of an article, held against every statement: the judge looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from graph_builder.model import Statement
from graph_builder.reader.looking import Seen

_NOBODY = -1
_DIGITS = 2


class Scores:
    """The log odds of an article's candidates, by pair.

    Args:
        seen: the candidates, and what the rules told.
        odds: of each candidate.
        relations: that the reader knows.
        unordered: the numbers of those whose two sides may be told in either order.
    """

    def __init__(
        self, seen: Seen, odds: NDArray[np.float32], relations: Sequence[str], unordered: frozenset[int]
    ) -> None:
        self._told, self._unordered = seen.told, unordered
        self._relations = {name: number for number, name in enumerate(relations)}
        self._best: dict[tuple[int, int, str, str], float] = {}  # by sentence, relation, and who takes part
        for candidate, score in zip(seen.candidates, odds.tolist(), strict=True):
            other = candidate.object.key if candidate.object is not None else ""
            place = (candidate.sentence, candidate.relation, candidate.subject.key, other)
            self._best[place] = max(score, self._best.get(place, score))

    def put_on(self, statement: Statement) -> Statement:
        """Return a statement with the log odds of each two of its participants that the reader has looked at."""
        relation = self._relations.get(statement.relation)
        if relation is None:
            return statement
        keys = [self._told.keys(mention) for mention in (*statement.subjects, *statement.objects)]
        readings = tuple(
            (one, other, round(max(scores), _DIGITS))
            for one, other in _two_of(statement)
            if (scores := self._scores(statement.sentence, relation, keys[one], keys[other] if other >= 0 else ("",)))
        )
        return replace(statement, readings=readings)

    def _scores(self, sentence: int, relation: int, some: Sequence[str], others: Sequence[str]) -> list[float]:
        """The log odds of two participants, each of whom may be several."""
        pairs = [*product(some, others)]
        if relation in self._unordered:
            pairs += [(other, one) for one, other in pairs]
        return [self._best[place] for pair in pairs if (place := (sentence, relation, *pair)) in self._best]


def _two_of(statement: Statement) -> Iterator[tuple[int, int]]:
    """The places of each two who may make a fact; one alone goes with nobody."""
    subjects, count = range(len(statement.subjects)), len(statement.subjects) + len(statement.objects)
    if statement.objects:
        yield from product(subjects, range(len(statement.subjects), count))
    elif statement.mutual:
        yield from combinations(subjects, 2)
    else:
        yield from ((one, _NOBODY) for one in subjects)
