"""What is known of one article while its mentions are resolved: passes read it and say what they add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph_builder.model import Entity, EntityKind, Extraction, Link, Mention
from graph_builder.resolve.article.discourse import Discourse, subjects_beside_pronouns
from graph_builder.resolve.article.focus import Focus
from graph_builder.resolve.article.meaning import Meanings
from graph_builder.resolve.article.office_holders import OfficeHolders, Tenure
from graph_builder.resolve.article.wording import Wording
from graph_builder.resolve.spelling import Spelling
from graph_builder.vocabulary import Vocabulary, WordClass


@dataclass(frozen=True, slots=True)
class Additions:
    """What one pass adds to an article's context; the driver applies it."""

    links: Mapping[Mention, Link] = field(default_factory=dict)  # new ones, and those that replace earlier ones
    unlinked: frozenset[Mention] = frozenset()  # linked by an earlier pass, and no actors after all
    entities: Mapping[str, Entity] = field(default_factory=dict)  # new ones, and those of which more is known now
    tenures: tuple[Tenure, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)  # that the article explains -> entity
    votes: Counter[tuple[str, str]] = field(default_factory=Counter)  # (name that no list holds, its label)


class Entities(Mapping[str, Entity]):
    """The gazetteer's entities and an article's own, by id; a copy of the first for each article would take long."""

    __slots__ = ("_added", "_known")

    def __init__(self, known: Mapping[str, Entity]) -> None:
        self._known = known
        self._added: dict[str, Entity] = {}

    def __getitem__(self, identifier: str) -> Entity:
        found = self._added.get(identifier)
        return found if found is not None else self._known[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known.keys() | self._added.keys())

    def __len__(self) -> int:
        return len(self._known.keys() | self._added.keys())

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._added or identifier in self._known

    def own(self) -> dict[str, Entity]:
        """Return those that the gazetteer does not hold, in the order in which they were added."""
        return {key: entity for key, entity in self._added.items() if key not in self._known}

    def add(self, entities: Mapping[str, Entity]) -> None:
        """Add entities, or know more of those that are here."""
        self._added.update(entities)


class ArticleContext:
    """One article, and what is known of it so far; only `add` and `begin_reading` change it.

    Attributes:
        mentions: of actors and participants, in reading order.
        topics: subjects that take part in nothing; they are linked for what goes back to them, and then dropped.
        statements: of the article.
        vocabulary, spelling: of the run.
        wording, focus, meanings: what the text and its names tell.
        links: by mention.
        entities: the gazetteer's and the article's own.
        offices: who holds which.
        discourse: what has been spoken of; empty until the mentions are read in order.
        abbreviations: that the article explains -> entity.
        votes: names that no list holds, with the kinds of name that they are in the article.
    """

    def __init__(self, extraction: Extraction, spelling: Spelling, vocabulary: Vocabulary) -> None:
        self.mentions, self.topics, self.statements = extraction.mentions, extraction.topics, extraction.statements
        self.vocabulary, self.spelling = vocabulary, spelling
        self.wording = Wording(extraction.text)
        self.focus = Focus(self.wording, extraction.mentions, vocabulary.gazetteer)
        self.meanings = Meanings(self.wording, self.focus, vocabulary)
        self.links: dict[Mention, Link] = {}
        self.entities = Entities(vocabulary.gazetteer.entities)
        self.offices = OfficeHolders((), self.entities, vocabulary)
        self.abbreviations: dict[str, str] = {}
        self.votes: Counter[tuple[str, str]] = Counter()
        self.discourse = Discourse()

    @property
    def article(self) -> str:
        """The article's id, or "" where nothing is mentioned in it."""
        return next((mention.article for mention in (*self.mentions, *self.topics)), "")

    def add(self, additions: Additions) -> None:
        """Apply what a pass adds."""
        self.links.update(additions.links)
        for mention in additions.unlinked:
            self.links.pop(mention, None)
        self.entities.add(additions.entities)
        self.abbreviations.update(additions.abbreviations)
        self.votes.update(additions.votes)
        if additions.tenures:
            self.offices = OfficeHolders(additions.tenures, self.entities, self.vocabulary)

    def begin_reading(self) -> Discourse:
        """Start to read the mentions in order: return the discourse, which so far knows the article's names."""
        beside = subjects_beside_pronouns(self.statements, self.vocabulary.profile.possessives)
        self.discourse = Discourse(tuple(self.links.values()), beside)
        return self.discourse

    def is_person(self, identifier: str) -> bool:
        """Return whether an entity is a person."""
        entity = self.entities.get(identifier)
        return entity is not None and entity.kind is EntityKind.PERSON

    def is_a(self, lemma: str, *classes: WordClass) -> bool:
        """Return whether a lemma is in one of the lexicon's classes."""
        return self.vocabulary.lexicon.is_a(lemma, *classes)

    def states_of(self, link: Link) -> tuple[str, ...]:
        """Return the states of a link's actors."""
        return tuple(dict.fromkeys(self.states(link.entities)))

    def states(self, identifiers: Iterable[str]) -> list[str]:
        """Return the state of each actor that has one."""
        found = (self.entities[identifier].state for identifier in identifiers if identifier in self.entities)
        return [state for state in found if state in self.entities]
