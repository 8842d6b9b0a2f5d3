"""Canonical RDF literals of strings and numbers: the same bytes on every engine.

Oxigraph stores the value of a number or a date and prints its canonical form, rdflib keeps the form it reads;
so only canonical forms are made here.
"""

from __future__ import annotations

import re
from datetime import date

from rdflib import Literal

from graph_builder.graph.identifiers import XSD

_BY_PRECISION = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "", XSD.date),
    (re.compile(r"\d{4}-\d\d"), "-01", XSD.gYearMonth),
    (re.compile(r"\d{4}"), "-01-01", XSD.gYear),
)


def words(text: str, language: str) -> Literal:
    """Text in a language; without one where the language is unknown."""
    return Literal(text, lang=language or None)


def plain(text: str) -> Literal:
    """A code, a name of a rule or another string that is in no language (untyped, as rdflib reads it)."""
    return Literal(text)


def whole(number: int) -> Literal:
    """A count or an offset."""
    return Literal(str(number), datatype=XSD.integer)


def score(number: float) -> Literal:
    """A number from 0 to 1 with at most two decimals: 0.9, 1."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return Literal("0" if text == "-0" else text, datatype=XSD.decimal)


def address(url: str) -> Literal:
    """A web address, as a literal, because articles carry addresses that are no valid IRI."""
    return Literal(url, datatype=XSD.anyURI)


def when(value: str) -> Literal:
    """A date with the type of its precision: "2024" is a year, "2024-06" a month, "2024-06-19" a day.

    A time of day is dropped. What is no ISO 8601 date stays a string, for SHACL to report.
    """
    day = value.partition("T")[0]
    for pattern, rest, datatype in _BY_PRECISION:
        if pattern.fullmatch(day) and _in_calendar(day + rest):
            return Literal(day, datatype=datatype)
    return plain(value)


def _in_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
