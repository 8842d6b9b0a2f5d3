"""The RDF dataset of a `KnowledgeGraph`: its only maker.

The named graphs: one per article (its claims, events, evidence and mentions: replace it to update an
article, drop it to remove one), one for resolution (actors, and what each mention refers to), one for the
consensus (`al:status` of each event and the direct edges that undisputed claims justify), one for the
vocabulary in use, one for the run. No triple depends on the name of its graph, so that a merged serialisation
such as Turtle loses no meaning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rdflib import Dataset, URIRef

from graph_builder.graph import identifiers as name
from graph_builder.graph import literals as literal
from graph_builder.graph.actors import article_triples, entity_triples, link_triples
from graph_builder.graph.claims import Triple, claim_triples, type_
from graph_builder.graph.identifiers import AL, PROV, RDF
from graph_builder.graph.provenance import Counts, run_triples, vocabulary_triples
from graph_builder.graph.scheme import Scheme, load_scheme
from graph_builder.graph.status import affirming, event_of, event_status, joint_confidence, supporting
from graph_builder.model import Article, EntityKind, Fact, KnowledgeGraph, Link, Polarity


def assemble(graph: KnowledgeGraph) -> Dataset:
    """The dataset of a knowledge graph, in time linear in its facts.

    Every IRI is deterministic and flat, every literal canonical, and there are no blank nodes, so that sorted
    N-Quads are the same bytes for the same input. Its default graph is the union of the named ones.

    Raises:
        VocabularyError: the relation schemes under ontology/ cannot be read.
    """
    dataset = Dataset(default_union=True)
    for graph_name, triples in named_triples(graph):
        named = dataset.graph(graph_name)
        for triple in triples:
            named.add(triple)
    return dataset


def named_triples(graph: KnowledgeGraph) -> Iterator[tuple[URIRef, Iterator[Triple]]]:
    """Yield the named graphs of a knowledge graph, one after the other, each as its name and its triples.

    The same triples as in `assemble`, of which only one graph's are in memory at a time; a graph may give a triple
    more than once.

    Raises:
        VocabularyError: the relation schemes under ontology/ cannot be read.
    """
    scheme = load_scheme()
    by_article: defaultdict[str, list[Fact]] = defaultdict(list)
    by_event: defaultdict[URIRef, list[Fact]] = defaultdict(list)
    for fact in graph.facts:
        by_article[fact.article].append(fact)
        by_event[event_of(fact, scheme)].append(fact)
    used = {mention for fact in graph.facts for mention in (fact.subject_mention, fact.object_mention) if mention}
    links = {link.mention.id: link for link in graph.links if link.mention.id in used}
    run = name.run_iri(graph.run)
    sources = {article.id: article.publisher or article.id for article in graph.articles}
    for article in graph.articles:
        yield name.article_graph(article.id), _article_graph(article, by_article[article.id], scheme, links, run)
    yield name.RESOLUTION_GRAPH, _resolution_graph(graph, links.values())
    yield name.CONSENSUS_GRAPH, consensus_triples(by_event, scheme, sources)
    counts = Counts(len(graph.articles), len(graph.facts), len(by_event), len(graph.entities), len(graph.held_back))
    concepts = {scheme.event_type(f.event_type, f.relation) for f in graph.facts}
    concepts |= {scheme.relation(f.relation) for f in graph.facts}
    yield name.VOCABULARY_GRAPH, vocabulary_triples(scheme, concepts)
    yield name.RUN_GRAPH, run_triples(graph.run, graph.min_confidence, counts)


def _article_graph(
    article: Article, facts: Sequence[Fact], scheme: Scheme, links: Mapping[str, Link], run: URIRef
) -> Iterator[Triple]:
    yield from article_triples(article)
    for fact in facts:
        yield from claim_triples(fact, article, scheme, links)
        yield name.claim_iri(fact), PROV.wasGeneratedBy, run
    yield from _disputes(facts, scheme)


def _disputes(facts: Sequence[Fact], scheme: Scheme) -> Iterator[Triple]:
    """A denial disputes what the same article affirms; across articles the event's status tells."""
    affirmed: defaultdict[URIRef, list[URIRef]] = defaultdict(list)
    for fact in facts:
        if fact.polarity is Polarity.POS:
            affirmed[event_of(fact, scheme)].append(name.claim_iri(fact))
    for fact in facts:
        if fact.polarity is Polarity.NEG:
            for claim in affirmed.get(event_of(fact, scheme), ()):
                yield name.claim_iri(fact), AL.disputes, claim


def _resolution_graph(graph: KnowledgeGraph, links: Iterable[Link]) -> Iterator[Triple]:
    countries = {e.state: e.id for e in graph.entities if e.kind is EntityKind.COUNTRY and e.state}
    for entity in graph.entities:
        yield from entity_triples(entity, countries)
    for link in links:
        yield from link_triples(link)


def consensus_triples(
    by_event: Mapping[URIRef, Sequence[Fact]], scheme: Scheme, sources: Mapping[str, str]
) -> Iterator[Triple]:
    """What all articles together say of events: the status of each, and the edges that undisputed claims justify.

    Args:
        by_event: the facts about each event, in the order of the graph; of a pair of participants, all their events.
        scheme: the relation schemes.
        sources: by article, what is independent of other sources, see `status.joint_confidence`.
    """
    by_edge: defaultdict[URIRef, list[Fact]] = defaultdict(list)  # a pair may have several events of one type
    for event, facts in sorted(by_event.items()):
        yield event, AL.status, AL[event_status(facts).value]
        if affirmed := affirming(facts):
            yield event, AL.jointConfidence, literal.score(joint_confidence(affirmed, sources))
        grounds = supporting(facts)
        predicate = scheme.edge_property(facts[0].event_type, facts[0].relation)
        if not grounds or predicate is None:
            continue
        pair = name.entity_iri(grounds[0].subject_id), name.entity_iri(grounds[0].object_id)
        if scheme.is_mutual(facts[0].event_type, facts[0].relation):
            pair = min(pair), max(pair)
        edge = name.edge_iri(pair[0], predicate, pair[1])
        yield pair[0], predicate, pair[1]
        yield edge, type_, AL.ConsensusEdge
        yield edge, RDF.subject, pair[0]
        yield edge, RDF.predicate, predicate
        yield edge, RDF.object, pair[1]
        yield edge, AL.fromEvent, event
        by_edge[edge].extend(grounds)
        for fact in grounds:
            yield edge, PROV.wasDerivedFrom, name.claim_iri(fact)
    for edge, claims in by_edge.items():
        yield edge, AL.jointConfidence, literal.score(joint_confidence(claims, sources))
