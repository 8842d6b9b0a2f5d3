"""The relation schemes of ontology/ (alliance.ttl, event-types.ttl) as typed concepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import URIRef

from graph_builder.errors import VocabularyError
from graph_builder.graph.identifiers import AL, ALT, RDF, SKOS
from graph_builder.vocabulary.paths import ontology_root

_FILES = ("alliance.ttl", "event-types.ttl")


@dataclass(frozen=True, slots=True)
class Concept:
    """A relation or a narrower event type, as the SKOS schemes describe it."""

    iri: URIRef
    notation: str  # "AID"; empty for a narrower event type
    broader: URIRef | None
    labels: tuple[tuple[str, str], ...]  # (language, preferred label), sorted
    mutual: bool | None  # None: as the broader concept
    edge_property: URIRef | None  # None: as the broader concept
    standing: bool


@dataclass(frozen=True, slots=True)
class Scheme:
    """The concepts by IRI, and the relations by their notation."""

    concepts: dict[URIRef, Concept]
    relations: dict[str, URIRef]

    def relation(self, notation: str) -> URIRef:
        """IRI of a relation of the facts table; an unknown one gets an IRI too, for SHACL to see."""
        return self.relations.get(notation) or URIRef(AL + notation)

    def event_type(self, event_type: str, relation: str) -> URIRef:
        """IRI of the narrower concept, or of the relation where a fact names no narrower one."""
        if not event_type or event_type in self.relations:
            return self.relation(event_type or relation)
        return URIRef(ALT + event_type)

    def lineage(self, event_type: str, relation: str) -> Iterator[Concept]:
        """The narrower concept, its broader one, the relation: the first that says something decides."""
        iri: URIRef | None = self.event_type(event_type, relation)
        seen: set[URIRef] = set()
        while iri is not None and iri not in seen:
            seen.add(iri)
            concept = self.concepts.get(iri)
            if concept:
                yield concept
            iri = concept.broader if concept else None
        last = self.concepts.get(self.relation(relation))
        if last and last.iri not in seen:
            yield last

    def is_mutual(self, event_type: str, relation: str) -> bool:
        """Whether subject and object may change places without changing the event."""
        return next((c.mutual for c in self.lineage(event_type, relation) if c.mutual is not None), False)

    def is_standing(self, relation: str) -> bool:
        """Whether the relation lasts, rather than happens."""
        concept = self.concepts.get(self.relation(relation))
        return bool(concept and concept.standing)

    def edge_property(self, event_type: str, relation: str) -> URIRef | None:
        """The property of the direct edge between the participants, if the scheme has one."""
        return next((c.edge_property for c in self.lineage(event_type, relation) if c.edge_property), None)


def load_scheme() -> Scheme:
    """The relation schemes of ontology/.

    Raises:
        VocabularyError: a file is no Turtle, or no relation has a notation.
    """
    return _read(ontology_root())


@lru_cache(maxsize=4)
def _read(root: Path) -> Scheme:
    described: dict[str, list[tuple[str, str, str]]] = {}
    for path in (root / name for name in _FILES):
        if path.is_file():
            for subject, predicate, value, language in _triples(path):
                described.setdefault(subject, []).append((predicate, value, language))
    concepts = {URIRef(iri): _concept(iri, rows) for iri, rows in sorted(described.items()) if _is_concept(rows)}
    relations = {
        c.notation: iri for iri, c in concepts.items() if c.notation and c.mutual is not None and not c.broader
    }
    if not relations:
        raise VocabularyError((f"{root / _FILES[0]}: no relation has a skos:notation; restore the file",))
    return Scheme(concepts, relations)


def _triples(path: Path) -> Iterator[tuple[str, str, str, str]]:
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                language = quad.object.language or "" if isinstance(quad.object, ox.Literal) else ""
                yield quad.subject.value, quad.predicate.value, quad.object.value, language
    except SyntaxError as error:
        raise VocabularyError((f"{path}:{error.lineno}: {error.msg}",)) from error


def _is_concept(rows: list[tuple[str, str, str]]) -> bool:
    return any(name == str(RDF.type) and value == str(SKOS.Concept) for name, value, _ in rows)


def _concept(iri: str, rows: list[tuple[str, str, str]]) -> Concept:
    def first(predicate: str) -> str:
        return min((value for name, value, _ in rows if name == predicate), default="")

    mutual, edge, broader = first(AL + "mutual"), first(AL + "edgeProperty"), first(str(SKOS.broader))
    return Concept(
        iri=URIRef(iri),
        notation=first(str(SKOS.notation)),
        broader=URIRef(broader) if broader else None,
        labels=tuple(sorted((lang, value) for name, value, lang in rows if name == str(SKOS.prefLabel))),
        mutual=None if not mutual else mutual == "true",
        edge_property=URIRef(edge) if edge else None,
        standing=first(str(SKOS.inScheme)) == AL + "standing-relations",
    )
