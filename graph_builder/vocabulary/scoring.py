"""How facts are compared with annotated ones (`scoring.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.paths import ontology_root
from graph_builder.vocabulary.schema import Schema, read_schema
from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_keys import TomlKeys


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
        VocabularyError: a key that is missing, unknown or of a wrong type, or a relation that is not in the schema.
    """
    root = ontology_root()
    return read_scoring_rules(root / "scoring.toml", read_schema(root / "alliance.ttl", root / "event-types.ttl"))


def read_scoring_rules(path: Path, schema: Schema) -> ScoringRules:
    """Read `scoring.toml`; errors as `load_scoring_rules`."""
    problems = Problems()
    keys = TomlKeys.of(path, problems)
    either, idle = keys.words("either_order"), keys.words("idle_words")
    keys.finish()
    quads = {relation.notation: relation.quad or relation.notation for relation in schema.relations}
    for name in sorted(set(either) - quads.keys()):
        problems.add(keys.file.where("either_order"), f"relation '{name}' is not in alliance.ttl")
    problems.raise_all()
    mutual = {relation.notation for relation in schema.relations if relation.mutual}
    return ScoringRules(quads, frozenset(mutual.union(either)), frozenset(idle))
