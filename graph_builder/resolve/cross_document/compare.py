"""How likely two actors that no list holds are one, feature by feature.

The weights stand in `ontology/resolution.toml`; what forbids a pair whatever its score stands in `Comparison.forbids`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from graph_builder.model import EntityKind
from graph_builder.resolve.spelling import same_first_name
from graph_builder.vocabulary.matching import FEATURES, Matching

COMPARED = {EntityKind.PERSON, EntityKind.ORGANIZATION}  # kinds of actors that are one by likeness
_LONG = 3  # words of a name that is compared by its beginning too
_NUMBERS = re.compile(r"\d+|(?<![a-z])[ivxl]+(?![a-z])")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an actor across the articles that speak of it."""

    id: str
    kind: EntityKind
    label: str
    key: str  # the name, its spellings made equal
    state: str
    offices: frozenset[str]
    company: frozenset[str]  # ids of known actors spoken of in the same articles
    articles: tuple[str, ...]
    local: bool = False  # its name tells nobody outside its article: "Banco Central"

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.key.split("-"))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two profiles, the sum of their weighted features, and the features."""

    one: Profile
    other: Profile
    score: float
    features: tuple[tuple[str, float], ...]

    @property
    def reason(self) -> str:
        """The features as words: "name 0.96, state 0.50"."""
        return ", ".join(f"{name} {value:.2f}" for name, value in self.features)


class Comparison:
    """Compares actors by one table of weights."""

    def __init__(self, matching: Matching, profiles: Iterable[Profile], forbidden: frozenset[frozenset[str]]) -> None:
        self._matching = matching
        self._forbidden = forbidden
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._profiles = list(profiles)
        for profile in self._profiles:
            if profile.kind is EntityKind.PERSON and len(profile.words) > 1:
                self._bearers[profile.words[-1]].add(profile.key)

    def pairs(self, least: float) -> Iterator[Likeness]:
        """Pairs that may be one and score at least so much, each once, in a fixed order."""
        blocks: dict[tuple[EntityKind, str], list[Profile]] = defaultdict(list)
        for profile in self._profiles:
            blocks[profile.kind, self._block(profile)].append(profile)
        for key in sorted(blocks):
            yield from self._within(sorted(blocks[key], key=lambda profile: profile.id), least)
        yield from self._spelt_otherwise(least)

    def forbids(self, one: Profile, other: Profile) -> bool:
        """Whether two actors can never be one."""
        if one.kind is not other.kind or (one.state and other.state and one.state != other.state):
            return True
        if _NUMBERS.findall(one.key) != _NUMBERS.findall(other.key) or self.kept_apart([one], [other]):
            return True
        people = one.kind is EntityKind.PERSON and len(one.words) > 1 and len(other.words) > 1
        return people and not same_first_name(one.words[0], other.words[0])

    def kept_apart(self, some: Iterable[Profile], others: Iterable[Profile]) -> bool:
        """Whether a user's forbidden.tsv keeps any of some actors and any of others apart, by id or by name."""
        if not self._forbidden:
            return False
        handles = [{h for profile in side for h in (profile.id, profile.label)} for side in (some, others)]
        return any(frozenset({one, other}) in self._forbidden for one in handles[0] for other in handles[1])

    def telling(self, profile: Profile) -> bool:
        """Whether a name tells its bearer: several words, or a family name that hardly anybody else bears."""
        if profile.kind is not EntityKind.PERSON or len(profile.words) > 1:
            return not profile.local
        return len(self._bearers[profile.key]) <= self._matching.bearers

    @staticmethod
    def _block(profile: Profile) -> str:
        """Only actors of one block are compared: a person's last word, an organisation's longest."""
        words = profile.words
        return words[-1] if profile.kind is EntityKind.PERSON else max(words, key=lambda word: (len(word), word))

    def _within(self, profiles: list[Profile], least: float) -> Iterator[Likeness]:
        keys = [profile.key for profile in profiles]
        alike = cdist(keys, keys, scorer=Indel.normalized_similarity, dtype=np.float32)
        singles = np.array([len(profile.words) == 1 and profile.kind is EntityKind.PERSON for profile in profiles])
        part = singles[:, None] != singles[None, :]
        alike = np.where(part, np.maximum(alike, self._matching.part_of_name), alike)
        for i, j in np.argwhere(np.triu(alike >= self._matching.least_alike, k=1)):
            one, other = profiles[i], profiles[j]
            if not self.forbids(one, other):
                likeness = self._likeness(one, other, float(alike[i, j]))
                if likeness.score >= least:
                    yield likeness

    def _spelt_otherwise(self, least: float) -> Iterator[Likeness]:
        """Persons whose long names differ in the spelling of the last word alone: "Quezada" and "Quesada"."""
        blocks: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
        for profile in self._profiles:
            if profile.kind is EntityKind.PERSON and len(profile.words) >= _LONG:
                blocks[profile.words[:-1]].append(profile)
        for first in sorted(blocks):
            for one, other in combinations(sorted(blocks[first], key=lambda profile: profile.id), 2):
                alike = Indel.normalized_similarity(one.words[-1], other.words[-1])
                if self._matching.spelt_alike <= alike < 1 and not self.forbids(one, other):
                    likeness = self._likeness(one, other, Indel.normalized_similarity(one.key, other.key))
                    if likeness.score >= least:
                        yield likeness

    def _likeness(self, one: Profile, other: Profile, alike: float) -> Likeness:
        values = {
            "name": alike,
            "telling": float(self.telling(one) and self.telling(other)),
            "state": 1.0 if one.state and one.state == other.state else self._matching.unknown,
            "office": self._shared(one.offices, other.offices),
            "company": len(one.company & other.company) / (len(one.company | other.company) or 1),
        }
        features = tuple((name, values[name]) for name in FEATURES)
        score = sum(self._matching.weights[name] * value for name, value in features)
        return Likeness(one, other, round(score, 3), features)

    def _shared(self, some: frozenset[str], others: frozenset[str]) -> float:
        return float(bool(some & others)) if some and others else self._matching.unknown
