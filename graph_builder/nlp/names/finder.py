"""The named actors of a paragraph: names that the gazetteer knows, names of gatherings, and what the NER found besides.

The gazetteer decides where it knows the words; a longer name around a known one wins over it ("Partido Comunista de
China" is not China).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph_builder.model import EntityKind
from graph_builder.nlp.names.entities import EntityReader
from graph_builder.nlp.names.gatherings import gathering_names
from graph_builder.nlp.names.given_names import GivenNames
from graph_builder.nlp.names.openings import Opening, Openings
from graph_builder.nlp.parsed import Named
from graph_builder.vocabulary import Vocabulary

_LABELS = {
    EntityKind.COUNTRY: "LOC",
    EntityKind.ORGANIZATION: "ORG",
    EntityKind.PERSON: "PER",
    EntityKind.AGREEMENT: "MISC",
}


class NameFinder:
    """Finds names with one vocabulary; made once a run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._gazetteer = vocabulary.gazetteer
        self._lexicon = vocabulary.lexicon
        self._small_words = vocabulary.profile.name_words
        self._labels = {entity.id: _LABELS[entity.kind] for entity in vocabulary.gazetteer.entities.values()}
        self._openings = Openings(vocabulary)
        self._entities = EntityReader(vocabulary)
        self._given_names = GivenNames(vocabulary)

    def find(self, doc: Doc) -> tuple[Named, ...]:
        """Return the named actors of a paragraph, in order, without overlaps; the pipeline's entities help."""
        openings = self._openings.of(doc)
        known = tuple(self._known(doc, openings))
        gatherings = tuple(gathering_names(doc, openings, self._small_words))
        certain = (*gatherings, *self._given_names.persons(doc, known))
        held = {i for name in certain for i in range(name.start, name.end)}
        entities = [ent for ent in map(self._entities.bare, doc.ents) if ent is not None and not self._is_water(ent)]
        others = [ent for ent in entities if held.isdisjoint(range(ent.start, ent.end))]
        found: list[Named] = []
        displaced: set[Named] = set()
        for name in (*certain, *others):
            inside = [one for one in known if one.start < name.end and name.start < one.end]
            if self._is_name(name, inside, certain=name.start in held):
                found.append(Named(name.start, name.end, name.label_, known=False))
                displaced.update(inside)
        found += [named for named in known if named not in displaced]
        return tuple(sorted(found, key=lambda named: named.start))

    def _is_water(self, name: Tokens) -> bool:
        """Return whether a name is that of a sea: "en el mar Rojo"."""
        return name.start > 0 and self._lexicon.is_a(name.doc[name.start - 1].lower_, "sea")

    def _known(self, doc: Doc, openings: Sequence[Opening]) -> Iterator[Named]:
        """Yield the names that the gazetteer knows, the longest at each place."""
        resume, text = 0, doc.text
        for index, opening in enumerate(openings):
            if not opening.surfaces or index < resume:
                continue
            token = doc[index]
            start = token.idx
            for surface in opening.surfaces:
                end = _end_of(token, surface) if text.startswith(surface, start) else None
                if end is not None and not _ends_compound(token):
                    names = self._gazetteer.named(surface)
                    yield Named(token.i, end, self._labels.get(names[0].entity, "ORG") if names else "ORG", known=True)
                    resume = end
                    break

    def _is_name(self, name: Tokens, inside: Sequence[Named], *, certain: bool) -> bool:
        """Return whether a span is a name beside or around the known names that it touches.

        Args:
            name: an entity, the name of a gathering or of a person called like a place.
            inside: the known names that share a token with it.
            certain: it is no entity, and needs no other proof.
        """
        first = next((one for one in inside if one.start <= name.start), None)
        if first is not None and first.end < name.end:
            is_full_name = first.label == "PER" and first.end - first.start > 1  # "Peña Nieto Iberoamérica"
            if is_full_name or self._entities.goes_on(name.doc[first.end]):
                return False
        if not inside or (certain and name.label_ == "PER"):
            return True
        if not certain and len(inside) > 1 and first is not None and first.label == "LOC":
            return False  # "la ratificación por X del Tratado T"
        if not all(_is_strictly_inside(one, name) for one in inside):
            return False
        return certain or (self._entities.is_one_name(name) and not _ends_in_person(name, inside))


def _end_of(first: Token, surface: str) -> int | None:
    """Return the index after the token where a surface form that begins at another ends; None inside a token."""
    stop, position = first.idx + len(surface), first.i
    while (end := first.doc[position].idx + len(first.doc[position])) < stop:
        position += 1
    return position + 1 if end == stop else None


def _ends_compound(first: Token) -> bool:
    """Return whether a token ends a compound with a hyphen: "China" of "anti-China" is not a name."""
    before = first.doc[first.i - 1] if first.i else None
    return bool(
        before is not None
        and before.text == "-"
        and not before.whitespace_
        and before.i
        and not first.doc[before.i - 1].whitespace_
        and first.doc[before.i - 1].text.islower()
    )


def _is_strictly_inside(named: Named, name: Tokens) -> bool:
    return name.start <= named.start and named.end <= name.end and (named.end - named.start) < len(name)


def _ends_in_person(name: Tokens, inside: Sequence[Named]) -> bool:
    """Return whether a span is two names, the second a person's: "Estados Unidos Barack Obama"."""
    first, last = inside[0], inside[-1]
    return first.label != "PER" and last.label == "PER" and last.end == name.end
