"""The triples that say what made a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import URIRef

from graph_builder.graph import identifiers as name
from graph_builder.graph import literals as literal
from graph_builder.graph.claims import Triple, type_
from graph_builder.graph.identifiers import (
    AL,
    DATASET,
    DCAT,
    DCTERMS,
    ID,
    PROV,
    RDFS,
    SCHEMA,
    SKOS,
    VOID,
)
from graph_builder.graph.scheme import Scheme
from graph_builder.model import Run

_TITLE = (
    ("es", "Grafo de alianzas internacionales en las noticias"),
    ("en", "Graph of international alliances in the news"),
)
_RIGHTS = (("es", "Las citas pertenecen a sus editores."), ("en", "Quotations belong to their publishers."))
_VOCABULARIES = (AL, name.ALT, name.OA, name.PLOVER, name.PROV, name.SCHEMA, name.SEM, name.SKOS)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a graph holds."""

    articles: int
    claims: int
    events: int
    entities: int
    held_back: int


def run_triples(run: Run, min_confidence: float, counts: Counts) -> Iterator[Triple]:
    """The run as PROV and the dataset as VoID and DCAT describe one, with counts; no clock time."""
    activity, program = name.run_iri(run), URIRef(f"{ID}program-{name.digest(run.version)}")
    yield activity, type_, PROV.Activity
    yield activity, PROV.wasAssociatedWith, program
    yield activity, AL.pipeline, literal.plain(run.pipeline)
    yield activity, AL.pipelineSha256, literal.plain(run.pipeline_sha256)
    yield activity, AL.ontologySha256, literal.plain(run.ontology_sha256)
    if run.judge_sha256:
        yield activity, AL.judgeSha256, literal.plain(run.judge_sha256)
        yield activity, AL.minConfidence, literal.score(min_confidence)
        yield activity, AL.heldBackCount, literal.whole(counts.held_back)
    if run.reader_sha256:
        yield activity, AL.readerSha256, literal.plain(run.reader_sha256)
    if run.only_with:
        yield activity, AL.onlyWith, literal.plain(run.only_with)
    yield program, type_, PROV.SoftwareAgent
    yield program, RDFS.label, literal.plain(f"graph_builder {run.version}")
    yield program, SCHEMA.softwareVersion, literal.plain(run.version)
    yield from _dataset_triples(activity)
    numbers = (
        (AL.articleCount, counts.articles),
        (AL.claimCount, counts.claims),
        (AL.eventCount, counts.events),
        (AL.entityCount, counts.entities),
    )
    for predicate, number in numbers:
        yield DATASET, predicate, literal.whole(number)


def _dataset_triples(activity: URIRef) -> Iterator[Triple]:
    yield DATASET, type_, VOID.Dataset
    yield DATASET, type_, DCAT.Dataset
    yield DATASET, PROV.wasGeneratedBy, activity
    yield DATASET, DCTERMS.conformsTo, URIRef(str(AL).rstrip("#"))
    for vocabulary in _VOCABULARIES:
        yield DATASET, VOID.vocabulary, URIRef(str(vocabulary))
    for language, text in _TITLE:
        yield DATASET, DCTERMS["title"], literal.words(text, language)
    for language, text in _RIGHTS:
        yield DATASET, DCTERMS.rights, literal.words(text, language)


def vocabulary_triples(scheme: Scheme, used: Iterable[URIRef]) -> Iterator[Triple]:
    """Labels, notations and broader concepts of the event types in use, so that the graph explains itself."""
    waiting, done = sorted(set(used)), set[URIRef]()
    while waiting:
        iri = waiting.pop()
        concept = scheme.concepts.get(iri)
        if concept is None or iri in done:
            continue
        done.add(iri)
        yield iri, type_, SKOS.Concept
        for language, label in concept.labels:
            yield iri, SKOS.prefLabel, literal.words(label, language)
        if concept.notation:
            yield iri, SKOS.notation, literal.plain(concept.notation)
        if concept.broader:
            yield iri, SKOS.broader, concept.broader
            waiting.append(concept.broader)
