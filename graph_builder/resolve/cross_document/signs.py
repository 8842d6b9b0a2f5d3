"""What two actors of a block share but for their names, as arrays: thousands of pairs are weighed at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from graph_builder.model import EntityKind
from graph_builder.resolve.cross_document.compare import Comparison, Profile
from graph_builder.resolve.spelling import same_first_names

_BITS = 64
_AT_ONCE = 200_000  # pairs whose company is compared at once

Numbers = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]


class Signs:
    """States, first names, offices and company of the profiles of a block."""

    def __init__(self, block: Sequence[Profile], comparison: Comparison) -> None:
        self._matching = comparison.matching
        self.singles = np.array([profile.is_single for profile in block])
        self._telling = np.array([comparison.telling(profile) for profile in block])
        self._states = _numbered([profile.state for profile in block])
        self._offices = _bits([profile.offices for profile in block])
        self._company = _bits([profile.company for profile in block])
        people = [profile.kind is EntityKind.PERSON and not profile.is_single for profile in block]
        firsts = [profile.words[0] if person else "" for profile, person in zip(block, people, strict=True)]
        self._firsts = _numbered(firsts)
        self._same_first = same_first_names(["", *filter(None, dict.fromkeys(firsts))])
        self._same_first[0, :] = self._same_first[:, 0] = True  # nothing is known of the first name

    def likely(self, rows: Numbers, columns: Numbers, names: Floats, least: float) -> Iterator[tuple[int, int, float]]:
        """Return of pairs, each with how alike its names are, those whose score comes near the bar."""
        for start in range(0, len(rows), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            one, other, alike = self._possible(rows[part], columns[part], names[part], least)
            matching, weights = self._matching, self._matching.weights
            score = self._known(one, other, alike)
            score = score + weights["office"] * _shared(self._offices, one, other, matching.unknown)
            score = score + weights["company"] * _jaccard(self._company, one, other)
            near = score >= least
            yield from zip(one[near].tolist(), other[near].tolist(), alike[near].tolist(), strict=True)

    def _possible(self, one: Numbers, other: Numbers, alike: Floats, least: float) -> tuple[Numbers, Numbers, Floats]:
        """Pairs of no two states and of one first name that may reach the bar, whatever they share besides."""
        weights = self._matching.weights
        fits = (self._states[one] == self._states[other]) | (self._states[one] == 0) | (self._states[other] == 0)
        fits &= self._same_first[self._firsts[one], self._firsts[other]]
        fits &= self._known(one, other, alike) + weights["office"] + weights["company"] >= least
        return one[fits], other[fits], alike[fits]

    def _known(self, one: Numbers, other: Numbers, alike: Floats) -> Scores:
        """The score by name, telling and state."""
        weights = self._matching.weights
        telling = (self._telling[one] & self._telling[other]).astype(np.float64)
        same = (self._states[one] == self._states[other]) & (self._states[one] > 0)
        state = np.where(same, 1.0, self._matching.unknown)
        score: Scores = weights["name"] * alike.astype(np.float64) + weights["telling"] * telling
        return score + weights["state"] * state


def _numbered(values: Sequence[str]) -> Numbers:
    """A number for each value; 0 is ""."""
    numbers = {"": 0}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.intp)


def _bits(sets: Sequence[frozenset[str]]) -> npt.NDArray[np.uint64]:
    """Sets as rows of bits."""
    numbers: dict[str, int] = {}
    members = [[numbers.setdefault(one, len(numbers)) for one in sorted(some)] for some in sets]
    bits = np.zeros((len(sets), len(numbers) // _BITS + 1), dtype=np.uint64)
    for row, some in enumerate(members):
        for number in some:
            bits[row, number // _BITS] |= np.uint64(1 << number % _BITS)
    return bits


def _jaccard(bits: npt.NDArray[np.uint64], one: Numbers, other: Numbers) -> Scores:
    both = np.bitwise_count(bits[one] & bits[other]).sum(axis=1)
    either = np.bitwise_count(bits[one] | bits[other]).sum(axis=1)
    return np.asarray(both / np.maximum(either, 1), dtype=np.float64)


def _shared(bits: npt.NDArray[np.uint64], one: Numbers, other: Numbers, unknown: float) -> Scores:
    known = np.asarray(bits.any(axis=1))
    both = (bits[one] & bits[other]).any(axis=1)
    return np.where(known[one] & known[other], both.astype(np.float64), unknown)
