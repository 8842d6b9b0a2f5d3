"""What is kept of each fact for the comparison of all facts about a pair, and its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import TypeAdapter

from graph_builder.model import Fact


@dataclass(frozen=True, slots=True)
class Claim:
    """What the status of an event depends on."""

    fact: Fact
    source: str  # what is independent of other sources

    @classmethod
    def of(cls, fact: Fact, source: str) -> Claim:
        """Return a fact without its words and reasons."""
        bare = replace(fact, evidence="", theme="", cue="", repeated=(), speaks_for=(), speaks_against=())
        return cls(bare, source)


def pair_of(fact: Fact) -> str:
    """Return the participants of a fact in one order, as a key."""
    return "\0".join(sorted((fact.subject_id, fact.object_id)))


def claims_to_bytes(claims: Sequence[Claim]) -> bytes:
    """Return claims as JSON."""
    return _adapter().dump_json(list(claims), exclude_defaults=True)


def claims_from_bytes(content: bytes) -> list[Claim]:
    """Return the claims that `claims_to_bytes` wrote."""
    return _adapter().validate_json(content or b"[]")


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[list[Claim]]:
    return TypeAdapter(list[Claim])
