"""Who holds which office, as one article says it, enters; who a title of a state or organisation can mean leaves."""

from __future__ import annotations

from collections import defaultdict

from graph_builder.model import Entity, EntityKind, Mention
from graph_builder.vocabulary import Vocabulary


class Offices:
    """The offices of one article's persons."""

    def __init__(self, vocabulary: Vocabulary, entities: dict[str, Entity]) -> None:
        self._titles = vocabulary.reference.offices
        self._phrases = [title for title in self._titles if " " in title]
        self._known = set(self._titles.values())
        self._organization_of = vocabulary.gazetteer.organization_of
        self._entities = entities
        self._holders: dict[tuple[str, str], str] = {}  # (office, state or organisation) -> person
        self._held: dict[str, set[str]] = defaultdict(set)  # person -> offices

    def note(self, title: str, person: str, owner: str) -> None:
        """Remember that the article calls a person by a title: "la canciller Choe Son-hui"."""
        words = title.lower().split()
        if not words:
            return
        office = self._office(words, words[0])
        self._held[person].add(office)
        for whose in {owner, self._entities[person].state, self._organization_of.get(person, "")} - {""}:
            self._holders.setdefault((office, whose), person)

    def of(self, person: str) -> frozenset[str]:
        """The offices that the article gives a person."""
        return frozenset(self._held[person]) if person in self._held else frozenset()

    def holder(self, mention: Mention, owner: str) -> str:
        """Whom the article calls by a description's title, or ""."""
        return self._holders.get((self._office(mention.text.lower().split(), mention.head), owner), "")

    def may_hold(self, mention: Mention, person: str, owner: str) -> bool:
        """Whether a person of a state or organisation can be meant: not where the article gives another office."""
        entity = self._entities.get(person)
        if entity is None or entity.kind is not EntityKind.PERSON:
            return False
        whose = {entity.state, self._organization_of.get(person, "")}
        return owner in whose and not self.holds_other(mention, person)

    def holds_other(self, mention: Mention, person: str) -> bool:
        """Whether the article gives a person another office than the one that a description names."""
        office = self._office(mention.text.lower().split(), mention.head)
        held = self._held[person] & self._known
        return bool(held) and office in self._known and office not in held

    def is_title(self, mention: Mention) -> bool:
        """Whether a description is nothing but a title: "el jefe del Ejecutivo", not "el mandatario estatal"."""
        words = mention.text.lower()
        return " " not in words or words in self._phrases

    def holds(self, mention: Mention, person: str) -> bool:
        """Whether the article gives a person the office that a description names: "la presidenta", "el mandatario"."""
        return self._office(mention.text.lower().split(), mention.head) in self._held.get(person, ())

    def _office(self, words: list[str], head: str) -> str:
        """The office that the words of a title name, else the title's head: "ministro de Exteriores"."""
        phrase = " ".join(words)
        for title in self._phrases:
            if phrase.startswith(title):
                return self._titles[title]
        return next((self._titles[word] for word in (*words, head) if word in self._titles), head)
