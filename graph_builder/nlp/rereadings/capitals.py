"""Headlines in capitals, which wires send without accents: whole paragraphs, or sentences among others.

A tagger of running text takes every capitalised word for a name. Read in small letters the words are what they are;
names that the gazetteer holds get the capitals and accents that they have there. The text keeps its length, so every
offset stays true.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph_builder.nlp.pipeline import Pipeline
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.gazetteer import strip_accents

_SHORTEST, _LONGEST = 3, 40  # tokens of a headline
_WORDS = 4  # of a sentence in capitals among others
_CAPITALS = re.compile(rf"[^a-zà-öø-ÿ]{{{2 * _WORDS - 1},}}")  # no fewer characters hold so many words
_ACCENTED = dict(zip("aeioun", "áéíóúñ", strict=True))
_NAMES = frozenset({"LOC", "PER"})  # labels that hold also for capitals
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_FUNCTION = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PRON"})
_SMALL = 3  # letters of an abbreviation: "CGT", "ONU"
_ENDS = frozenset({".", "?", "!", "...", "…", ":"})


@dataclass(frozen=True, slots=True)
class _Run:
    """Where capitals begin and end in a text, and the characters in them that the recogniser takes for names."""

    start: int
    end: int
    named: Set[int]


class CapitalsReader:
    """Reads headlines in capitals by the names of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        gazetteer = vocabulary.gazetteer
        self._demonyms, self._lexicon = gazetteer.demonyms, vocabulary.lexicon
        self._by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)  # first word -> capitals, as it is written
        # of names that capitals do not tell apart a label comes first: "IRAN" is "Irán", not the English "Iran"
        labels = {entity.label for entity in gazetteer.entities.values()}
        surfaces = (*reversed(gazetteer.names), *(surface for surface in gazetteer.names if surface in labels))
        written = {strip_accents(surface).upper(): surface for surface in surfaces}
        for capitals, surface in sorted(written.items(), key=lambda item: (-len(item[0]), item[0])):
            if len(capitals) == len(surface):
                self._by_first[capitals.split()[0]].append((capitals, surface))
        self._families = {
            surface for surface, names in gazetteer.names.items() if all(name.kind == "family name" for name in names)
        }

    def reread(self, doc: Doc, pipeline: Pipeline) -> Doc:
        """Parse what is in capitals again in small letters, its names with a capital.

        Example: "ORTEGA AMENAZA CON RETOMAR LUCHA ARMADA" is read as "Ortega amenaza con retomar lucha armada".
        """
        runs = list(_runs(doc))
        if not runs or len(doc.text.lower()) != len(doc.text):
            return doc
        known = pipeline.words
        small = "".join(
            (_small(t.text, known) if any(r.start <= t.idx < r.end for r in runs) else t.text) + t.whitespace_
            for t in doc
        )
        again = _parse(small, pipeline)
        letters = list(small)
        for run in runs:
            self._set_capitals(run, again, doc.text, letters)
        return _parse("".join(letters), pipeline)

    def _set_capitals(self, run: _Run, small: Doc, capitals: str, letters: list[str]) -> None:
        """Write the first word of a run and the names in it with capitals."""
        resume = run.start
        for token in small:
            if not run.start <= token.idx < run.end or token.idx < resume:
                continue
            surface = self._listed(token, capitals)
            if surface:
                letters[token.idx : token.idx + len(surface)] = surface
                resume = token.idx + len(surface)
            else:
                word = _cased(token, capitals, run)
                letters[token.idx : token.idx + len(token)] = word

    def _listed(self, token: Token, capitals: str) -> str:
        """Return the name of the gazetteer that begins at a word, as it is written there, or ""."""
        start = token.idx
        plain = strip_accents(capitals[start:])
        words = plain.split(maxsplit=1)
        for upper, surface in self._by_first.get(words[0].rstrip(".,;:") if words else "", ()):
            end = start + len(upper)
            if not plain.startswith(upper) or capitals[end : end + 1].isalnum():
                continue
            if self._are_words(token, surface):
                continue
            return surface
        return ""

    def _are_words(self, token: Token, surface: str) -> bool:
        """Return whether a name is common words here: "LA MINISTRA CHINA", "FIRMAN LA PAZ", "UN ATAQUE"."""
        before = token.nbor(-1).pos_ if token.i else ""
        if " " in surface:
            article = token.pos_ == "DET" and surface.count(" ") == 1
            return article and before != "ADP" and self._is_common(token.nbor(1))  # but "EN LA PAZ"
        if surface in self._families:
            return self._is_common(token) or before == "DET"
        return token.pos_ in _FUNCTION or (token.lower_ in self._demonyms and before == "NOUN")

    def _is_common(self, token: Token) -> bool:
        """Return whether a word in small letters stands for itself."""
        forms, classes = self._lexicon.forms, self._lexicon.classes
        return any((token.text, pos) in forms for pos in ("NOUN", "VERB")) or token.text in classes


def _runs(doc: Doc) -> Iterator[_Run]:
    """Yield the stretches in capitals: the whole paragraph, else sentences of several words that end in it."""
    if doc.text.isupper():
        if _SHORTEST <= len(doc) <= _LONGEST:
            yield _run(doc[:])
        return
    if not _CAPITALS.search(doc.text):
        return
    start = 0
    for token in doc:
        if token.text in _ENDS or "\n" in token.text or token.i + 1 == len(doc):
            stretch = doc[start : token.i + 1]
            words = [word.text for word in stretch if word.is_alpha]
            long = len(words) >= _WORDS and len(stretch) <= _LONGEST
            if long and stretch.text.isupper() and any(len(word) <= _SMALL - 1 for word in words):
                yield _run(stretch)
            start = token.i + 1


def _run(stretch: Tokens) -> _Run:
    names = [ent for ent in stretch.ents if ent.label_ in _NAMES or (ent.label_ == "ORG" and len(ent) > 1)]
    named = frozenset(i for ent in names for i in range(ent.start_char, ent.end_char))
    return _Run(stretch.start_char, stretch.end_char, named)


def _parse(text: str, pipeline: Pipeline) -> Doc:
    return next(pipeline.docs([text]))


def _small(word: str, known: Container[str]) -> str:
    """A word in small letters, with the accent that makes it a word which the pipeline knows."""
    small = word.lower()
    if small in known or not small.isalpha():
        return small
    marked = (small[:i] + _ACCENTED[c] + small[i + 1 :] for i, c in enumerate(small) if c in _ACCENTED)
    return next((other for other in marked if other in known), small)


def _cased(token: Token, capitals: str, run: _Run) -> str:
    """The first word and names with a capital; an abbreviation as it was."""
    name = token.pos_ == "PROPN" or (token.idx in run.named and token.pos_ in _NAMING)
    if name and len(token) <= _SMALL:
        return capitals[token.idx : token.idx + len(token)]
    return token.text[:1].upper() + token.text[1:] if name or token.idx == run.start else token.text
