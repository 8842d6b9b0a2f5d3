"""Sentence boundaries that typography settles, set before a text is parsed: a spaCy component.

The treebanks have hardly a quotation with a full stop of its own, a numbered list or a blank line, so a parser
breaks `«Es una amenaza.», dijo` and `1. Defensa` in two. What is set here the parser keeps to (spaCy's
`Token.is_sent_start`); all else it decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

from spacy.language import Language
from spacy.tokens import Doc, Token

NAME = "news_boundaries"

_BRACKETS = frozenset(")]}")
_STRAIGHT = frozenset("\"'")
_QUOTES = frozenset("»”’") | _STRAIGHT
_OPENING_QUOTES = frozenset("«“‘")
_OPENING = _OPENING_QUOTES | frozenset("([{¿¡")
_CLINGING = frozenset({",", ";", ":", ".", ".-", ".—", ".–", "%", "?", "!", "…"})
_DASHES = frozenset("-–—")
_BULLETS = _DASHES | frozenset("•*·▪")
_FINAL = frozenset({".", "?", "!", "...", "…"})
_NUMBER = re.compile(r"\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}")
_NUMBER_AND_MARK = re.compile(r"(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)º°ª]{1,2}")
_MARKS = frozenset({".", ")", ".-", ".—", ".–", "º", "°"})
_DIGITS = re.compile(r"\d{1,2}")
_HEADLINE = 4  # words in capitals at the least
_ABBREVIATION = re.compile(r"[^\W\d_]+\.(?:\s?[^\W\d_]+\.)+|[^\W\d_]{3,}\.")  # "EE.UU.", "O.N.U.", "etc."
_OPENS_CLAUSE = frozenset({"DET", "ADP", "ADV", "PRON", "CCONJ", "SCONJ", "AUX", "VERB"})
_CAPTION = 7  # words at the most that name who says a headline: "...: Alto Comisionado de la ONU"


@Language.component(NAME, assigns=["token.is_sent_start"])
def mark_boundaries(doc: Doc) -> Doc:
    """Say of some tokens that a sentence starts there, or that none does; a parsed Doc stays as it is."""
    if doc.has_annotation("DEP"):
        return doc
    words = [token.text for token in doc]
    spaced = [bool(token.whitespace_) for token in doc]
    rules = (_marks(words, spaced), _items(words), _lines(words), _headlines(words), _captions(words))
    for index, starts in chain(*rules, _abbreviations(doc)):
        if index < len(words):
            doc[index].is_sent_start = starts
    return doc


def _marks(words: Sequence[str], spaced: Sequence[bool]) -> Iterator[tuple[int, bool]]:
    """A closing or clinging mark belongs to what is before it, and so does a small letter after it.

    A capital after a quotation that ends with its own full stop begins a sentence, and so does a quotation that
    opens with a capital after a full stop.
    """
    for index in range(1, len(words)):
        before, word = words[index - 1], words[index]
        quoted = _closes(index - 1, words, spaced)
        goes_on = word[0].islower() and (before in _FINAL or quoted)
        if goes_on or word in _CLINGING or _closes(index, words, spaced):
            yield index, False
        elif word in _DASHES and before in _FINAL and words[index + 1 : index + 2] and words[index + 1][0].islower():
            yield index, False
            yield index + 1, False
        elif spaced[index - 1]:
            after_quotation = quoted and words[index - 2] == "." and word[0].isupper()
            with_quotation = before == "." and _opens(index, words, spaced) and words[index + 1][0].isupper()
            if after_quotation or with_quotation:
                yield index, True


def _closes(index: int, words: Sequence[str], spaced: Sequence[bool]) -> bool:
    """Return whether a closing mark stands here.

    A straight mark closes where it clings to a word before it. One that clings to the word after it alone opens: so
    the press begins each further paragraph of a quotation with "»".
    """
    word = words[index]
    if word in _BRACKETS:
        return True
    if index == 0 or word not in _QUOTES:
        return False
    before = words[index - 1]
    apart = spaced[index - 1] or before.isspace() or before in _OPENING
    return not apart or (word not in _STRAIGHT and spaced[index])


def _opens(index: int, words: Sequence[str], spaced: Sequence[bool]) -> bool:
    """Return whether a quotation mark stands here that clings to the word after it alone."""
    marks = words[index] in _STRAIGHT or words[index] in _OPENING_QUOTES
    return marks and not spaced[index] and index + 1 < len(words)


def _items(words: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """The number of a list's item ("1.", "b)", "II.-") is no sentence of its own."""
    for index, word in enumerate(words[:-1]):
        heads_line = index == 0 or "\n" in words[index - 1]
        after = words[index + 1]
        if heads_line and _NUMBER_AND_MARK.fullmatch(word):
            yield index + 1, False
        elif after in _MARKS and (
            _NUMBER.fullmatch(word)
            if heads_line
            else _DIGITS.fullmatch(word) and words[index - 1] in {*_FINAL, ":", ";"}
        ):
            yield index + 1, False
            yield index + 2, False


