"""The slim graph: actors, agreements, one direct triple a fact between actors, one small statement node a fact.

For people who only want triples: at most 14 a fact, where the full graph has several times as many. The nodes have the
IRIs of the full graph, so that both can be loaded together. `docs/slim.md` shows what a fact looks like, and queries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import Dataset

from graph_builder.export.rdf.blocks import turtle_blocks
from graph_builder.export.rdf.ntriples import nt_lines
from graph_builder.export.rdf.terms import Triple, TurtleTerms
from graph_builder.graph import identifiers as name
from graph_builder.graph import literals as literal
from graph_builder.graph.actors import entity_triples
from graph_builder.graph.claims import POLARITY
from graph_builder.graph.identifiers import AL, DCTERMS, PROV, RDF, SCHEMA, SKOS
from graph_builder.graph.scheme import Scheme, load_scheme
from graph_builder.model import Article, Entity, EntityKind, Fact, KnowledgeGraph, Polarity, Status
from graph_builder.vocabulary.codes import StateCodes, state_codes

_HAPPENED = frozenset({Status.FACT, Status.HEDGED})  # what is planned or imagined is no tie between actors


def to_slim(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Return the slim graph as Turtle, one block a subject; the same graph gives the same bytes.

    Args:
        graph: whose actors, articles and facts are written.
        dataset: not read; all exporters share one signature.
    """
    terms = TurtleTerms()
    body = turtle_blocks(slim_triples(graph), terms)
    return (terms.prefixes() + body).encode()


def to_slim_ntriples(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Return the slim graph as sorted N-Triples.

    Args:
        graph: whose actors, articles and facts are written.
        dataset: not read; all exporters share one signature.
    """
    return "".join(nt_lines(slim_triples(graph))).encode()


def slim_triples(graph: KnowledgeGraph) -> set[Triple]:
    """Return the triples of the slim graph.

    A fact between two actors that is affirmed as having happened, firmly or hedged, is one triple with the relation's
    property (`id:PRK al:aids id:RUS`). What is denied, planned or hypothetical has its statement alone: a triple by
    itself would say that it happened.
    """
    scheme, codes = load_scheme(), state_codes()
    countries = {e.state: e.id for e in graph.entities if e.kind is EntityKind.COUNTRY and e.state}
    languages = {article.id: article.language for article in graph.articles}
    triples: set[Triple] = set()
    for entity in _taking_part(graph):
        triples.update(triple for triple in entity_triples(entity, countries) if triple[1] != SKOS.altLabel)
        if entity.kind is EntityKind.COUNTRY:
            triples.update(_code_triples(entity.id, codes))
    for article in graph.articles:
        triples.update(_article_triples(article))
    for fact in graph.facts:
        triples.update(fact_triples(fact, scheme, languages.get(fact.article, "")))
    return triples


def fact_triples(fact: Fact, scheme: Scheme, language: str) -> Iterator[Triple]:
    """Yield the triples of one fact, 14 at most: the direct one, and those of its statement.

    Args:
        fact: one claim about one pair of participants.
        scheme: the relation schemes.
        language: the article's, for its words.
    """
    statement = name.claim_iri(fact)
    predicate = scheme.edge_property(fact.event_type, fact.relation) or scheme.relation(fact.relation)
    yield statement, RDF.type, RDF.Statement
    yield statement, RDF.predicate, predicate
    for role, entity_id in ((RDF.subject, fact.subject_id), (RDF.object, fact.object_id)):
        if entity_id:
            yield statement, role, name.entity_iri(entity_id)
    if _is_tie(fact):
        pair = name.entity_iri(fact.subject_id), name.entity_iri(fact.object_id)
        first, second = sorted(pair) if scheme.is_mutual(fact.event_type, fact.relation) else pair
        yield first, predicate, second
    if (concept := scheme.event_type(fact.event_type, fact.relation)) != scheme.relation(fact.relation):
        yield statement, DCTERMS.type, concept
    yield statement, SCHEMA.text, literal.words(fact.evidence, language)
    yield statement, SCHEMA.appearance, name.article_iri(fact.article)
    yield statement, AL.polarity, POLARITY[fact.polarity]
    yield statement, AL.factStatus, literal.plain(fact.status.value)
    yield statement, AL.confidence, literal.score(fact.confidence)
    if fact.attributed_to_id:
        yield statement, PROV.wasAttributedTo, name.entity_iri(fact.attributed_to_id)
    elif fact.attributed_to:
        yield statement, AL.attributedAs, literal.words(fact.attributed_to, language)
    if fact.date:
        yield statement, DCTERMS.date, literal.when(fact.date)
    if fact.place:
        yield statement, AL.placeName, literal.words(fact.place, language)


def _taking_part(graph: KnowledgeGraph) -> Iterator[Entity]:
    """The actors of some fact, who is quoted, and the states that they belong to."""
    named = {i for fact in graph.facts for i in (fact.subject_id, fact.object_id, fact.attributed_to_id)}
    states = {entity.state for entity in graph.entities if entity.id in named}
    for entity in graph.entities:
        if entity.id in named or (entity.kind is EntityKind.COUNTRY and entity.state in states - {""}):
            yield entity


def _is_tie(fact: Fact) -> bool:
    return bool(fact.subject_id and fact.object_id) and fact.polarity is Polarity.POS and fact.status in _HAPPENED


def _code_triples(state: str, codes: Mapping[str, StateCodes]) -> Iterator[Triple]:
    known = codes.get(state, StateCodes())
    for predicate, code in ((AL.iso3166Alpha2, known.iso2), (AL.cowCode, known.cow)):
        if code:
            yield name.entity_iri(state), predicate, literal.plain(code)


def _article_triples(article: Article) -> Iterator[Triple]:
    node = name.article_iri(article.id)
    yield node, RDF.type, SCHEMA.NewsArticle
    yield node, SCHEMA.identifier, literal.plain(article.id)
    if article.title:
        yield node, SCHEMA.headline, literal.words(article.title, article.language)
    if article.published:
        yield node, SCHEMA.datePublished, literal.when(article.published)
    if article.publisher:
        yield node, DCTERMS.publisher, literal.plain(article.publisher)
    if article.url:
        yield node, SCHEMA.url, literal.address(article.url)
