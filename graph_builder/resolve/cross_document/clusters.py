"""What makes actors of two articles one without comparing them, and which entity each of these is in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document.compare import COMPARED
from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.cross_document.summary import ArticleSummary, Renamed, Renaming, Sighting
from graph_builder.resolve.spelling import entity_id

_FULL = 3  # words of a person's name that no two persons bear: a first name and two family names


class Identity(NamedTuple):
    """What actors of two articles share that are one without comparing."""

    kind: EntityKind
    key: str  # the name, its spellings made equal
    state: str  # "" where it does not matter
    article: str  # of a person's single name, which stays apart; else ""
    own: str  # the name as written, where the user's forbidden.tsv names it; else ""
    period: str

    @property
    def is_single(self) -> bool:
        """Whether it is a person's single name, which tells little."""
        return self.kind is EntityKind.PERSON and "-" not in self.key

    @property
    def suffix(self) -> tuple[str, ...]:
        """What tells it from others of its name."""
        return tuple(filter(None, (self.state, self.article, self.own)))


def identity_of(sighting: Sighting, knowledge: Knowledge) -> Identity:
    """Return kind, name and state, but for a person's name of three words or more, which is one person's."""
    kind, label = sighting.entity.kind, sighting.entity.label
    key = knowledge.spelling.key_of(kind, label)
    words = key.count("-") + 1 if kind is EntityKind.PERSON else 0
    return Identity(
        kind=kind,
        key=key,
        state="" if words >= _FULL else sighting.entity.state,
        article=sighting.article if words == 1 else "",
        own=label if label in knowledge.kept_apart else "",
        period=sighting.period,
    )


def is_compared(entity: Entity) -> bool:
    """Return whether an actor may be one with others by likeness, not by its id alone."""
    local = entity.kind is EntityKind.ORGANIZATION and entity.id != entity_id(entity.kind, entity.label)
    return entity.kind in COMPARED and not local


@dataclass(frozen=True, slots=True)
class Clusters:
    """Which entity each actor of a run is."""

    by_id: Mapping[str, Entity]  # of actors that are one by their id
    by_identity: Mapping[Identity, Renamed]

    def renaming(self, article: ArticleSummary, knowledge: Knowledge) -> Renaming:
        """Return which entities the linked actors of an article are, of those that are others than it says."""
        found = {}
        for sighting in article.sightings(knowledge.period(article.published)):
            entity = sighting.entity
            if not is_compared(entity):
                if self.by_id.get(entity.id, entity) != entity:
                    found[entity.id] = Renamed(self.by_id[entity.id])
                continue
            identity = identity_of(sighting, knowledge)
            renamed = self.by_identity.get(identity) or self.by_identity.get(identity._replace(article=""))
            if renamed is not None and (renamed.reason or renamed.entity != entity):
                found[entity.id] = renamed
        return found