def _lines(words: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """After a blank line and with a list's item a sentence starts; a line that goes on in small letters is wrapped."""
    for index in range(1, len(words) - 1):
        if "\n" not in words[index] or not words[index].isspace():
            continue
        yield index, False
        if words[index].count("\n") > 1 or _is_item(words, index + 1):
            yield index + 1, True
        elif words[index + 1][0].islower() and words[index - 1] not in {*_FINAL, ":", ";"}:
            yield index + 1, False


def _is_item(words: Sequence[str], index: int) -> bool:
    """Return whether a line begins with a list's mark and a capital: "- Defensa mutua"."""
    return words[index] in _BULLETS and words[index + 1 : index + 2] != [] and words[index + 1][0].isupper()


def _headlines(words: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """A headline in capitals without a full stop ends where the text after it begins."""
    shouted = 0
    for index, word in enumerate(words):
        if shouted >= _HEADLINE and word[0].isupper() and not word.isupper() and words[index - 1].isupper():
            yield index, True
        if word.isupper():
            heads = shouted > 0 or index == 0 or words[index - 1] in _FINAL or words[index - 1].isspace()
            shouted = shouted + 1 if heads else 0
        elif word in _FINAL or word.isspace() or any(map(str.isalpha, word)):
            shouted = 0


def _captions(words: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Who says a headline, named before or after a colon, belongs to it: "Hay que negociar: Obama"."""
    marks = [index for index, word in enumerate(words) if word == ":"]
    if len(marks) != 1 or words[-1] in _FINAL or any(word.isspace() for word in words):
        return
    colon = marks[0]
    if colon <= _CAPTION:
        yield colon + 1, False
    elif len(words) - colon <= _CAPTION + 1:
        yield from ((index, False) for index in range(colon + 1, len(words)))


def _abbreviations(doc: Doc) -> Iterator[tuple[int, bool]]:
    """The full stop of an abbreviation ends the sentence too: "Las tropas volvieron a EE.UU. Rusia atacó".

    So it does before a word that only begins a sentence with a capital, and before a name where both sides have a verb
    of their own. It does not between a state and the name of who serves it: "el presidente de EE.UU. Donald Trump".
    """
    for token in doc[1:]:
        before = doc[token.i - 1]
        if not (before.whitespace_ and token.text[0].isupper() and _ABBREVIATION.fullmatch(before.text)):
            continue
        if token.pos_ in _OPENS_CLAUSE and token.is_title:
            yield token.i, True
        elif token.pos_ == "PROPN" and not _names_its_officer(before, token):
            clause = list(takewhile(lambda other: other.text not in _FINAL, doc[token.i :]))
            earlier = list(takewhile(lambda other: other.text not in _FINAL, reversed(doc[: token.i])))
            yield token.i, any(map(_is_finite, clause)) and any(map(_is_finite, earlier))


def _names_its_officer(abbreviation: Token, name: Token) -> bool:
    """Return whether a name of two words follows an abbreviation that says whose somebody is."""
    owned = abbreviation.i > 0 and abbreviation.nbor(-1).pos_ == "ADP"
    several = name.i + 1 < len(name.doc) and name.nbor().pos_ == "PROPN"
    return owned and several and abbreviation.nbor(-1).lemma_ != "a"


def _is_finite(token: Token) -> bool:
    return "VerbForm=Fin" in token.morph
