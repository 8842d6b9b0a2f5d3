"""Relations and event types, from the concept schemes of `alliance.ttl` and `event-types.ttl`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph_builder.vocabulary.tables import Problems

SKOS = "http://www.w3.org/2004/02/skos/core#"
AL = "https://w3id.org/graph-builder/ontology#"


@dataclass(frozen=True, slots=True)
class Relation:
    """One of PLOVER's 16 types or a standing relation: the closed list of the facts table."""

    notation: str  # "AID"
    mutual: bool
    labels: tuple[str, str]  # Spanish, English
    quad: str = ""  # IRI of the quadrant of event coding; a standing relation has none


@dataclass(frozen=True, slots=True)
class EventType:
    """A narrower event type, or a relation as its own widest type."""

    name: str  # "arms-transfer"; of a top type its notation
    relation: Relation


@dataclass(frozen=True, slots=True)
class Schema:
    """Event types by name."""

    event_types: dict[str, EventType]

    @property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(sorted({e.relation for e in self.event_types.values()}, key=lambda r: r.notation))


def read_schema(tops: Path, narrower: Path) -> Schema:
    """Read the top concepts and the narrower ones.

    Raises:
        VocabularyError: a concept without notation, or one whose broader concept is no relation.
    """
    problems = Problems()
    relations: dict[str, Relation] = {}
    store = load_turtle([tops])
    for concept in subjects_with(store, SKOS + "notation"):
        mutual = value(store, concept, AL + "mutual")
        if mutual:
            notation = value(store, concept, SKOS + "notation")
            labels = (label(store, concept, "es"), label(store, concept, "en"))
            quad = value(store, concept, AL + "quadClass")
            relations[concept] = Relation(notation, mutual == "true", labels, quad)
    types = {relation.notation: EventType(relation.notation, relation) for relation in relations.values()}
    store = load_turtle([narrower])
    for concept in subjects_with(store, SKOS + "broader"):
        name = value(store, concept, SKOS + "notation")
        broader = value(store, concept, SKOS + "broader")
        if not name or name in types:
            problems.add(f"{narrower}: {concept}", "skos:notation is missing or used twice")
        elif broader not in relations:
            problems.add(f"{narrower}: {concept}", f"skos:broader {broader} is no top concept of {tops.name}")
        else:
            types[name] = EventType(name, relations[broader])
    problems.raise_all()
    return Schema(dict(sorted(types.items())))


def load_turtle(paths: Iterable[Path]) -> ox.Store:
    """Load Turtle files into one in-memory store; a syntax error names file and line.

    Raises:
        VocabularyError: a file is not valid Turtle.
    """
    store = ox.Store()
    problems = Problems()
    for path in paths:
        try:
            store.load(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        except SyntaxError as error:
            problems.add(f"{path}:{error.lineno}", f"{error.msg}; correct the Turtle")
    problems.raise_all()
    return store


def subjects_with(store: ox.Store, predicate: str) -> list[str]:
    """Return the IRIs of the subjects that have a property, sorted."""
    return sorted({_text(quad.subject) for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)})


def values(store: ox.Store, subject: str, predicate: str) -> list[str]:
    """Return all values of a property (IRIs and literals as strings), sorted."""
    found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None)
    return sorted({_text(quad.object) for quad in found})


def value(store: ox.Store, subject: str, predicate: str) -> str:
    """Return the first value of a property, or ""."""
    return next(iter(values(store, subject, predicate)), "")


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def label(store: ox.Store, subject: str, language: str) -> str:
    """Return the preferred label in a language, or ""."""
    found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(SKOS + "prefLabel"), None, None)
    literals = [q.object for q in found if isinstance(q.object, ox.Literal) and q.object.language == language]
    return min((literal.value for literal in literals), default="")
