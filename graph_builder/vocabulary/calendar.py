"""Words for months, weekdays and days near the day of publication (`calendar.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.tables import Problems, read_rows

_KINDS = (
    "month", "weekday", "day", "before year", "before weekday", "months away", "years away", "coming", "gone",
    "conjunction", "happening",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words of the calendar."""

    months: dict[str, int]  # 1..12
    weekdays: dict[str, int]  # Monday is 0, as in `datetime.date.weekday`
    days: dict[str, int]  # days from the day of publication
    before_year: frozenset[str]  # "en", "desde": what comes before a year
    before_weekday: frozenset[str]  # "este": what comes before a weekday near the day of publication
    months_away: dict[str, int]  # "mes pasado" -> -1: months from the month of publication
    years_away: dict[str, int]  # "próximo año" -> 1
    away: frozenset[str]  # the first words of both
    coming: frozenset[str]  # "próximo": what makes a day or month the next one
    gone: frozenset[str]  # "pasado": what makes it the last one
    conjunctions: frozenset[str]  # "cuando": what makes a clause happen at the date before it
    happening: frozenset[str]  # "celebrar": verbs whose date is that of the event they are said of


def read_calendar(path: Path) -> Calendar:
    """Read calendar.tsv.

    Raises:
        VocabularyError: a kind or number that is unknown.
    """
    problems = Problems()
    tables: dict[str, dict[str, int]] = {kind: {} for kind in _KINDS}
    for row in read_rows(
        path, ("kind", "word", "value"), problems, key=("kind", "word"), required=("kind", "word", "value")
    ):
        if row["kind"] not in tables or not row["value"].lstrip("-").isdigit():
            problems.add(row.where, f"kind must be one of {', '.join(_KINDS)}, and value a number")
        else:
            tables[row["kind"]][row["word"]] = int(row["value"])
    problems.raise_all()
    return Calendar(
        months=tables["month"],
        weekdays=tables["weekday"],
        days=tables["day"],
        before_year=frozenset(tables["before year"]),
        before_weekday=frozenset(tables["before weekday"]),
        months_away=tables["months away"],
        years_away=tables["years away"],
        away=frozenset(phrase.split()[0] for kind in ("months away", "years away") for phrase in tables[kind]),
        coming=frozenset(tables["coming"]),
        gone=frozenset(tables["gone"]),
        conjunctions=frozenset(tables["conjunction"]),
        happening=frozenset(tables["happening"]),
    )
