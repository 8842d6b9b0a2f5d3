"""Words for months, weekdays and days near the day of publication (`calendar.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph_builder.vocabulary.tables import Problems, read_rows

_KINDS = (
    "month", "weekday", "day", "before year", "before weekday", "months away", "years away", "coming", "gone",
    "conjunction", "happening", "number", "period", "ago", "ahead", "that year", "part", "binding", "article", "joined",
    "amount", "about", "ordinal", "aside", "during", "towards",
)  # fmt: skip


@dataclass(frozen=True)
class Calendar:
    """Words of the calendar."""

    months: dict[str, int]  # 1..12
    weekdays: dict[str, int]  # Monday is 0, as in `datetime.date.weekday`
    days: dict[str, int]  # days from the day of publication
    before_year: frozenset[str]  # "en", "desde": what comes before a year
    before_weekday: frozenset[str]  # "este": what comes before a weekday near the day of publication
    months_away: dict[str, int]  # "mes pasado" -> -1: months from the month of publication
    years_away: dict[str, int]  # "próximo año" -> 1
    coming: frozenset[str]  # "próximo": what makes a day or month the next one
    gone: frozenset[str]  # "pasado": what makes it the last one
    conjunctions: frozenset[str]  # "cuando": what makes a clause happen at the date before it
    happening: frozenset[str]  # "celebrar": verbs whose date is that of the event they are said of
    numbers: dict[str, int]  # "dos": numbers in words
    periods: dict[str, int]  # "semanas" -> 7: days of a period that is counted in
    ago: frozenset[str]  # "hace": what comes before a number of periods that have passed
    ahead: frozenset[str]  # "dentro de": before a number of periods that are to pass
    that_year: frozenset[str]  # "ese año": the year that was named last
    parts: frozenset[str]  # "principios", "madrugada": parts of a date, not things that a date tells of
    binding: frozenset[str]  # "de": the preposition that makes a date one of the noun before it
    articles: frozenset[str]  # "el": what stands between a preposition and a date
    joined: frozenset[str]  # "y", "al": what stands between the days of a range
    amounts: frozenset[str]  # "dólares": what is counted, so that the number before it is no year
    ordinals: dict[str, int]  # "primero": days of a month in words
    aside: frozenset[str]  # "por": the date in such a phrase is that of another event
    during: frozenset[str]  # "en": what makes another event the frame of this one: "en la cumbre del 3 de mayo"
    towards: frozenset[str]  # "para": the date after it is of what is spoken of, not of the speaking
    about: frozenset[str]  # "más": what comes before "de" and a number that is no year

    @cached_property
    def starts(self) -> frozenset[str]:
        """The words that a date may begin with, but for digits."""
        phrases = (*self.days, *self.months_away, *self.years_away, *self.ago, *self.ahead)
        return frozenset(phrase.split()[0] for phrase in phrases).union(self.months, self.weekdays, self.ordinals)


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
        coming=frozenset(tables["coming"]),
        gone=frozenset(tables["gone"]),
        conjunctions=frozenset(tables["conjunction"]),
        happening=frozenset(tables["happening"]),
        numbers=tables["number"],
        periods=tables["period"],
        ago=frozenset(tables["ago"]),
        ahead=frozenset(tables["ahead"]),
        that_year=frozenset(tables["that year"]),
        parts=frozenset(tables["part"]),
        binding=frozenset(tables["binding"]),
        articles=frozenset(tables["article"]),
        joined=frozenset(tables["joined"]),
        amounts=frozenset(tables["amount"]),
        ordinals=tables["ordinal"],
        aside=frozenset(tables["aside"]),
        during=frozenset(tables["during"]),
        towards=frozenset(tables["towards"]),
        about=frozenset(tables["about"]),
    )
