"""Where an annotated fact stands in its article: the evidence, and the trigger inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph_builder.model import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Spans in the article's text."""

    evidence: Span
    trigger: Span  # the evidence where no trigger is annotated


def find_place(text: str, evidence: str, trigger: str) -> Place | None:
    """Return where the evidence first stands and the trigger in it, white space aside; None where one does not.

    >>> find_place("Ayer Chile acusó  a Perú.", "Chile acusó a Perú", "acusó").trigger
    Span(start=11, end=16)
    """
    span = _find(text, evidence)
    if span is None:
        return None
    if not trigger:
        return Place(span, span)
    inside = _find(span.of(text), trigger)
    if inside is None:
        return None
    return Place(span, Span(span.start + inside.start, span.start + inside.end))


def _find(text: str, words: str) -> Span | None:
    """Return the first place of some words, first of whole words, then of parts, in any case of letters."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    if not pattern:
        return None
    for wanted in (rf"(?<!\w){pattern}(?!\w)", pattern):
        found = re.search(wanted, text, re.IGNORECASE)
        if found is not None:
            return Span(*found.span())
    return None
