"""Publication dates as people write them, to ISO 8601 with the precision that is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from dateparser.date import DateDataParser

_YEARS = range(1500, 2201)  # outside, a publication date is a slip of the pen or a program's "unknown"
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d+)?", re.ASCII)
_MILLISECONDS = 10**11
_LONGEST = 80  # characters; what is longer is a sentence
_LANGUAGES = ["es", "en", "pt"]
_PRECISION = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a written date was read as."""

    value: str  # YYYY, YYYY-MM or YYYY-MM-DD; "" where it is no date
    ambiguous: bool = False  # it could be read month first too


NO_DATE = DateReading("")


def read_date(written: str) -> DateReading:
    """Read a publication date: ISO 8601, RFC 822, day/month/year, words, seconds or milliseconds since 1970.

    A time is left out, and with it its zone: the date is the one written. Seconds are counted in UTC. Of two numbers
    that could both be the month, the first is the day, and the reading is called ambiguous.

    >>> read_date("Wed, 19 Jun 2024 08:00:00 GMT").value, read_date("19 de junio de 2024").value
    ('2024-06-19', '2024-06-19')
    >>> read_date("2024-02-31").value, read_date("05/06/2024")
    ('', DateReading(value='2024-06-05', ambiguous=True))
    """
    text = written.strip()
    if not any(character.isdigit() for character in text) or len(text) > _LONGEST:
        return NO_DATE
    day = re.split(r"[T ]", text, maxsplit=1)[0].replace("/", "-" if text[:4].isdigit() else "/")
    if found := _ISO.fullmatch(day) or _BASIC.fullmatch(day):
        return DateReading(_iso(*(int(part) for part in found.groups() if part)))
    if found := _EPOCH.fullmatch(text):
        return DateReading(_of_epoch(int(found[1])))
    if found := _NUMERIC.fullmatch(re.split(r"[T ,]", text, maxsplit=1)[0]):
        return _of_numbers(int(found[1]), int(found[3]), found[4])
    return DateReading(_of_words(text)) if any(character.isalpha() for character in text) else NO_DATE


def iso_date(written: str) -> str:
    """Return a written date as YYYY, YYYY-MM or YYYY-MM-DD, "" where it is none."""
    return read_date(written).value


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """The parts as ISO 8601, "" where the calendar has no such day."""
    try:
        value = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return ""
    precision = "year" if month is None else "month" if day is None else "day"
    return value.isoformat()[: _PRECISION[precision]] if year in _YEARS else ""


def _of_epoch(number: int) -> str:
    seconds = number / 1000 if number >= _MILLISECONDS else number
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _of_numbers(first: int, second: int, year: str) -> DateReading:
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 69 else 1900)  # as POSIX reads %y
    value = _iso(full, second, first) or _iso(full, first, second)
    ambiguous = len(year) == 2 or (first != second and bool(_iso(full, first, second) and _iso(full, second, first)))
    return DateReading(value, bool(value) and ambiguous)


@lru_cache(maxsize=4096)
def _of_words(text: str) -> str:
    """A date with a month's name; only what is written counts, nothing is filled in from today."""
    found = _parser().get_date_data(text)
    if found.date_obj is None or found.date_obj.year not in _YEARS:
        return ""
    value: date = found.date_obj.date()
    if str(value.year) not in text and f"{value.year % 100:02}" not in text:
        return ""
    if found.period == "day" and not re.search(rf"(?<!\d)0?{value.day}(?!\d)", text):
        return ""
    return value.isoformat()[: _PRECISION.get(found.period, 10)]


@lru_cache(maxsize=1)
def _parser() -> DateDataParser:
    return DateDataParser(
        languages=_LANGUAGES,
        settings={"DATE_ORDER": "DMY", "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["year"]},
    )
