"""ontology/ enters as files, `Vocabulary` leaves: schema, lexicon and gazetteer as typed objects."""

from __future__ import annotations

from dataclasses import dataclass

from graph_builder.vocabulary.calendar import Calendar, read_calendar
from graph_builder.vocabulary.gazetteer import Gazetteer, read_gazetteer
from graph_builder.vocabulary.lexicon import Lexicon, WordClass, read_lexicon
from graph_builder.vocabulary.matching import Matching, read_matching
from graph_builder.vocabulary.paths import ontology_root
from graph_builder.vocabulary.profile import Profile, read_profile
from graph_builder.vocabulary.reference import Reference, read_reference
from graph_builder.vocabulary.relations import RelationParts, read_relation_parts
from graph_builder.vocabulary.schema import Schema, read_schema

__all__ = [
    "Calendar",
    "Gazetteer",
    "Lexicon",
    "Matching",
    "Profile",
    "Reference",
    "RelationParts",
    "Schema",
    "Vocabulary",
    "WordClass",
    "load_vocabulary",
]

GAZETTEER_FILES = ("actors-states.ttl", "actors.ttl", "agreements.ttl")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that is knowledge, not code."""

    schema: Schema
    relations: RelationParts
    lexicon: Lexicon
    profile: Profile
    calendar: Calendar
    gazetteer: Gazetteer
    reference: Reference
    matching: Matching
    forbidden: frozenset[frozenset[str]] = frozenset()  # pairs of ids or names that a user keeps apart


def load_vocabulary(language: str = "es") -> Vocabulary:
    """Read all data files of a language.

    Raises:
        ConfigurationError: ontology/ is missing.
        VocabularyError: wrong rows, all of them with file and line.
    """
    root = ontology_root()
    schema = read_schema(root / "alliance.ttl", root / "event-types.ttl")
    folder = root / "lang" / language
    gazetteer = read_gazetteer([root / name for name in GAZETTEER_FILES], folder / "demonyms.tsv")
    return Vocabulary(
        schema,
        read_relation_parts(root / "relations.toml", schema),
        read_lexicon(folder, schema),
        read_profile(folder),
        read_calendar(folder / "calendar.tsv"),
        gazetteer,
        read_reference(folder, gazetteer),
        read_matching(root / "resolution.toml"),
    )
