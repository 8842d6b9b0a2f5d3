"""What holds for all articles of a run while actors are compared across them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_builder.model import Entity
from graph_builder.resolve.spelling import Spelling
from graph_builder.vocabulary.matching import Matching

PERIODS = {"": 0, "year": len("2024"), "month": len("2024-06")}
"""Within which articles actors are compared, and how much of a date of publication says which period it is in."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What holds for all articles of a run."""

    known: Mapping[str, Entity]  # the gazetteer's actors
    spelling: Spelling
    matching: Matching  # thresholds, weights and limits
    forbidden: frozenset[frozenset[str]] = frozenset()  # pairs of ids or names that are never one
    within: str = ""  # one of PERIODS; "" compares the actors of all articles

    @property
    def kept_apart(self) -> frozenset[str]:
        """All ids and names of the forbidden pairs."""
        return frozenset().union(*self.forbidden)

    def period(self, published: str) -> str:
        """Return the period of an article by its date; articles without one are a period of their own."""
        return published[: PERIODS[self.within]]
