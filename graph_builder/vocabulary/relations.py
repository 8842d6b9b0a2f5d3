"""Which relation plays which part in the engine (`relations.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_builder.model import EntityKind
from graph_builder.vocabulary.schema import Schema
from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_keys import TomlKeys


@dataclass(frozen=True, slots=True)
class RelationParts:
    """Relations by the part they play."""

    office: str
    one_sided: frozenset[str]  # of these a fact needs no object
    within_state: frozenset[str]  # told also where both sides are of one state
    of_citizens: frozenset[str]  # told also of a state and its own citizen, where another state has to do with it
    unnamed: frozenset[str]  # coded as events also where the text names nobody who takes part
    answered: str  # what a denial answers
    crowd_size: int
    object_kind: dict[str, EntityKind]
    announced: dict[str, str]  # what event data code as another relation where it is only announced

    @property
    def gathering(self) -> str:
        """The relation of those who take part in a gathering."""
        return self._of(EntityKind.GATHERING)

    @property
    def membership(self) -> str:
        """The relation of an organisation's members."""
        return self._of(EntityKind.ORGANIZATION)

    @property
    def standing(self) -> frozenset[str]:
        """The relations that last: membership, parties, participation, offices."""
        return frozenset((*self.object_kind, self.office))

    @property
    def of_things(self) -> frozenset[str]:
        """The relations whose object has its own time: an agreement, a gathering."""
        return frozenset((self._of(EntityKind.AGREEMENT), self.gathering))

    def _of(self, kind: EntityKind) -> str:
        return next((name for name, own in self.object_kind.items() if own is kind), "")


def read_relation_parts(path: Path, schema: Schema) -> RelationParts:
    """Read `relations.toml`.

    Raises:
        VocabularyError: a key that is missing, unknown or of a wrong type, or a relation that is not in the schema.
    """
    problems = Problems()
    keys = TomlKeys.of(path, problems)
    parts = RelationParts(
        office=keys.text("office"),
        one_sided=frozenset(keys.words("one_sided")),
        within_state=frozenset(keys.words("within_state")),
        of_citizens=frozenset(keys.words("of_citizens")),
        unnamed=frozenset(keys.words("unnamed")),
        answered=keys.text("answered"),
        crowd_size=keys.count("crowd_size"),
        object_kind=_kinds(keys),
        announced=keys.table("announced"),
    )
    keys.finish()
    known = {relation.notation for relation in schema.relations}
    named = {"office": (parts.office,), "answered": (parts.answered,), "object_kind": tuple(parts.object_kind)}
    named |= {"one_sided": tuple(parts.one_sided), "within_state": tuple(parts.within_state)}
    named |= {"of_citizens": tuple(parts.of_citizens), "unnamed": tuple(parts.unnamed)}
    named |= {"announced": (*parts.announced, *parts.announced.values())}
    for key, relations in named.items():
        for name in sorted(set(relations) - known):
            problems.add(keys.file.where(key, name), f"relation '{name}' is not in alliance.ttl")
    problems.raise_all()
    return parts


def _kinds(keys: TomlKeys) -> dict[str, EntityKind]:
    found = {}
    for relation, kind in keys.table("object_kind").items():
        if kind in list(EntityKind):
            found[relation] = EntityKind(kind)
        else:
            where = keys.file.where("object_kind", relation)
            keys.problems.add(where, f"kind '{kind}' must be one of {', '.join(EntityKind)}")
    return found
