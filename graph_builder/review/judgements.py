"""What a person said of a fact, kept beside the hash of its article: the lines of `reviews.jsonl`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from graph_builder.errors import ConfigurationError
from graph_builder.model import Entity, Fact

FILE_NAME = "reviews.jsonl"


class Verdict(StrEnum):
    """What a person said."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"  # a fact that extraction has not found


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on one fact of one version of an article."""

    article: str
    sha256: str  # of the article's text: of another text the judgement says nothing
    verdict: Verdict
    found: Fact | None  # as it was extracted; None for one that was added
    fact: Fact | None  # as it is right; None for one that was rejected
    entities: tuple[Entity, ...] = ()  # who takes part in `fact`
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What the judgement is of: a later one of the same takes its place."""
        fact = self.found or self.fact
        return self.sha256, fact.id if fact is not None else ""


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """Return the judgements of a file.

    Raises:
        ConfigurationError: it cannot be read, or lines are none; all of them are named.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{path}: cannot be read ({error}); name the file that review --import wrote"
        ) from error
    found, problems = list[Judgement](), list[str]()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_adapter().validate_json(line))
            except ValidationError:
                problems.append(f"{path}:{number}: is no judgement; delete the line, or import the review again")
    if problems:
        raise ConfigurationError("\n".join(problems))
    return tuple(found)


def to_bytes(judgements: Iterable[Judgement]) -> bytes:
    """Return the judgements as JSON Lines, in their order: a later one may be of what an earlier one made."""
    return b"".join(_adapter().dump_json(one) + b"\n" for one in judgements)


def merged(earlier: Iterable[Judgement], later: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return all judgements; of two on one fact the later."""
    new = {judgement.key: judgement for judgement in later}
    return (*(judgement for judgement in earlier if judgement.key not in new), *new.values())


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Judgement]:
    return TypeAdapter(Judgement)
