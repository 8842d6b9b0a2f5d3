"""Who holds which office, as one article says it: whom a title of a state or organisation can mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_builder.model import Entity, EntityKind, Mention
from graph_builder.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person whom an article calls by a title: "la canciller norcoreana Choe Son-hui"."""

    title: str
    person: str  # ids of entities
    owner: str = ""  # the state or organisation whose office it is, where the article says it


class OfficeHolders:
    """The offices of one article's persons.

    Args:
        tenures: in the order of the article; of two holders of one office the first counts.
        entities: of the article.
        vocabulary: the offices that titles name.
    """

    def __init__(self, tenures: Iterable[Tenure], entities: Mapping[str, Entity], vocabulary: Vocabulary) -> None:
        self._titles = vocabulary.reference.offices
        self._phrases = [title for title in self._titles if " " in title]
        self._known = frozenset(self._titles.values())
        self._organization_of = vocabulary.gazetteer.organization_of
        self._entities = entities
        self._holders: dict[tuple[str, str], str] = {}  # (office, state or organisation) -> person
        held: dict[str, set[str]] = defaultdict(set)
        for tenure in tenures:
            words = tenure.title.lower().split()
            if not words:
                continue
            office = self._office(words, words[0])
            held[tenure.person].add(office)
            for whose in {tenure.owner, *self._served(tenure.person)} - {""}:
                self._holders.setdefault((office, whose), tenure.person)
        self._held = {person: frozenset(offices) for person, offices in held.items()}
        self._by_office: dict[str, list[str]] = defaultdict(list)
        for person, offices in self._held.items():
            for office in offices:
                self._by_office[office].append(person)

    def of(self, person: str) -> frozenset[str]:
        """Return the offices that the article gives a person."""
        return self._held.get(person, frozenset())

    def holders(self, office: str) -> list[str]:
        """Return all to whom the article gives an office."""
        return self._by_office.get(office, [])

    def holder(self, mention: Mention, owner: str) -> str:
        """Return whom the article calls by a description's title, or ""."""
        return self._holders.get((self.named_by(mention), owner), "")

    def may_hold(self, mention: Mention, person: str, owner: str) -> bool:
        """Return whether a description's title can mean a person of its state or organisation.

        It cannot where the article gives the person another office.
        """
        entity = self._entities.get(person)
        if entity is None or entity.kind is not EntityKind.PERSON:
            return False
        return owner in self._served(person) and not self.holds_other(mention, person)

    def holds_other(self, mention: Mention, person: str) -> bool:
        """Return whether the article gives a person another office than the one that a description names."""
        held = self.of(person) & self._known
        office = self.named_by(mention) if held else ""
        return bool(held) and office in self._known and office not in held

    def named_by(self, mention: Mention) -> str:
        """Return the office that a description names: "la presidenta"; of an unknown title its head."""
        return self._office(mention.text.lower().split(), mention.head)

    def is_title(self, mention: Mention) -> bool:
        """Return whether a description is nothing but a title: "el jefe del Ejecutivo", not "el mandatario estatal"."""
        words = mention.text.lower()
        return " " not in words or words in self._phrases

    def _served(self, person: str) -> tuple[str, str]:
        """The state and the organisation that a person speaks for, each or ""."""
        return self._entities[person].state, self._organization_of.get(person, "")

    def _office(self, words: list[str], head: str) -> str:
        """The office that the words of a title name, else the title's head: "ministro de Exteriores"."""
        phrase = " ".join(words)
        for title in self._phrases:
            if phrase.startswith(title):
                return self._titles[title]
        return next((self._titles[word] for word in (*words, head) if word in self._titles), head)
