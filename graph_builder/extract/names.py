"""A parsed paragraph enters, its named actors leave: gazetteer names and what the NER found besides.

The gazetteer decides where it knows the words; a longer named entity around a gazetteer name wins over it
("Partido Comunista de China" is not China).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph_builder.model import EntityKind
from graph_builder.vocabulary import Gazetteer
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


class NameFinder:
    """Looks surface forms of the gazetteer up in paragraphs; made once a run."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._labels = {entity.id: _LABELS[entity.kind] for entity in gazetteer.entities.values()}
        self._gazetteer = gazetteer
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for spelling, surface in gazetteer.spellings.items():
            if not _only_with_ner(gazetteer.names[surface]):
                self._by_first[_first_word(spelling)].append(spelling)
        for spellings in self._by_first.values():
            spellings.sort(key=lambda s: (-len(s), s))

    def find(self, doc: Doc) -> tuple[Named, ...]:
        """Named actors of a paragraph, in order, without overlaps."""
        known = list(self._known(doc))
        taken = {i: n for n, named in enumerate(known) for i in range(named.start, named.end)}
        dropped: set[int] = set()
        found = []
        for ent in doc.ents:
            inside = {taken[i] for i in range(ent.start, ent.end) if i in taken}
            if not inside:
                found.append(Named(ent.start, ent.end, ent.label_, known=False))
            elif all(_strictly_inside(known[n], ent) for n in inside) and _is_one_name(ent):
                dropped |= inside
                found.append(Named(ent.start, ent.end, ent.label_, known=False))
        found += [named for n, named in enumerate(known) if n not in dropped]
        return tuple(sorted(found, key=lambda named: named.start))

    def _known(self, doc: Doc) -> Iterator[Named]:
        ends = {token.idx + len(token): token.i + 1 for token in doc}
        text, resume = doc.text, 0
        for token in doc:
            if token.i < resume:
                continue
            for surface in self._by_first.get(_first_word(token.text), ()):
                end = ends.get(token.idx + len(surface))
                if end is not None and text.startswith(surface, token.idx) and not _part_of_name(token, doc[end - 1]):
                    names = self._gazetteer.named(surface)
                    yield Named(token.i, end, self._labels.get(names[0].entity, "ORG") if names else "ORG", known=True)
                    resume = end
                    break


_SHORTEST_FAMILY_NAME = 5  # "May", "Paz", "Ban" are words and first names too


def _only_with_ner(readings: tuple[Name, ...]) -> bool:
    """A family name that several persons bear, or a short one, is a person only where the pipeline sees one."""
    family = all(name.kind == "family name" for name in readings)
    return family and (len(readings) > 1 or len(readings[0].surface) < _SHORTEST_FAMILY_NAME)


def _first_word(text: str) -> str:
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


def _is_one_name(ent: Tokens) -> bool:
    """A span that the NER made of two names ("Rusia y China") or of a name and punctuation is none."""
    return ent.label_ != "LOC" and not any(token.text in {"y", "e", ",", ";", ":", "(", "/"} for token in ent)
