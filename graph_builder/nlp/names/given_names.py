"""Persons whose first name is a place's too: "Francia Márquez", "Asia Argento"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph_builder.model import EntityKind
from graph_builder.nlp.parsed import Named
from graph_builder.vocabulary import Vocabulary

_SHORTEST = 3  # letters of a family name
_TITLE = 4  # words before a state that may say who serves it: "el ministro de Exteriores de"


class GivenNames:
    """Finds such persons with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._gazetteer, self._lexicon = vocabulary.gazetteer, vocabulary.lexicon
        profile = vocabulary.profile
        self._given = profile.place_given_names
        self._genitive = profile.genitive
        self._before = {profile.genitive, profile.dative, profile.comitative}
        self._contractions = profile.contractions

    def persons(self, doc: Doc, known: Sequence[Named]) -> Iterator[Tokens]:
        """Yield the persons, labelled PER, whom the gazetteer does not hold.

        Args:
            doc: the paragraph's, with entities where the pipeline finds any.
            known: the names in it that the gazetteer holds.
        """
        by_start = {named.start: named for named in known}
        for first in doc[:-1]:
            if first.text not in self._given:
                continue
            place, family = by_start.get(first.i), first.nbor()
            other = by_start.get(family.i)
            if (place is not None and place.end > family.i) or not self._is_family_name(family, other):
                continue
            if first.ent_iob_ != "I" and not self._serves(first, other) and self._may_be_person(first):
                yield Tokens(doc, first.i, _end_of(first, other), label="PER")

    def _is_family_name(self, family: Token, named: Named | None) -> bool:
        """Return whether a word may be a family name: alone, with a capital, of some name; no other known actor's."""
        if not family.is_title or not family.is_alpha or len(family) < _SHORTEST or family.is_sent_start:
            return False
        if self._lexicon.is_a(family.lower_, "office"):
            return False
        if named is not None:
            return named.label == "PER" and named.end == named.start + 1
        first = family.nbor(-1)
        described = first.i > 0 and self._lexicon.is_a(first.nbor(-1).lower_, "office", "person")
        return family.ent_type_ == "PER" or (family.ent_iob_ == "I" and described)  # "la actriz América Ferrera"

    def _serves(self, first: Token, family: Named | None) -> bool:
        """Return whether a family name is that of somebody of the state before it: "el primer ministro de Israel X"."""
        places = {name.entity for name in self._gazetteer.readings(first.text)}
        names = self._gazetteer.readings(first.nbor().text) if family is not None else ()
        people = (self._gazetteer.entities.get(name.entity) for name in names)
        return any(one is not None and one.kind is EntityKind.PERSON and one.state in places for one in people)

    def _may_be_person(self, first: Token) -> bool:
        """Return whether a person's name may begin here: after no preposition of place, no office of the state."""
        before = first.nbor(-1) if first.i else None
        if before is None or before.pos_ != "ADP":
            return True
        preposition = self._contractions.get(before.lower_, before.lower_)
        title = first.doc[max(0, first.i - _TITLE) : before.i]
        officer = any(self._lexicon.is_a(token.lower_, "office") for token in title)
        return preposition in self._before and not (preposition == self._genitive and officer)


def _end_of(first: Token, family: Named | None) -> int:
    """Return where the name ends: with the entity that it begins, else after the one family name."""
    end = family.end if family is not None else first.i + 2
    whole = next((ent for ent in first.doc.ents if ent.start == first.i), None)
    return max(end, whole.end) if whole is not None and whole.label_ == "PER" else end
