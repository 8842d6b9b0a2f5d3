"""Headlines all in capitals, which wires send without accents.

A tagger of running text takes every capitalised word for a name. Read in small letters the words are what they are;
the text keeps its length, so every offset stays true.
"""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc, Token

from graph_builder.nlp.pipeline import Pipeline

_SHORTEST, _LONGEST = 3, 40  # tokens of a headline
_ACCENTED = dict(zip("aeioun", "áéíóúñ", strict=True))
_NAMES = frozenset({"LOC", "PER"})  # labels that hold also for capitals
_SMALL = 3  # letters of an abbreviation: "CGT", "ONU"


def reread_capitals(doc: Doc, pipeline: Pipeline) -> Doc:
    """Parse a headline in capitals again in small letters, its names with a capital.

    Example: "ORTEGA AMENAZA CON RETOMAR LUCHA ARMADA" is read as "Ortega amenaza con retomar lucha armada".
    """
    if not _SHORTEST <= len(doc) <= _LONGEST or not doc.text.isupper() or len(doc.text.lower()) != len(doc.text):
        return doc
    known = pipeline.words
    names = [ent for ent in doc.ents if ent.label_ in _NAMES or (ent.label_ == "ORG" and len(ent) > 1)]
    named = {i for ent in names for i in range(ent.start_char, ent.end_char)}
    small = _parse("".join(_small(t.text, known) + t.whitespace_ for t in doc), pipeline)
    return _parse("".join(_cased(t, doc.text, named) + t.whitespace_ for t in small), pipeline)


def _parse(text: str, pipeline: Pipeline) -> Doc:
    return next(pipeline.docs([text]))


def _small(word: str, known: Container[str]) -> str:
    """A word in small letters, with the accent that makes it a word which the pipeline knows."""
    small = word.lower()
    if small in known or not small.isalpha():
        return small
    marked = (small[:i] + _ACCENTED[c] + small[i + 1 :] for i, c in enumerate(small) if c in _ACCENTED)
    return next((other for other in marked if other in known), small)


def _cased(token: Token, capitals: str, named: Container[int]) -> str:
    """The first word and names with a capital; an abbreviation as it was."""
    name = token.pos_ == "PROPN" or token.idx in named
    if name and len(token) <= _SMALL:
        return capitals[token.idx : token.idx + len(token)]
    return token.text[:1].upper() + token.text[1:] if name or not token.i else token.text
