"""The passages of an article's text: its paragraphs as they are read, and where each character stands in the text.

What no reader sees or reads out is read over: no-break spaces and tabs are spaces, soft hyphens, direction and byte
order marks are nothing, reference marks ("Rusia[1]") are passed, abbreviated titles are the words that they stand for
("el Gral. Shoigú"). The text as received stays what offsets refer to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from graph_builder.errors import VocabularyError
from graph_builder.model import Span
from graph_builder.sources.furniture import paragraphs
from graph_builder.vocabulary.paths import ontology_file
from graph_builder.vocabulary.tables import Problems, read_rows

_INVISIBLE = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+")
_SPACES = re.compile(r"[^\S\n ]+ *|  +")  # whatever is white but a line's end; several are one
_GLUED = re.compile(r"(?<=[a-zß-ÿ]{2})[.?!](?=[«“¿¡]?[A-ZÀ-ÖØ-Þ][a-zß-ÿ])")  # "lo dijo.El martes", as pages lose spaces
_ORDINAL = re.compile(r"(?<=\d)\.([ºª°])")  # "80.º", which a parser takes for the end of a sentence
_SENTENCE_START = re.compile(r"(?:^|[.!?…:\n][\"»”’')\]]* ?)[¿¡\"«“‘(]*$")
_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_ANY, _NAME, _MARK = "", "name", "mark"  # what `before` of an abbreviation may say

Replacement = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as it is read.

    Attributes:
        text: what is parsed.
        start: where the paragraph begins in the article.
        places: of each character of `text` its place in the article; empty where they follow each other from `start`.
    """

    text: str
    start: int = 0
    places: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return where characters of the passage stand in the article: from the first to the last of them."""
        if not self.places:
            return Span(self.start + start, self.start + end)
        if start == end:
            place = self.places[start] if start < len(self.places) else self.places[-1] + 1
            return Span(place, place)
        return Span(self.places[start], self.places[end - 1] + 1)

    def within(self, span: Span) -> tuple[int, int]:
        """Return the characters of the passage that stand in a span of the article."""
        if not self.places:
            return span.start - self.start, span.end - self.start
        return bisect_left(self.places, span.start), bisect_right(self.places, span.end - 1)


def passages(text: str, language: str = "es") -> tuple[Passage, ...]:
    """Return the paragraphs of a text as they are read; one of nothing but furniture is still one, so none is lost.

    Args:
        text: the article in NFC.
        language: folder under `ontology/lang` whose `abbreviations.tsv` and `furniture.tsv` apply.
    """
    spans = paragraphs(text, language) or (Span(0, len(text)),)
    return tuple(passage(span.of(text), span.start, language) for span in spans)


def passage(text: str, start: int = 0, language: str = "es") -> Passage:
    r"""Return one paragraph as it is read.

    >>> read = passage("El Sr.\u00a0Lavrov visitó Ru\u00adsia[1].")
    >>> read.text
    'El señor Lavrov visitó Rusia.'
    >>> read.span(23, 28)
    Span(start=21, end=27)
    """
    read = text
    places: Sequence[int] = range(start, start + len(text))
    for pattern, replacement in _readings(language):
        if pattern.search(read):
            read, places = _replaced(read, places, pattern, replacement)
    return Passage(read, start, () if isinstance(places, range) else tuple(places))


def _replaced(
    text: str, places: Sequence[int], pattern: re.Pattern[str], replacement: Replacement
) -> tuple[str, Sequence[int]]:
    """Replace what a pattern finds; the new characters stand where the old ones stand, from first to last."""
    words: list[str] = []
    found: list[int] = []
    done = 0
    for match in pattern.finditer(text):
        new = replacement(match)
        words += (text[done : match.start()], new)
        old = places[match.start() : match.end()]
        found += places[done : match.start()]
        found += [*(old[min(n, len(old) - 1)] for n in range(len(new) - 1)), old[-1]] if new else ()
        done = match.end()
    return "".join((*words, text[done:])), [*found, *places[done:]]


@cache
def _readings(language: str) -> tuple[tuple[re.Pattern[str], Replacement], ...]:
    """What is read otherwise than it is written, in order."""
    words, problems = {}, Problems()
    marks: list[str] = []
    path = ontology_file(f"lang/{language}/abbreviations.tsv")
    for row in read_rows(path, ("written", "read", "before"), problems, key=("written",)):
        if row["before"] == _MARK:
            marks.append(re.escape(row["written"]))
        elif row["before"] in {_ANY, _NAME} and row["read"]:
            words[row["written"]] = row["read"], row["before"]
        else:
            problems.add(
                row.where, f"'before' must be {_NAME}, {_MARK} or empty, and 'read' filled unless it is a mark"
            )
    if problems.found:
        raise VocabularyError(tuple(problems.found))
    number = rf"\d{{1,3}}|[a-z]|(?:{'|'.join(marks)})(?: \d{{1,3}})?"
    return (
        (_INVISIBLE, lambda match: ""),
        (_SPACES, lambda match: " "),
        (re.compile(rf"(?<=\S) ?(?:\[(?:{number})\])+(?=(\w)?)", re.IGNORECASE), _reference),
        (re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\w[.,;:!?»”)]))[⁰¹²³⁴-⁹]+(?=(\w)?)"), _reference),
        (_GLUED, lambda match: f"{match.group()} "),
        (_ORDINAL, lambda match: match.group(1)),
        (_abbreviation_pattern(words), lambda match: _word(match, words)),
    )


def _reference(match: re.Match[str]) -> str:
    """Nothing, or a space where a reference mark alone keeps two words apart: "Siria.[2]Cuba"."""
    return " " if match.group(1) else ""


def _abbreviation_pattern(words: dict[str, tuple[str, str]]) -> re.Pattern[str]:
    """Return what finds the abbreviations of a table, the longest first, also in capitals and without their spaces."""
    forms: dict[str, list[str]] = {_NAME: [], _ANY: []}
    for written in sorted(words, key=lambda word: (-len(word), word)):
        for form in dict.fromkeys((written, written.upper())):
            forms[words[written][1]].append(re.escape(form).replace(r"\ ", " ?"))
    return re.compile(rf"(?<![\w.])(?:(?:{'|'.join(forms[_NAME])})(?= ?{_CAPITAL})|(?:{'|'.join(forms[_ANY])}))")


def _word(match: re.Match[str], words: dict[str, tuple[str, str]]) -> str:
    """Return what an abbreviation stands for, in letters like its own; the full stop that ends a sentence stays."""
    found = match.group()
    plain = found.replace(" ", "")
    written = next(word for word in words if plain in (bare := word.replace(" ", ""), bare.upper()))
    read = words[written][0]
    if found.isupper() and not written.isupper():
        read = read.upper()
    elif _SENTENCE_START.search(match.string[: match.start()]):
        read = read[0].upper() + read[1:]
    rest = match.string[match.end() :]
    ends = written.endswith(".") and words[written][1] == _ANY and rest[:1] in {"", "\n"}
    return f"{read}{'.' if ends else ' ' if rest[:1].isalnum() else ''}"
