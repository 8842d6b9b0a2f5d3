"""What a word may begin: surface forms of the gazetteer, or the name of a gathering."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from spacy.attrs import ORTH
from spacy.tokens import Doc

from graph_builder.nlp.memo import MANY, Remembered, keys_of
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.gazetteer import Name

_SHORTEST_FAMILY_NAME = 5  # "May", "Paz", "Ban" are words and first names too


@dataclass(frozen=True, slots=True)
class Opening:
    """What a word may begin."""

    surfaces: list[str]  # of the gazetteer, the longest first
    gathering: bool  # the name of one


class Openings:
    """Looks words up; each is looked up once a run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        gazetteer = vocabulary.gazetteer
        self._lexicon = vocabulary.lexicon
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for spelling, surface in gazetteer.spellings.items():
            adjective = spelling in gazetteer.demonyms  # "norteamericano" says whose, it is no name
            if not adjective and not _only_with_ner(gazetteer.names[surface]):
                self._by_first[_first_word(spelling)].append(spelling)
        for spellings in self._by_first.values():
            spellings.sort(key=lambda s: (-len(s), s))
        self._opened: Remembered[bytes, Opening] = Remembered(MANY)

    def of(self, doc: Doc) -> list[Opening]:
        """Return what each token of a Doc may begin."""
        found = []
        for index, key in enumerate(keys_of(doc, ORTH)):
            opening = self._opened.get(key)
            if opening is None:
                token = doc[index]
                surfaces = self._by_first.get(_first_word(token.text), [])
                gathering = token.is_title and self._lexicon.is_a(token.lower_, "event_gathering")
                opening = self._opened[key] = Opening(surfaces, gathering)
            found.append(opening)
        return found


def _only_with_ner(readings: tuple[Name, ...]) -> bool:
    """Return whether a form is a person only where the pipeline sees one: a family name of several, or a short one."""
    family = all(name.kind == "family name" for name in readings)
    return family and (len(readings) > 1 or len(readings[0].surface) < _SHORTEST_FAMILY_NAME)


def _first_word(text: str) -> str:
    """Return the letters and digits that a form begins with, as the tokenizer would cut them off."""
    if text.isalnum():
        return text
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    for index, char in enumerate(word):
        if not char.isalnum():
            return word[: max(index, 1)]
    return word
