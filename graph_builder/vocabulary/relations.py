"""`relations.toml` enters; which relation plays which part in the engine leaves."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from graph_builder.model import EntityKind
from graph_builder.vocabulary.schema import Schema
from graph_builder.vocabulary.tables import Problems


@dataclass(frozen=True, slots=True)
class RelationParts:
    """Relations by the part they play."""

    office: str
    one_sided: frozenset[str]  # of these a fact needs no object
    of_citizens: frozenset[str]  # told also of a state and its own citizen, where another state has to do with it
    answered: str  # what a denial answers
    crowd_size: int
    object_kind: dict[str, EntityKind]

    @property
    def gathering(self) -> str:
        """The relation of those who take part in a gathering."""
        return self._of(EntityKind.GATHERING)

    @property
    def membership(self) -> str:
        """The relation of an organisation's members."""
        return self._of(EntityKind.ORGANIZATION)

    def _of(self, kind: EntityKind) -> str:
        return next((name for name, own in self.object_kind.items() if own is kind), "")


def read_relation_parts(path: Path, schema: Schema) -> RelationParts:
    """Read `relations.toml`.

    Raises:
        VocabularyError: a key that is missing, or a relation that is not in the schema.
    """
    problems = Problems()
    known = {relation.notation for relation in schema.relations}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        kinds = {name: EntityKind(kind) for name, kind in table["object_kind"].items()}
        parts = RelationParts(
            table["office"],
            frozenset(table["one_sided"]),
            frozenset(table["of_citizens"]),
            table["answered"],
            int(table["crowd_size"]),
            kinds,
        )
        for name in sorted({parts.office, parts.answered, *parts.one_sided, *parts.of_citizens, *kinds} - known):
            problems.add(str(path), f"relation '{name}' is not in alliance.ttl")
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        problems.add(str(path), f"{error}; correct the TOML")
    problems.raise_all()
    return parts
