"""An event's predicate and the publication date enter; the event's date leaves, or nothing.

A date is as precise as the text. Explicit ones ("el 19 de junio de 2024", "en julio de 2023", "en 2024") need no
anchor. Words that count from the day of writing ("ayer", "este jueves") need the publication date; without one the
date stays unknown.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from spacy.tokens import Token

from graph_builder.extract.words import has
from graph_builder.model import EventDate
from graph_builder.vocabulary import Calendar

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])")
_LAST_WEEK = 7


def read_date(predicate: Token, published: str, calendar: Calendar) -> EventDate | None:
    """Find the date of the clause of a predicate.

    Args:
        predicate: the event's verb or noun.
        published: ISO date of publication, "" where unknown.
        calendar: words of the language.
    """
    tokens = _clause(predicate)
    return _explicit(tokens, calendar) or _relative(predicate, tokens, published, calendar)


def _clause(predicate: Token) -> list[Token]:
    """Tokens below a predicate that belong to its own clause, not to a clause inside it."""
    kept, stack = [], [predicate]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack += [
            child
            for child in token.children
            if child.dep_ not in {"acl", "acl:relcl", "ccomp", "advcl", "parataxis", "csubj", "appos"}
            and not (child.dep_ in {"conj", "xcomp"} and child.pos_ in {"VERB", "AUX"})
        ]
    return sorted(kept, key=lambda t: t.i)


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
        word = token.doc[token.i - 1].lower_ if token.i else ""
        if _YEAR.fullmatch(token.text) and word in calendar.before_year:
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
        before = token.doc[token.i - 1].lower_ if token.i else ""
        if token.lower_ in calendar.days and token.pos_ != "NOUN" and token.dep_ != "nmod":
            return EventDate((anchor + timedelta(calendar.days[token.lower_])).isoformat(), token.text)
        if token.lower_ in calendar.weekdays and before in calendar.before_weekday:
            back = (anchor.weekday() - calendar.weekdays[token.lower_]) % _LAST_WEEK
            days = (_LAST_WEEK - back if back else 0) if future else -back
            return EventDate((anchor + timedelta(days)).isoformat(), f"{before} {token.text}")
    return None
