"""What an article tells to the others of its run, and how what they tell is applied to it.

It has no text, no mentions and no links: resolution across articles reads nothing else of an article.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph_builder.model import Entity


@dataclass(frozen=True, slots=True)
class Renamed:
    """What an actor of an article turns out to be, and why; no entity: no actor at all."""

    entity: Entity | None
    reason: str = ""


Renaming = Mapping[str, Renamed]  # id of an actor inside its article -> what it is


@dataclass(frozen=True, slots=True)
class Sighting:
    """An actor that no list holds, as one article knows it."""

    article: str
    entity: Entity
    offices: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()  # ids of known actors of the article
    period: str = ""  # of the article, where actors are compared within periods


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """The actors of one article that no list holds, as it knows them, and what it says of names."""

    article: str
    new: Mapping[str, Entity]
    linked: frozenset[str] = frozenset()  # ids of the actors, new and known, that some mention is linked to
    offices: Mapping[str, frozenset[str]] = field(default_factory=dict)  # actor -> those that the article gives it
    abbreviations: Mapping[str, Entity] = field(default_factory=dict)  # that the article explains -> the actor
    votes: Mapping[tuple[str, str], int] = field(default_factory=dict)  # (name that no list holds, its kind) -> times
    published: str = ""  # ISO 8601; read only where actors are compared within periods

    def sightings(self, period: str = "") -> Iterator[Sighting]:
        """Return the linked actors that no list holds, with whom they are spoken of."""
        company = frozenset(self.linked - self.new.keys())
        for identifier, entity in self.new.items():
            if identifier in self.linked:
                yield Sighting(self.article, entity, self.offices.get(identifier, frozenset()), company, period)

    def renamed(self, renaming: Renaming, known: Collection[str]) -> ArticleSummary:
        """Return the same with other entities for some of its own.

        Args:
            renaming: by the ids of the article's actors.
            known: ids of listed actors; what turns out to be one of them is not new.
        """
        if not renaming:
            return self
        new = {key: entity for key, entity in self.new.items() if key not in renaming}
        offices = {key: held for key, held in self.offices.items() if key not in renaming}
        linked = set(self.linked - renaming.keys())
        for key, other in renaming.items():
            entity = other.entity
            if entity is None:
                continue
            if entity.id not in known:
                new.setdefault(entity.id, entity)
            if key in self.linked:
                linked.add(entity.id)
            if held := self.offices.get(key):
                offices[entity.id] = offices.get(entity.id, frozenset()) | held
        return replace(self, new=new, offices=offices, linked=frozenset(linked))


def earliest(seen: Iterable[tuple[str, Entity]]) -> Entity:
    """Return of (article, entity) the one of the first article by id, so that the order of reading does not matter."""
    return min(seen, key=lambda one: one[0])[1]
