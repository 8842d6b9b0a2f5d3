"""What a run's articles together tell of the actors of each: a table for each pass, and the same as bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Protocol

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document.clusters import Clusters, Identity
from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.cross_document.names_of_run import FullNames, Kinds, LongerNames
from graph_builder.resolve.cross_document.summary import ArticleSummary, Renamed, Renaming


class Table(Protocol):
    """What one pass has learned from all articles."""

    def renaming(self, article: ArticleSummary, knowledge: Knowledge) -> Renaming:
        """Return what actors of one article turn out to be."""


CrossDocumentPass = Callable[[Sequence[ArticleSummary], Knowledge], Table]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of all passes, in their order."""

    passes: tuple[Table, ...]


def tables_to_bytes(tables: Tables) -> bytes:
    """Return tables as JSON; equal ones are equal bytes, in whatever order they were learned."""
    kinds, full, longer, clusters = tables.passes
    if not (
        isinstance(kinds, Kinds)
        and isinstance(full, FullNames)
        and isinstance(longer, LongerNames)
        and isinstance(clusters, Clusters)
    ):
        raise TypeError("these are not the tables of CROSS_DOCUMENT_PASSES")
    rows = {
        "kinds": dict(kinds.labels),
        "full": _rows(full.entities),
        "longer": _rows(longer.persons),
        "by_id": _rows(clusters.by_id),
        "clusters": [
            (*identity, _told(renamed.entity), renamed.reason)
            for identity, renamed in sorted(clusters.by_identity.items(), key=lambda row: row[0])
        ],
    }
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def tables_from_bytes(content: bytes) -> Tables:
    """Return the tables that `tables_to_bytes` wrote."""
    rows = json.loads(content)
    by_identity = {
        Identity(EntityKind(kind), *rest): Renamed(_entity(told), reason)
        for kind, *rest, told, reason in rows["clusters"]
    }
    return Tables((
        Kinds(rows["kinds"]),
        FullNames(_entities(rows["full"])),
        LongerNames(_entities(rows["longer"])),
        Clusters(_entities(rows["by_id"]), by_identity),
    ))  # fmt: skip


_FIELDS = tuple(one.name for one in fields(Entity))


def _told(entity: Entity | None) -> list[Any]:
    """An entity as a list, without the empty fields at its end."""
    values = [getattr(entity, name) for name in _FIELDS] if entity is not None else []
    while values and not values[-1]:
        values.pop()
    return values


def _entity(told: Sequence[Any]) -> Entity | None:
    if not told:
        return None
    values = dict(zip(_FIELDS, told, strict=False))
    return Entity(**{**values, "kind": EntityKind(values["kind"]), "aliases": tuple(values.get("aliases", ()))})


def _rows(entities: Mapping[str, Entity]) -> list[tuple[str, list[Any]]]:
    return [(key, _told(entities[key])) for key in sorted(entities)]


def _entities(rows: Iterable[tuple[str, Sequence[Any]]]) -> dict[str, Entity]:
    return {key: entity for key, told in rows if (entity := _entity(told)) is not None}
