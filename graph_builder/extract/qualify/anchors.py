"""What a time expression comes to by the day of writing and the year that was named before (TimeML's anchors)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph_builder.extract.qualify.time_expressions import TimeExpression

_WEEK = 7
_MONTHS = 12
_DAY = 10  # characters of an ISO date: a day


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the open parts of a date are filled from."""

    published: date | None  # the day of publication, None where unknown
    year: int | None  # that the paragraph named last
    future: bool | None  # whether the event is to come, as its verb tells; None where no verb does


def resolve_time(time: TimeExpression, anchor: Anchor) -> str:
    """Return the ISO date that a time expression comes to, as precise as it is; "" where that stays unknown."""
    if time.year is not None:
        return _iso(time.year, time.month, time.day) or str(time.year)
    if time.that_year:
        return _iso(anchor.year, time.month, time.day)
    if anchor.published is None:
        whole = time.month is not None and anchor.year is not None and not (time.near or time.direction)
        return _iso(anchor.year, time.month, time.day) if whole and anchor.year is not None else ""
    if time.years_away is not None:
        return _iso(anchor.published.year + time.years_away, time.month, time.day)
    if time.days_away is not None:
        return (anchor.published + timedelta(time.days_away)).isoformat()[: time.precision]
    if time.months_away is not None:
        months = anchor.published.year * _MONTHS + anchor.published.month - 1 + time.months_away
        return f"{months // _MONTHS:04d}-{months % _MONTHS + 1:02d}"
    if time.month is not None:
        return _with_year(time, anchor, anchor.published)
    return _near(time, anchor, anchor.published)


def _with_year(time: TimeExpression, anchor: Anchor, published: date) -> str:
    """A month, or a day of it: of the year that was named, else the last, next or nearest one, as the verb tells."""
    if anchor.year is not None and anchor.future is False and not (time.near or time.direction):
        return _iso(anchor.year, time.month, time.day)
    comes = time.direction > 0 or (anchor.future and time.direction == 0)
    now = published.isoformat()[: _DAY if time.day else len("2024-06")]
    years = (published.year - 1, published.year, published.year + 1)
    found = [value for year in years if (value := _iso(year, time.month, time.day))]
    if time.weekday is not None:
        found = [value for value in found if date.fromisoformat(value).weekday() == time.weekday] or found
    if anchor.future is None and not time.direction:
        return min(found, key=lambda value: abs(_middle(value) - published), default="")
    right = [value for value in found if (value >= now if comes else value <= now)] or found
    return (min(right) if comes else max(right)) if right else ""


def _near(time: TimeExpression, anchor: Anchor, published: date) -> str:
    """A weekday, or a day of the month with it, near the day of publication: "este jueves", "el lunes 17"."""
    if time.weekday is None:
        return ""
    if time.day is not None:
        days = [day for day in _around(published) if day.day == time.day and day.weekday() == time.weekday]
        return min(days, key=lambda day: abs(day - published)).isoformat() if days else ""
    back = (published.weekday() - time.weekday) % _WEEK
    if time.direction > 0:
        days_away = _WEEK - back
    elif time.direction < 0:
        days_away = -(back or _WEEK)
    elif anchor.future:
        days_away = (_WEEK - back) % _WEEK
    else:
        days_away = -back
    return (published + timedelta(days_away)).isoformat()


def _middle(value: str) -> date:
    """A day that stands for a day or a month."""
    return date.fromisoformat(value if len(value) == _DAY else f"{value}-15")


def _around(day: date) -> Iterator[date]:
    return (day + timedelta(days) for days in range(-45, 46))


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    """The parts as ISO 8601, "" where there is no such day."""
    if year is None:
        return ""
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
