"""A parsed paragraph enters, its named actors leave: gazetteer names and what the NER found besides.

The gazetteer decides where it knows the words; a longer named entity around a gazetteer name wins over it
("Partido Comunista de China" is not China).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.attrs import ORTH
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph_builder.extract.wordbook import keys_of
from graph_builder.extract.words import lemma
from graph_builder.model import EntityKind
from graph_builder.vocabulary import Vocabulary, WordClass
from graph_builder.vocabulary.gazetteer import Name

_LABELS = {
    EntityKind.COUNTRY: "LOC",
    EntityKind.ORGANIZATION: "ORG",
    EntityKind.PERSON: "PER",
    EntityKind.AGREEMENT: "MISC",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A named span: tokens `start` up to `end` of a paragraph's Doc."""

    start: int
    end: int
    label: str  # PER, ORG, LOC, MISC
    known: bool  # the gazetteer has it

    def tokens(self, doc: Doc) -> Tokens:
        return doc[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a word may begin."""

    surfaces: list[str]  # of the gazetteer, the longest first
    gathering: bool  # the name of one


class NameFinder:
    """Looks surface forms of the gazetteer up in paragraphs; made once a run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        gazetteer = vocabulary.gazetteer
        self._lexicon = vocabulary.lexicon
        self._small = vocabulary.profile.name_words
        self._locatives = vocabulary.profile.locatives
        self._labels = {entity.id: _LABELS[entity.kind] for entity in gazetteer.entities.values()}
        self._gazetteer = gazetteer
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for spelling, surface in gazetteer.spellings.items():
            adjective = spelling in gazetteer.demonyms  # "norteamericano" says whose, it is no name
            if not adjective and not _only_with_ner(gazetteer.names[surface]):
                self._by_first[_first_word(spelling)].append(spelling)
        for spellings in self._by_first.values():
            spellings.sort(key=lambda s: (-len(s), s))
        self._opened: dict[bytes, _Opening] = {}  # by a word's key

    def find(self, doc: Doc, text: str) -> tuple[Named, ...]:
        """Named actors of a paragraph, in order, without overlaps.

        Args:
            doc: the paragraph's.
            text: the paragraph's, and whatever comes after it.
        """
        openings = self._openings(doc)
        known = list(self._known(doc, openings, text))
        taken = {i: n for n, named in enumerate(known) for i in range(named.start, named.end)}
        dropped: set[int] = set()
        found = []
        gatherings = list(self._gatherings(doc, openings))
        held = {i for ent in gatherings for i in range(ent.start, ent.end)}
        others = (e for e in filter(None, map(self._bare, doc.ents)) if held.isdisjoint(range(e.start, e.end)))
        for ent in (*gatherings, *others):
            inside = {taken[i] for i in range(ent.start, ent.end) if i in taken}
            first = known[taken[ent.start]] if ent.start in taken else None
            led = first.end if first is not None else ent.end
            if led < ent.end and (self._goes_on(doc[led]) or _is_full_name(first)):
                continue  # "Peña Nieto Iberoamérica"
            if not inside:
                found.append(Named(ent.start, ent.end, ent.label_, known=False))
            elif all(_strictly_inside(known[n], ent) for n in inside) and (
                ent.start in held
                or (_is_one_name(ent) and not self._is_portfolio(ent) and not _ends_in_person(ent, inside, known))
            ):
                dropped |= inside
                found.append(Named(ent.start, ent.end, ent.label_, known=False))
        found += [named for n, named in enumerate(known) if n not in dropped]
        return tuple(sorted(found, key=lambda named: named.start))

    def _openings(self, doc: Doc) -> list[_Opening]:
        """What each token may begin; each word is looked up once a run."""
        found = []
        for index, key in enumerate(keys_of(doc, ORTH)):
            opening = self._opened.get(key)
            if opening is None:
                token = doc[index]
                surfaces = self._by_first.get(_first_word(token.text), [])
                gathering = token.is_title and self._lexicon.is_a(token.lower_, "event_gathering")
                opening = self._opened[key] = _Opening(surfaces, gathering)
            found.append(opening)
        return found

    def _gatherings(self, doc: Doc, openings: list[_Opening]) -> Iterator[Tokens]:
        """Names of gatherings that say what they are: "XXI Reunión de cancilleres de la CELAC"."""
        resume = 0
        for token in (doc[index] for index, opening in enumerate(openings) if opening.gathering):
            if token.i < resume or token.is_sent_start:
                continue
            numbered = token.i > 0 and bool(_NUMBERED.fullmatch(doc[token.i - 1].text))
            end = _end_of_name(token, self._small)
            if end - token.i > 1:
                resume = end
                yield Tokens(doc, token.i - numbered, end, label="MISC")

    def _bare(self, ent: Tokens) -> Tokens | None:
        """An entity without the title before it ("Presidente Mulino"); None for a mere kind ("el Gobierno")."""
        start, doc = ent.start, ent.doc
        titled = len(ent) > 1 and not doc[start + 1].is_title and self._is_office(doc[start])
        if titled and (ent.label_ != "PER" or sum(token.is_title for token in ent) <= _TITLE_ALONE):
            return None  # "Ministro sirio de Asuntos Exteriores", "Secretario de Estado"
        while start < ent.end - 1 and doc[start + 1].is_title and self._is_office(doc[start]):
            start += 1
        label = "PER" if start > ent.start or self._names_holder(ent) else ent.label_
        end = self._end_of_person(ent) if label == "PER" else ent.end
        same = label == ent.label_ and (start, end) == (ent.start, ent.end)
        bare = ent if same else Tokens(doc, start, max(end, start + 1), label=label)
        return None if len(bare) == 1 and bare[0].is_title and self._is_kind(bare[0]) else bare

    def _end_of_person(self, ent: Tokens) -> int:
        """Where a person's name ends that caught the place after it: "Peña Nieto en Los Pinos"."""
        return next((t.i for t in ent if t.i > ent.start and t.lower_ in self._locatives), ent.end)

    def _is_office(self, token: Token) -> bool:
        return self._lexicon.is_a(token.lower_, "office")

    def _names_holder(self, ent: Tokens) -> bool:
        """Whether a name of several words is an office holder's: "el canciller de Paraguay, Euclides Acevedo"."""
        if len(ent) == 1 or not ent[0].is_title:
            return False
        root = ent.root
        if root.dep_ != "appos" or not self._lexicon.is_a(lemma(root.head), "office"):
            return False
        kinds: tuple[WordClass, ...] = ("organ", "polity", "collective", "document", "event_gathering")
        return not any(t.is_upper or self._lexicon.is_a(t.lower_, *kinds) for t in ent)

    def _is_kind(self, token: Token) -> bool:
        """Whether a word alone names a kind of actor ("Gobierno"), or is a noun that begins a headline ("Huelga")."""
        if token.is_sent_start and (token.lower_, "NOUN") in self._lexicon.forms:
            return True
        kinds: tuple[WordClass, ...] = ("organ", "polity", "office", "collective", "former_office")
        return any(self._lexicon.is_a(word, *kinds) for word in (token.lower_, token.lemma_))

    def _goes_on(self, token: Token) -> bool:
        """Whether a preposition that stands in no name follows a known one: "Estados Unidos contra Irán"."""
        return token.pos_ == "ADP" and token.lower_ not in self._small

    def _is_portfolio(self, ent: Tokens) -> bool:
        """ "Defensa de Paraguay" after "ministro de": what the office is about, and whose it is."""
        before = [token.lower_ for token in ent.doc[max(0, ent.start - 5) : ent.start]]
        another = before[-1:] == ["y"] and self._lexicon.is_a(ent[0].lower_, "portfolio_name")  # "Minas y Energía de X"
        direct = before[-1:] == ["de"] and any(self._lexicon.is_a(word, "portfolio") for word in before[-3:])
        return direct or (another and any(self._lexicon.is_a(word, "portfolio") for word in before))

    def _known(self, doc: Doc, openings: list[_Opening], text: str) -> Iterator[Named]:
        resume = 0
        for index, opening in enumerate(openings):
            if not opening.surfaces or index < resume:
                continue
            token = doc[index]
            start = token.idx
            for surface in opening.surfaces:
                end = _end_of(token, surface) if text.startswith(surface, start) else None
                if end is not None and not _part_of_name(token, doc[end - 1]):
                    names = self._gazetteer.named(surface)
                    yield Named(token.i, end, self._labels.get(names[0].entity, "ORG") if names else "ORG", known=True)
                    resume = end
                    break


_NUMBERED = re.compile(r"[IVXLC]+|\d+\.?[ªºa]")


def _end_of_name(token: Token, small_words: frozenset[str]) -> int:
    """Where a name that begins here ends: at its last capital word; one small noun may stand before "de"."""
    doc, end, position = token.doc, token.i + 1, token.i + 1
    small = 0
    while position < token.sent.end:
        word = doc[position]
        if word.is_title or word.is_upper:
            end, small = position + 1, 0
        elif word.like_num and doc[position - 1].lower_ in small_words:
            end, small = position + 1, 0  # "Cumbre del Grupo de los 8"
        elif word.lower_ not in small_words:
            small += 1
            if small > 1 or word.pos_ not in {"NOUN", "ADJ"} or doc[position - 1].lower_ not in small_words:
                break
        position += 1
    return end


_TITLE_ALONE = 2  # capital words of a title that names nobody
_SHORTEST_FAMILY_NAME = 5  # "May", "Paz", "Ban" are words and first names too


def _only_with_ner(readings: tuple[Name, ...]) -> bool:
    """A family name that several persons bear, or a short one, is a person only where the pipeline sees one."""
    family = all(name.kind == "family name" for name in readings)
    return family and (len(readings) > 1 or len(readings[0].surface) < _SHORTEST_FAMILY_NAME)


def _end_of(first: Token, surface: str) -> int | None:
    """The index after the token that ends where a surface form does that begins at another; None inside a token."""
    stop, position = first.idx + len(surface), first.i
    while (end := first.doc[position].idx + len(first.doc[position])) < stop:
        position += 1
    return position + 1 if end == stop else None


def _first_word(text: str) -> str:
    if text.isalnum():
        return text
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    for index, char in enumerate(word):
        if not char.isalnum():
            return word[: max(index, 1)]
    return word


def _part_of_name(first: Token, last: Token) -> bool:
    """A hyphenated compound ("Corea-EEUU" is split by the tokenizer, "anti-China" is not a name)."""
    before = first.doc[first.i - 1] if first.i else None
    return bool(
        before is not None
        and before.text == "-"
        and not before.whitespace_
        and before.i
        and not first.doc[before.i - 1].whitespace_
        and first.doc[before.i - 1].text.islower()
    )


def _strictly_inside(named: Named, ent: Tokens) -> bool:
    return ent.start <= named.start and named.end <= ent.end and (named.end - named.start) < len(ent)


def _ends_in_person(ent: Tokens, inside: set[int], known: list[Named]) -> bool:
    """ "Estados Unidos Barack Obama" is two names, the second a person's."""
    parts = sorted((known[n] for n in inside), key=lambda named: named.start)
    first, last = parts[0], parts[-1]
    return first.label != "PER" and last.label == "PER" and last.end == ent.end


def _is_full_name(named: Named | None) -> bool:
    return named is not None and named.label == "PER" and named.end - named.start > 1


def _is_one_name(ent: Tokens) -> bool:
    """A span that the NER made of two names ("Rusia y China") or of a name and punctuation is none."""
    return ent.label_ != "LOC" and not any(token.text in {"y", "e", ",", ";", ":", "(", "/"} for token in ent)
