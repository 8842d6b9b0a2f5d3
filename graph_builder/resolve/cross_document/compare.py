"""How likely two actors that no list holds are one, feature by feature.

The weights stand in `ontology/resolution.toml`; what forbids a pair whatever its score stands in `Comparison.forbids`.
Which pairs are looked at at all stands in `blocks.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph_builder.model import EntityKind
from graph_builder.resolve.spelling import same_first_name
from graph_builder.vocabulary.matching import FEATURES, Matching

COMPARED = {EntityKind.PERSON, EntityKind.ORGANIZATION}  # kinds of actors that are one by likeness
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
    articles: frozenset[int] = field(default=frozenset(), compare=False)  # numbers of the articles
    first: str = ""  # id of the first article
    local: bool = False  # its name tells nobody outside its article: "Banco Central"

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.key.split("-"))

    @property
    def is_single(self) -> bool:
        """Whether it is a person of a single name."""
        return self.kind is EntityKind.PERSON and "-" not in self.key


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


def bearers_of(names: Iterable[tuple[EntityKind, str]]) -> dict[str, int]:
    """Return how many full names of persons end with each word.

    Args:
        names: kind and key of actors; a name that comes twice counts once.
    """
    full = {key for kind, key in names if kind is EntityKind.PERSON and "-" in key}
    return Counter(key.rpartition("-")[2] for key in full)


class Comparison:
    """Compares actors by one table of weights."""

    def __init__(self, matching: Matching, bearers: Mapping[str, int], forbidden: frozenset[frozenset[str]]) -> None:
        self.matching = matching
        self._bearers = bearers
        self._forbidden = forbidden

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
        if not profile.is_single:
            return not profile.local
        return self._bearers.get(profile.key, 0) <= self.matching.bearers

    def likeness(self, one: Profile, other: Profile, alike: float) -> Likeness:
        """Return how likely two actors are one whose names are so much alike."""
        values = {
            "name": alike,
            "telling": float(self.telling(one) and self.telling(other)),
            "state": 1.0 if one.state and one.state == other.state else self.matching.unknown,
            "office": self._shared(one.offices, other.offices),
            "company": len(one.company & other.company) / (len(one.company | other.company) or 1),
        }
        features = tuple((name, values[name]) for name in FEATURES)
        score = sum(self.matching.weights[name] * value for name, value in features)
        return Likeness(one, other, round(score, 3), features)

    def _shared(self, some: frozenset[str], others: frozenset[str]) -> float:
        return float(bool(some & others)) if some and others else self.matching.unknown
