"""The paragraphs of an article's text: page furniture is passed over, never cut out.

So offsets always refer to the text as received (in NFC), and a quotation can be found in the original file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache

from graph_builder.errors import VocabularyError
from graph_builder.model import Span
from graph_builder.vocabulary.paths import ontology_file

_LONE_NUMBER = re.compile(r"[\d.,:/\s]+")
_SPACED_CAPITALS = re.compile(r"(?:\b[^\W\d_]\b[ /]+){4,}")  # "E P A / E K A T E R I N A"
_HEAD_LINES = 12  # a title is repeated near the top, or as the last line of a printed page
_LONGEST = 10_000  # characters of a paragraph: twice the longest of news; parsers take no text without bounds
_SENTENCE_END = re.compile(r"[.!?…][\"»”’')\]]*(?=\s)")
_VISIBLE = re.compile(r"\S")
_WRAPPED = range(45, 101)  # the width of lines that were broken by a program, not by an author


@cache
def _furniture_lines(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole lines and line beginnings (lower case) that belong to the page, from `furniture.tsv`."""
    path = ontology_file(f"lang/{language}/furniture.tsv")
    whole: set[str] = set()
    prefixes: list[str] = []
    problems: list[str] = []
    with path.open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle, delimiter="\t"), start=2):
            match row:
                case {"match": "line", "text": str(text)} if text:
                    whole.add(text.lower())
                case {"match": "prefix", "text": str(text)} if text:
                    prefixes.append(text.lower())
                case _:
                    problems.append(f"{path}:{number}: 'match' must be line or prefix and 'text' must be filled")
    if problems:
        raise VocabularyError(tuple(problems))
    return frozenset(whole), tuple(sorted(prefixes))


def _lines(text: str) -> Iterator[Span]:
    """Every line that is not blank, without the white space around it."""
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + line.index(stripped)
            yield Span(start, start + len(stripped))


def is_furniture(line: str, language: str = "es") -> bool:
    """Whether a line is part of the page: lone numbers, photo credits in spaced capitals, buttons.

    >>> is_furniture("366139"), is_furniture("E P A / E K A T E R I N A"), is_furniture("Comentarios")
    (True, True, True)
    """
    whole, prefixes = _furniture_lines(language)
    lower = line.lower()
    return bool(
        _LONE_NUMBER.fullmatch(line)
        or _SPACED_CAPITALS.match(line)
        or lower.rstrip(".:") in whole
        or lower.startswith(prefixes)
    )


def paragraphs(text: str, language: str = "es") -> tuple[Span, ...]:
    """Split a text into paragraphs and leave page furniture out.

    A line is a paragraph, except where a block of lines was wrapped by a program (three or more lines of
    45 to 100 characters): then the block is one. What is longer than 10,000 characters is cut at the end of a sentence,
    where there is none at a space, where there is none anywhere.

    Args:
        text: the article in NFC.
        language: folder under `ontology/lang` whose `furniture.tsv` applies.

    Returns:
        Spans in ascending order, without surrounding white space.
    """
    kept: list[Span] = []
    seen: set[str] = set()
    for number, span in enumerate(_lines(text)):
        line = span.of(text)
        repeated = line in seen and (number < _HEAD_LINES or len(line.split()) > 4)
        seen.add(line)
        if not repeated and not is_furniture(line, language):
            kept.append(span)
    return tuple(piece for span in _joined(text, kept) for piece in _pieces(text, span))


def _joined(text: str, lines: list[Span]) -> Iterator[Span]:
    block: list[Span] = []
    for span in lines:
        if block and text.count("\n", block[-1].end, span.start) > 1:
            yield from _block(block)
            block = []
        block.append(span)
    if block:
        yield from _block(block)


def _block(lines: list[Span]) -> list[Span]:
    if len(lines) >= 3 and all(line.end - line.start in _WRAPPED for line in lines[:-1]):
        return [Span(lines[0].start, lines[-1].end)]
    return lines


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The parts of a paragraph that are short enough; nearly always the paragraph itself."""
    start = span.start
    while span.end - start > _LONGEST:
        end = start + _cut(text[start : start + _LONGEST])
        piece = text[start:end]
        yield Span(start, start + len(piece.rstrip()))
        following = _VISIBLE.search(text, end, span.end)
        start = following.start() if following else span.end
    if start < span.end:
        yield Span(start, span.end)


def _cut(window: str) -> int:
    """Where a text that goes on is best cut: behind its last sentence, else behind its last word."""
    ends = [found.end() for found in _SENTENCE_END.finditer(window)]
    return ends[-1] if ends else window.rfind(" ") + 1 or len(window)
