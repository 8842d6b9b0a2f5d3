"""Everything that is knowledge, not code: the files under ontology/ as typed objects."""

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
from graph_builder.vocabulary.tables import Problems

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
    folder = root / "lang" / language
    problems = Problems()
    with problems.gather():
        schema = read_schema(root / "alliance.ttl", root / "event-types.ttl")
    with problems.gather():
        gazetteer = read_gazetteer([root / name for name in GAZETTEER_FILES], folder / "demonyms.tsv")
    problems.raise_all()  # the other files are read against these two
    with problems.gather():
        relations = read_relation_parts(root / "relations.toml", schema)
    with problems.gather():
        lexicon = read_lexicon(folder, schema)
    with problems.gather():
        profile = read_profile(folder)
    with problems.gather():
        calendar = read_calendar(folder / "calendar.tsv")
    with problems.gather():
        reference = read_reference(folder, gazetteer)
    with problems.gather():
        matching = read_matching(root / "resolution.toml")
    problems.raise_all()
    return Vocabulary(schema, relations, lexicon, profile, calendar, gazetteer, reference, matching)
