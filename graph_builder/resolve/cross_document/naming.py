"""The ids of actors that no list holds: of several of one name, that of most articles bears the plain one.

Ids of two names whose first words differ are never equal, so names can be given by the first word (`first_word`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document.profiles import free
from graph_builder.resolve.spelling import entity_id, slug

_SHORT = 40  # characters of a first word, of which ids keep more


@dataclass(frozen=True, slots=True)
class Draft:
    """An entity before it has an id."""

    kind: EntityKind
    label: str
    state: str
    aliases: tuple[str, ...]
    articles: int  # that speak of it
    profile: str  # id of the profile whose name it bears
    first: str  # id of the first article of that profile
    telling: bool  # whether the name tells its bearer
    period: str

    @property
    def rank(self) -> tuple[int, str, str]:
        """A key that sorts drafts: who is spoken of most comes first."""
        return -self.articles, self.profile, self.period


def first_word(label: str) -> str:
    """Return what two names must share whose ids may be equal."""
    return slug(label).partition("-")[0][:_SHORT]


def named(drafts: Iterable[Draft]) -> list[tuple[Draft, Entity]]:
    """Return the entity of each draft.

    Actors of two periods that have one name and no two states have one id, and are one entity: they were compared
    apart, but the graph cannot tell them from each other.

    Args:
        drafts: of all names that begin with the same word, or of more, sorted by rank.
    """
    bearers: dict[str, list[Draft]] = defaultdict(list)
    ids = []
    for draft in drafts:
        plain = entity_id(draft.kind, draft.label)
        identifier = plain if draft.telling and _is_free(plain, draft, bearers) else draft.profile
        if not _is_free(identifier, draft, bearers):
            identifier = f"{plain}-{slug(draft.first)}"
        identifier = free(identifier, lambda one, draft=draft: _is_free(one, draft, bearers))  # type: ignore[misc]
        bearers[identifier].append(draft)
        ids.append((draft, identifier))
    entities = {identifier: _entity(identifier, some) for identifier, some in bearers.items() if some}
    return [(draft, entities[identifier]) for draft, identifier in ids]


def _is_free(identifier: str, draft: Draft, bearers: dict[str, list[Draft]]) -> bool:
    return all(
        other.period != draft.period
        and slug(other.label) == slug(draft.label)
        and not (other.state and draft.state and other.state != draft.state)
        for other in bearers.get(identifier, ())
    )


def _entity(identifier: str, drafts: list[Draft]) -> Entity:
    first = drafts[0]
    names = {name for draft in drafts for name in (draft.label, *draft.aliases)}
    state = next((draft.state for draft in drafts if draft.state), "")
    return Entity(identifier, first.kind, first.label, state=state, aliases=tuple(sorted(names - {first.label})))
