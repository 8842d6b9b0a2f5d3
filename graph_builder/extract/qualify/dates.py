"""Dates: when an event happened, by its clause and the publication date.

A date is as precise as the text. Explicit ones ("el 19 de junio de 2024", "en julio de 2023", "en 2024") need no
anchor. Words that count from the day of writing ("ayer", "este jueves", "en julio", "el mes pasado") need the
publication date; without one the date stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from graph_builder.model import EventDate
from graph_builder.nlp.syntax import has
from graph_builder.vocabulary import Calendar

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])")
_LAST_WEEK = 7
_MONTHS = 12
_TAKING_PLACE = {"nsubj", "nsubj:pass", "obj"}
_OTHER_CLAUSES = {"acl", "acl:relcl", "ccomp", "advcl", "parataxis", "csubj", "appos"}


def read_date(predicate: Token, published: str, calendar: Calendar) -> EventDate | None:
    """Find the date of the clause of a predicate.

    Args:
        predicate: the event's verb or noun.
        published: ISO date of publication, "" where unknown.
        calendar: words of the language.
    """
    for tokens in _clauses(predicate, calendar):
        found = _explicit(tokens, calendar) or _relative(predicate, tokens, published, calendar)
        if found is not None:
            return found
    return None


def _clauses(predicate: Token, calendar: Calendar) -> Iterator[list[Token]]:
    """The clause itself; what is said of its noun; the date that it hangs on.

    "La visita, prevista para el 3 de mayo", "en junio se celebró una reunión"; "en marzo de 2007 en un almuerzo",
    "en 2018, cuando ...".
    """
    yield _clause(predicate, calendar)
    governor = predicate.head
    if predicate.pos_ == "NOUN":
        for child in predicate.children:
            if child.dep_ in {"acl", "amod"} and has(child, "VerbForm", "Part"):
                yield _clause(child, calendar)
        if governor.lemma_.lower() in calendar.happening and predicate.dep_ in _TAKING_PLACE:
            yield _clause(governor, calendar)
        if predicate.dep_ == "obl":  # "en marzo de 2007, en un almuerzo, se habló del acuerdo"
            days = (child for child in governor.children if child.i < predicate.i and child.dep_ == "obl")
            yield from ([*day.subtree] for day in days if _is_date(day, calendar))
    if _is_date(governor, calendar):
        yield sorted([governor, *(child for child in governor.children if child != predicate)], key=lambda t: t.i)
    when = any(child.lower_ in calendar.conjunctions for child in predicate.children)
    if when and predicate.dep_ in {"advcl", "acl"} and governor.pos_ in {"VERB", "AUX"}:
        for verb in (governor, *(child for child in governor.children if child.dep_ == "xcomp")):
            yield _clause(verb, calendar)


def _clause(predicate: Token, calendar: Calendar) -> list[Token]:
    """Tokens below a predicate that belong to its own clause, not to a clause inside it."""
    kept, stack = [], [predicate]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack += [
            child
            for child in token.children
            if (child.dep_ not in _OTHER_CLAUSES or (child.dep_ == "appos" and _is_date(child, calendar)))
            and not (child.dep_ in {"conj", "xcomp"} and child.pos_ in {"VERB", "AUX"})
        ]
    return sorted(kept, key=lambda t: t.i)


def _is_date(token: Token, calendar: Calendar) -> bool:
    """A month or year, or a day with its month: "marzo", "2018", "26 (de septiembre)"."""
    if token.lower_ in calendar.months or _YEAR.fullmatch(token.text):
        return True
    return bool(_DAY.fullmatch(token.text)) and any(child.lower_ in calendar.months for child in token.children)


def _explicit(tokens: list[Token], calendar: Calendar) -> EventDate | None:
    for position, token in enumerate(tokens):
        month = calendar.months.get(token.lower_)
        if month is None:
            continue
        year = next((t for t in tokens[position + 1 : position + 3] if _YEAR.fullmatch(t.text)), None)
        if year is None:
            continue
        before = tokens[position - 2 : position] if position >= 2 else tokens[:position]
        day = next((t for t in before if _DAY.fullmatch(t.text)), None)
        value = f"{year.text}-{month:02d}" + (f"-{int(day.text):02d}" if day is not None else "")
        first = day if day is not None else token
        if day is None or _is_day(value):
            return EventDate(value, token.doc[first.i : year.i + 1].text)
    for token in tokens:
        if _YEAR.fullmatch(token.text) and token.i and token.doc[token.i - 1].lower_ in calendar.before_year:
            return EventDate(token.text, token.doc[token.i - 1 : token.i + 1].text)
    return None


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _relative(predicate: Token, tokens: list[Token], published: str, calendar: Calendar) -> EventDate | None:
    if len(published) != len("2024-06-19"):
        return None
    anchor = date.fromisoformat(published)
    future = any(has(t, "Tense", "Fut") for t in (predicate, *predicate.children))
    for token in tokens:
        word = token.lower_
        if word in calendar.days and token.pos_ != "NOUN" and token.dep_ != "nmod":
            return EventDate((anchor + timedelta(calendar.days[word])).isoformat(), token.text)
        if word in calendar.weekdays and token.i and token.doc[token.i - 1].lower_ in calendar.before_weekday:
            back = (anchor.weekday() - calendar.weekdays[word]) % _LAST_WEEK
            days = (_LAST_WEEK - back if back else 0) if future else -back
            cue = f"{token.doc[token.i - 1].lower_} {token.text}"
            return EventDate((anchor + timedelta(days)).isoformat(), cue)
        found = _month_near(token, anchor, calendar, future=future) or _months_away(token, anchor, calendar)
        if found is not None:
            return found
    return None


def _month_near(token: Token, anchor: date, calendar: Calendar, *, future: bool) -> EventDate | None:
    """ "En julio", "el pasado 26 de septiembre": the last one before the anchor, or the next one."""
    month = calendar.months.get(token.lower_)
    if month is None or not token.i:
        return None
    words = [t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]]
    day = next((int(w) for w in words[-2:] if _DAY.fullmatch(w)), 0)
    if not day and words[-1] not in calendar.before_year | calendar.coming | calendar.gone:
        return None
    comes = (future or not calendar.coming.isdisjoint(words)) and calendar.gone.isdisjoint(words)
    year = anchor.year
    if comes and (month, day) < (anchor.month, anchor.day if day else 0):
        year += 1
    elif not comes and (month, day) > (anchor.month, anchor.day if day else 0):
        year -= 1
    value = f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
    return EventDate(value, " ".join([*words[-2:], token.text])) if not day or _is_day(value) else None


def _months_away(token: Token, anchor: date, calendar: Calendar) -> EventDate | None:
    """ "El mes pasado", "el próximo año": the month or the year so far from the anchor."""
    if token.lower_ not in calendar.away:
        return None
    words = [t.lower_ for t in token.doc[token.i : token.i + 3]]
    for length in (3, 2):
        phrase = " ".join(words[:length])
        if phrase in calendar.months_away:
            months = anchor.year * _MONTHS + anchor.month - 1 + calendar.months_away[phrase]
            return EventDate(f"{months // _MONTHS}-{months % _MONTHS + 1:02d}", phrase)
        if phrase in calendar.years_away:
            return EventDate(str(anchor.year + calendar.years_away[phrase]), phrase)
    return None
