"""`scoring.toml` and the ontology's relations enter; how facts are compared with annotated ones leaves."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.paths import ontology_root
from graph_builder.vocabulary.schema import Schema, read_schema
from graph_builder.vocabulary.tables import Problems


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """What may differ between two facts that say the same."""

    quads: dict[str, str]  # relation -> its quad class; a standing relation is a class of its own
    unordered: frozenset[str]  # relations whose two participants may stand in either order
    idle_words: frozenset[str]  # words that tell no names apart


def load_scoring_rules() -> ScoringRules:
    """Read the rules from ontology/.

    Raises:
        ConfigurationError: ontology/ is missing.
        VocabularyError: a key that is missing, or a relation that is not in the schema.
    """
    root = ontology_root()
    return read_scoring_rules(root / "scoring.toml", read_schema(root / "alliance.ttl", root / "event-types.ttl"))


def read_scoring_rules(path: Path, schema: Schema) -> ScoringRules:
    """Read `scoring.toml`; errors as `load_scoring_rules`."""
    problems = Problems()
    quads = {relation.notation: relation.quad or relation.notation for relation in schema.relations}
    either: frozenset[str] = frozenset()
    idle: frozenset[str] = frozenset()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        either, idle = frozenset(table["either_order"]), frozenset(table["idle_words"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        problems.add(str(path), f"{error}; correct the TOML")
    for name in sorted(either - quads.keys()):
        problems.add(str(path), f"relation '{name}' is not in alliance.ttl")
    problems.raise_all()
    mutual = {relation.notation for relation in schema.relations if relation.mutual}
    return ScoringRules(quads, either | mutual, idle)
