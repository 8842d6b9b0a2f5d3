"""Reads the time expressions of a paragraph.

"El jueves 16 de mayo", "del 3 al 5 de mayo de 2024", "en mayo del año pasado", "hace dos semanas". A number is a year
only where a preposition says so and nothing is counted: "un contingente de 2000 soldados" tells none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.qualify.time_expressions import TimeExpression
from graph_builder.vocabulary import Calendar

_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])[º°]?(?:\.º)?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SLASHED = re.compile(r"(\d\d?)[/.](\d\d?)[/.](\d{4})")
_LONGEST = 4  # words of a phrase of the calendar


class _Scanner:
    """Reads the time expressions of one Doc."""

    def __init__(self, doc: Doc, calendar: Calendar) -> None:
        self._doc = doc
        self._words = [token.lower_ for token in doc]
        self._calendar = calendar
        self._starts = calendar.starts

    def read(self) -> Iterator[TimeExpression]:
        position = 0
        while position < len(self._words):
            word = self._words[position]
            found = self._at(position) if word in self._starts or word[0].isdigit() else None
            if found is None:
                position += 1
            else:
                yield self._placed(found)
                position = found.last + 1

    def _at(self, i: int) -> TimeExpression | None:
        """The expression that begins with a word; its prepositions and articles stand before."""
        return (
            self._written(i)
            or self._away(i)
            or self._counted(i)
            or self._weekday(i)
            or self._day(i)
            or self._month(i)
            or self._bare_year(i)
        )

    def _word(self, i: int) -> str:
        return self._words[i] if 0 <= i < len(self._words) else ""

    def _phrase(self, i: int, phrases: object) -> int:
        """How many words from here on are one of some phrases; the longest counts."""
        for length in range(_LONGEST, 0, -1):
            if " ".join(self._words[i : i + length]) in phrases and i + length <= len(self._words):  # type: ignore[operator]
                return length
        return 0

    def _written(self, i: int) -> TimeExpression | None:
        """ "2024-06-19", "19/06/2024"."""
        if iso := _ISO.fullmatch(self._words[i]):
            year, month, day = map(int, iso.groups())
        elif slashed := _SLASHED.fullmatch(self._words[i]):
            day, month, year = map(int, slashed.groups())
        else:
            return None
        return TimeExpression(i, i, day, month, year)

    def _away(self, i: int) -> TimeExpression | None:
        """ "Ayer", "pasado mañana", "el mes pasado", "el próximo año"."""
        calendar = self._calendar
        if length := self._phrase(i, calendar.days):
            token = self._doc[i]
            days = calendar.days[" ".join(self._words[i : i + length])]
            is_part = length == 1 and (token.pos_ == "NOUN" or token.dep_ == "nmod" or self._before(i))
            return None if is_part else TimeExpression(i, i + length - 1, days_away=days)
        if length := self._phrase(i, calendar.months_away):
            away = calendar.months_away[" ".join(self._words[i : i + length])]
            return TimeExpression(i, i + length - 1, months_away=away, precision=7)
        if length := self._phrase(i, calendar.years_away):
            away = calendar.years_away[" ".join(self._words[i : i + length])]
            return TimeExpression(i, i + length - 1, years_away=away, precision=4)
        return None

    def _before(self, i: int) -> bool:
        """Whether an article stands before "mañana": then it is the morning."""
        return self._word(i - 1) in self._calendar.articles

    def _counted(self, i: int) -> TimeExpression | None:
        """ "Hace dos semanas", "dentro de tres días"."""
        for phrases, sign in ((self._calendar.ago, -1), (self._calendar.ahead, 1)):
            length = self._phrase(i, phrases)
            number, unit = self._word(i + length), self._word(i + length + 1)
            days = self._calendar.periods.get(unit)
            count = int(number) if number.isdecimal() else self._calendar.numbers.get(number)
            if length and count and days:
                last, away = i + length + 1, sign * count
                if days >= 365:
                    return TimeExpression(i, last, years_away=away, precision=4)
                if days >= 30:
                    return TimeExpression(i, last, months_away=away, precision=7)
                return TimeExpression(i, last, days_away=away * days, precision=10 if days == 1 else 7)
        return None

    def _weekday(self, i: int) -> TimeExpression | None:
        """ "Jueves", "jueves 16 de mayo", "lunes 17", "viernes próximo"."""
        weekday = self._calendar.weekdays.get(self._word(i))
        if weekday is None:
            return None
        after = i + 1
        after += self._word(after) == ","
        after += self._word(after) in self._calendar.articles
        dated = self._day(after)
        if dated is not None:
            return replace(dated, first=i, weekday=weekday)
        day = self._number_of_day(i + 1)
        if day is not None and self._doc[i + 1].text.isdecimal() and not self._is_counted(i + 1):
            return TimeExpression(i, i + 1, day=day, weekday=weekday)
        found = TimeExpression(i, i, weekday=weekday)
        return self._modified_after(found)

    def _day(self, i: int) -> TimeExpression | None:
        """ "3 de mayo", "3 y 4 de mayo", "3 al 5 de mayo de 2024", "30 de abril al 2 de mayo"."""
        day = self._number_of_day(i)
        if day is None:
            return None
        end, is_range = i + 1, False
        while True:  # the other days of a range
            after = end
            while self._word(after) in self._calendar.joined | self._calendar.articles | {","}:
                after += 1
            if after == end or self._number_of_day(after) is None:
                break
            end, is_range = after + 1, True
        month_at = end + (self._word(end) in self._calendar.binding)
        month = self._calendar.months.get(self._word(month_at))
        if month is None:
            return None
        found = self._with_year(TimeExpression(i, month_at, day=day, month=month, is_range=is_range))
        to = found.last + 1
        if not found.is_explicit and self._word(to) in self._calendar.joined:
            other = self._day(to + 1 + (self._word(to + 1) in self._calendar.articles))
            if other is not None and other.month is not None:
                return replace(found, last=other.last, year=other.year, years_away=other.years_away, is_range=True)
        return found

    def _month(self, i: int) -> TimeExpression | None:
        """ "Mayo de 2024", "mayo del año pasado", "mayo pasado"; a month alone needs a word before it."""
        month = self._calendar.months.get(self._word(i))
        if month is None:
            return None
        found = self._with_year(TimeExpression(i, i, month=month, precision=7))
        before = self._word(i - 1)
        calendar = self._calendar
        known = before in calendar.before_year | calendar.coming | calendar.gone | calendar.before_weekday
        return found if known or found.last > i else None

    def _bare_year(self, i: int) -> TimeExpression | None:
        """ "En 2024", "del 2024", "en el año 2024", "entre 2012 y 2014": where nothing is counted."""
        if not _YEAR.fullmatch(self._word(i)):
            return None
        before = i - 1
        before -= self._word(before) in self._calendar.articles
        word = self._word(before)
        if word not in self._calendar.before_year or self._is_counted(i):
            return None
        if word in self._calendar.binding and self._word(before - 1) in self._calendar.about:
            return None
        end = i
        if self._word(i + 1) in self._calendar.joined and _YEAR.fullmatch(self._word(i + 2)):
            end = i + 2
        return TimeExpression(i, end, year=int(self._word(i)), precision=4)

    def _is_counted(self, i: int) -> bool:
        """Whether the word after a number is what it counts: "2000 soldados", "1950 millones", "2000 metros"."""
        if i + 1 >= len(self._words):
            return False
        after = self._doc[i + 1]
        if after.lower_ in self._calendar.amounts:
            return True
        counts = self._doc[i].head == after or self._word(i - 1) in self._calendar.binding
        return after.pos_ == "NOUN" and counts and self._doc[i].dep_ in {"nummod", "nmod", "amod", "obl", "obj", "dep"}

    def _with_year(self, found: TimeExpression) -> TimeExpression:
        """The same with the year after it: "de 2024", "del año pasado", "de ese año"; or what says which one it is."""
        calendar, at = self._calendar, found.last + 1
        at += self._word(at) in calendar.before_year or self._word(at) == ","
        at += self._word(at) in calendar.articles
        if _YEAR.fullmatch(self._word(at)) and not self._is_counted(at):
            return replace(found, last=at, year=int(self._word(at)))
        if self._word(at) in calendar.parts and _YEAR.fullmatch(self._word(at + 1)):
            return replace(found, last=at + 1, year=int(self._word(at + 1)))
        if length := self._phrase(at, calendar.years_away):
            away = calendar.years_away[" ".join(self._words[at : at + length])]
            return replace(found, last=at + length - 1, years_away=away)
        if length := self._phrase(at, calendar.that_year):
            return replace(found, last=at + length - 1, that_year=True)
        return self._modified_after(found)

    def _modified_after(self, found: TimeExpression) -> TimeExpression:
        """ "Pasado" or "próximo" after it."""
        at = found.last + 1
        for words, sign in ((self._calendar.gone, -1), (self._calendar.coming, 1)):
            length = self._phrase(at, words)
            if length and not self._phrase(at, self._calendar.days):
                return replace(found, last=found.last + length, direction=sign)
        return found

    def _number_of_day(self, i: int) -> int | None:
        word = self._word(i)
        match = _DAY.fullmatch(word)
        return int(match.group(1)) if match else self._calendar.ordinals.get(word)

    def _placed(self, found: TimeExpression) -> TimeExpression:
        """The same with the words before it ("el pasado", "este"), and the noun that a preposition binds it to."""
        calendar, first, direction, near = self._calendar, found.first, found.direction, found.near
        years = calendar.parts & calendar.before_year  # "el año 2024"
        while first and self._word(first - 1) in (
            calendar.articles | calendar.coming | calendar.gone | calendar.before_weekday | years
        ):
            first -= 1
            word = self._word(first)
            direction = -1 if word in calendar.gone else 1 if word in calendar.coming else direction
            near = near or (word in calendar.before_weekday and word not in calendar.articles)
        bound = None
        before = self._word(first - 1)
        if first >= 2 and before in calendar.binding and not found.is_range:
            noun = self._doc[first - 2]
            if noun.lower_ not in calendar.parts and noun.pos_ not in {"VERB", "AUX", "ADP", "PUNCT", "ADV"}:
                bound = noun.i
        if before:
            first -= before in calendar.before_year
        return replace(found, first=first, direction=direction, near=near, bound=bound)


def times_of(doc: Doc, calendar: Calendar) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a paragraph, in reading order.

    Args:
        doc: the parsed paragraph.
        calendar: words of the language.
    """
    return tuple(_Scanner(doc, calendar).read())


def times_in(context: SentenceContext) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a sentence's paragraph, which is read once."""
    found = context.paragraph_memo.get(times_in)
    if not isinstance(found, tuple):
        found = context.paragraph_memo[times_in] = times_of(context.sentence.tokens.doc, context.vocabulary.calendar)
    return found
