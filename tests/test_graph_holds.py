"""What the graph promises, checked on the files alone, as a stranger would: both engines, the rules, the order."""

from __future__ import annotations

import shutil
import unicodedata
from collections import defaultdict

import pyoxigraph as ox
import pytest
from builders_rdf import knowledge_graph
from rdflib import RDF, Dataset, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SKOS

import graph_builder as gb
from graph_builder.api import Graph as AllianceGraph
from graph_builder.graph.identifiers import AL, OA, PROV, SCHEMA, SEM
from graph_builder.vocabulary.paths import ontology_file

RDF_FORMATS = ("ttl", "trig", "nq")
TRIPLES = ox.RdfFormat.N_TRIPLES
REALITY = (AL.actual, AL.planned, AL.hypothetical)


@pytest.fixture(scope="module", params=["seeds", "hand-made"])
def kg(request, seeds):
    return gb.build(seeds) if request.param == "seeds" else AllianceGraph(knowledge_graph())


@pytest.fixture(scope="module")
def folder(kg, tmp_path_factory):
    path = tmp_path_factory.mktemp("graph")
    kg.save(path, RDF_FORMATS)
    return path


@pytest.fixture(scope="module")
def graph(folder):
    return Graph().parse(folder / "graph.ttl", format="turtle")


def by_oxigraph(path, format_):
    """The merged graph as Oxigraph reads and writes it, read by rdflib."""
    quads = ox.parse(path=str(path), format=format_)
    data = ox.serialize((ox.Triple(q.subject, q.predicate, q.object) for q in quads), format=TRIPLES)
    return Graph().parse(data=data, format="nt")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's parsers of quads use its own old names
@pytest.mark.parametrize(
    ("name", "rdflib_name", "format_"),
    [
        ("graph.ttl", "turtle", ox.RdfFormat.TURTLE),
        ("graph.trig", "trig", ox.RdfFormat.TRIG),
        ("graph.nq", "nquads", ox.RdfFormat.N_QUADS),
    ],
)
def test_both_engines_read_the_same_graph_from_each_file(folder, graph, name, rdflib_name, format_):
    read = Graph()
    for quad in Dataset().parse(folder / name, format=rdflib_name).quads():
        read.add(quad[:3])
    assert isomorphic(read, graph)
    assert isomorphic(by_oxigraph(folder / name, format_), graph)


def test_every_claim_leads_to_article_speaker_and_the_very_words(kg, graph):
    texts = {article.id: unicodedata.normalize("NFC", article.text) for article in kg.articles}
    claims = set(graph.subjects(RDF.type, AL.Claim))
    assert len(claims) == len(kg.facts) > 0
    for claim in claims:
        [article] = graph.objects(claim, SCHEMA.appearance)
        [speaker] = graph.objects(claim, PROV.wasAttributedTo)
        assert set(graph.objects(speaker, RDF.type))
        assert {len(list(graph.objects(claim, p))) for p in (AL.polarity, AL.certainty, AL.temporality)} == {1}
        places = list(graph.objects(claim, PROV.wasDerivedFrom))
        assert graph.value(claim, AL.clearestEvidence) in places
        assert len(places) == int(graph.value(claim, AL.times))
        for place in places:
            [selector] = graph.objects(place, OA.hasSelector)
            start, end, exact = (graph.value(selector, p) for p in (OA.start, OA.end, OA.exact))
            assert texts[str(graph.value(article, SCHEMA.identifier))][int(start) : int(end)] == str(exact)


def deciding(graph, claims):
    """The claims of the most real temporality that any has."""
    for temporality in REALITY:
        found = [claim for claim in claims if (claim, AL.temporality, temporality) in graph]
        if found:
            return temporality, found
    raise AssertionError("an event without a claim")


def own_voice(graph, claim):
    article = graph.value(claim, SCHEMA.appearance)
    publisher = graph.value(article, SCHEMA.publisher)
    quoted = (claim, AL.attributedAs, None) in graph
    return not quoted and graph.value(claim, PROV.wasAttributedTo) in {article, publisher}


def status_and_grounds(graph, claims):
    """The rule as `graph_builder.graph.status` documents it, over triples instead of facts."""
    temporality, found = deciding(graph, claims)
    denied = [c for c in found if (c, AL.polarity, AL.negated) in graph]
    if denied:
        return (AL.denied if len(denied) == len(found) else AL.disputed), []
    if temporality != AL.actual:
        return temporality, []
    unhedged = [c for c in found if (c, AL.certainty, AL.certain) in graph]
    if any(own_voice(graph, c) for c in unhedged):
        return AL.asserted, unhedged
    speakers = {graph.value(c, PROV.wasAttributedTo) for c in unhedged}
    return AL.reported, unhedged if len(speakers) > 1 else []


def edge_property(scheme, event_type):
    """The property of an event type's edge: its own, else that of the nearest broader concept."""
    while event_type is not None:
        found = scheme.value(event_type, AL.edgeProperty)
        if found is not None:
            return found
        event_type = scheme.value(event_type, SKOS.broader)
    return None


def test_status_and_consensus_edges_follow_from_the_claims_alone(graph):
    scheme = Graph()
    for name in ("alliance.ttl", "event-types.ttl"):
        scheme.parse(ontology_file(name), format="turtle")
    about = defaultdict(list)
    for claim, event in graph.subject_objects(AL.about):
        about[event].append(claim)
    assert dict(graph.subject_objects(AL.status)) == {e: status_and_grounds(graph, cs)[0] for e, cs in about.items()}
    expected = defaultdict(set)
    for event, claims in about.items():
        _, grounds = status_and_grounds(graph, claims)
        predicate = edge_property(scheme, graph.value(event, SEM.eventType))
        if predicate is None or not all((c, AL.object, None) in graph for c in grounds):
            continue
        for claim in grounds:
            actors = graph.value(claim, AL.subject), graph.value(claim, AL.object)
            mutual = (event, AL.counterpart, None) in graph
            expected[(min(actors), predicate, max(actors)) if mutual else (actors[0], predicate, actors[1])].add(claim)
    found = {}
    for edge in graph.subjects(RDF.type, AL.ConsensusEdge):
        triple = tuple(graph.value(edge, p) for p in (RDF.subject, RDF.predicate, RDF.object))
        assert triple in graph
        found[triple] = set(graph.objects(edge, PROV.wasDerivedFrom))
    assert found == dict(expected) != {}
    direct = {URIRef(p) for p in scheme.objects(None, AL.edgeProperty)}
    assert {t for t in graph if t[1] in direct} == set(found)


def test_the_order_and_the_place_of_the_articles_change_no_byte(seeds, tmp_path):
    texts = sorted(seeds.glob("*.txt"))
    moved = tmp_path / "elsewhere"
    shutil.copytree(seeds, moved)
    first, second = tmp_path / "first", tmp_path / "second"
    gb.build(texts).save(first, (*gb.EXPORTERS,))
    gb.build([moved / path.name for path in reversed(texts)]).save(second, (*gb.EXPORTERS,))
    names = sorted(path.name for path in first.iterdir())
    assert len(names) == len(gb.EXPORTERS)
    different = [name for name in names if (first / name).read_bytes() != (second / name).read_bytes()]
    assert different == []
