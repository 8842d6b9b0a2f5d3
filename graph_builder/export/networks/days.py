"""The days that a date stands for, for tools that know days only."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def first_and_last_day(value: str) -> tuple[str, str] | None:
    """Return the first and the last day of a year, a month or a day in ISO 8601; None for what is no such date.

    >>> first_and_last_day("2024-06")
    ('2024-06-01', '2024-06-30')
    """
    match = _DATE.fullmatch(value.partition("T")[0])
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        if day:
            return (date.fromisoformat(match[0]).isoformat(),) * 2
        if month:
            return f"{year}-{month}-01", f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]}"
    except ValueError:
        return None
    return f"{year}-01-01", f"{year}-12-31"
