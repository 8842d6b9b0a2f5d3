"""The links of one article and its actors, and how what the other articles tell is applied to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph_builder.model import Entity, Link, Mention
from graph_builder.resolve.spelling import Spelling
from graph_builder.vocabulary.matching import Matching


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What holds for all articles of a run."""

    known: Mapping[str, Entity]  # the gazetteer's actors
    spelling: Spelling
    matching: Matching  # thresholds and weights
    forbidden: frozenset[frozenset[str]] = frozenset()  # pairs of ids or names that are never one


@dataclass(frozen=True, slots=True)
class Renamed:
    """What an actor of an article turns out to be, and why; no entity: no actor at all."""

    entity: Entity | None
    reason: str = ""


Renaming = Mapping[str, Renamed]  # id of an actor inside its article -> what it is


@dataclass(frozen=True, slots=True)
class ArticleActors:
    """The links of one article, and the actors that no list holds as it knows them."""

    article: str
    links: Mapping[Mention, Link]
    new: Mapping[str, Entity]
    offices: Mapping[str, frozenset[str]]  # actor -> the offices that the article gives it
    abbreviations: Mapping[str, Entity]  # that the article explains -> the actor
    votes: Counter[tuple[str, str]]  # name that no list holds, and what kind of name it is there

    def sightings(self) -> Iterator[Sighting]:
        """Return the linked actors that no list holds, with whom they are spoken of."""
        linked = {identifier for link in self.links.values() for identifier in link.entities}
        company = frozenset(linked - self.new.keys())
        for identifier, entity in self.new.items():
            if identifier in linked:
                yield Sighting(self.article, entity, self.offices.get(identifier, frozenset()), company)

    def renamed(self, renaming: Renaming, known: Collection[str]) -> ArticleActors:
        """Return the same with other entities for some of its own.

        Args:
            renaming: by the ids of the article's actors.
            known: ids of listed actors; what turns out to be one of them is not new.
        """
        if not renaming:
            return self
        links = {mention: renamed_link(link, renaming) for mention, link in self.links.items()}
        new = {key: entity for key, entity in self.new.items() if key not in renaming}
        offices = {key: held for key, held in self.offices.items() if key not in renaming}
        for key, other in renaming.items():
            entity = other.entity
            if entity is None:
                continue
            if entity.id not in known:
                new.setdefault(entity.id, entity)
            offices[entity.id] = offices.get(entity.id, frozenset()) | self.offices.get(key, frozenset())
        return replace(self, links={m: link for m, link in links.items() if link.entities}, new=new, offices=offices)


@dataclass(frozen=True, slots=True)
class Sighting:
    """An actor that no list holds, as one article knows it."""

    article: str
    entity: Entity
    offices: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()  # ids of known actors of the article


# A pass learns from all articles, and returns what each of them then renames.
CrossDocumentPass = Callable[[Iterable[ArticleActors], Knowledge], Callable[[ArticleActors], Renaming]]


def renamed_link(link: Link, renaming: Renaming) -> Link:
    """Return a link to the entities that its actors turn out to be, with the reasons; perhaps to none."""
    others = [renaming[key] for key in link.entities if key in renaming]
    if not others:
        return link
    found = (renaming[key].entity if key in renaming else key for key in link.entities)
    entities = tuple(one.id if isinstance(one, Entity) else one for one in found if one is not None)
    why = [other.reason for other in others if other.reason and other.reason not in link.reason]
    return replace(link, entities=entities, reason="; ".join(filter(None, (link.reason, *dict.fromkeys(why)))))


def earliest(seen: Iterable[tuple[str, Entity]]) -> Entity:
    """Return of (article, entity) the one of the first article by id, so that the order of reading does not matter."""
    return min(seen, key=lambda one: one[0])[1]
