"""What words tell of a date, whole or in part, before anyone asks when exactly (TimeML's TIMEX3)."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """What a stretch of words tells of a date; what it leaves open is None or 0."""

    first: int  # token of the Doc
    last: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    years_away: int | None = None  # from the year of publication: "del año pasado"
    weekday: int | None = None
    days_away: int | None = None  # from the day of publication
    months_away: int | None = None
    direction: int = 0  # -1 "pasado", 1 "próximo"
    near: bool = False  # "este": by the day of publication, whatever year was named before
    that_year: bool = False  # "de ese año"
    bound: int | None = None  # the token of the noun that it is a date of: "el ataque del 11 de septiembre"
    is_range: bool = False  # "del 3 al 5 de mayo": the first day stands for all
    precision: int = 10  # how many characters of an ISO date are known

    @property
    def is_explicit(self) -> bool:
        """Whether the date is whole without any other."""
        return self.year is not None


def head_of(time: TimeExpression, doc: Doc) -> Token:
    """Return the word of a time expression that hangs on a word outside it."""
    inside = range(time.first, time.last + 1)
    return next(
        (doc[i] for i in reversed(inside) if doc[i].head.i not in inside or doc[i].head == doc[i]), doc[time.last]
    )
