"""What a run says about its inputs: one line a remark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a remark means for the run; the first two make the exit code 1."""

    SKIPPED = "skipped"  # an input, a record or a row was not read
    WARNING = "warning"  # the article was read, but a part of it could not be used: a date, characters
    NOTE = "note"  # nothing was lost, but something had to be interpreted


@dataclass(frozen=True, slots=True)
class Remark:
    """One line about an input: file, line where there is one, what is wrong, remedy."""

    level: Level
    message: str
