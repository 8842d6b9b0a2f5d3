from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders_rdf import ARTICLES, RUN, empty_graph, fact, knowledge_graph
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from graph_builder.export.rdf.jsonld import to_jsonld
from graph_builder.export.rdf.nquads import to_nquads
from graph_builder.export.rdf.ntriples import to_ntriples
from graph_builder.export.rdf.rdfxml import to_rdfxml
from graph_builder.export.rdf.trig import to_trig
from graph_builder.export.rdf.turtle import to_turtle
from graph_builder.graph.assemble import assemble
from graph_builder.model import Article, KnowledgeGraph

Exporter = Callable[[KnowledgeGraph, Dataset], bytes]
GOLDEN = Path(__file__).parents[2] / "golden" / "small.ttl"
TRIPLES = (
    (to_turtle, "turtle", ox.RdfFormat.TURTLE),
    (to_ntriples, "nt", ox.RdfFormat.N_TRIPLES),
    (to_rdfxml, "xml", ox.RdfFormat.RDF_XML),
)
QUADS = ((to_trig, "trig", ox.RdfFormat.TRIG), (to_nquads, "nquads", ox.RdfFormat.N_QUADS))
ALL = (to_turtle, to_ntriples, to_rdfxml, to_trig, to_nquads, to_jsonld)
ODD = 'Rusia dijo: «el "plan" \\ va», 5 < 6 & 7 > 3; ñandú 🕊 y\ttabulador\nsalto\r fin'


def odd_graph() -> KnowledgeGraph:
    """A text with everything that a serialiser must escape, and an article without anything else."""
    article = Article("raro/ñ#1", ODD)
    f = fact(article, ODD, "MOBILIZE", "", "RUS", "", cue='"', theme="a\\b", attributed_to="«ellos»")
    return replace(knowledge_graph(), articles=(article,), facts=(f,), links=())


GRAPHS = [knowledge_graph(), empty_graph(), odd_graph()]


def merged(dataset: Dataset) -> Graph:
    union = Graph()
    for s, p, o, _ in dataset.quads():
        union.add((s, p, o))
    return union


def quads_of(data: bytes, format_: ox.RdfFormat) -> set[str]:
    """Quads through an Oxigraph store, which normalises what is not canonical."""
    store = ox.Store()
    store.load(data, format=format_)
    return {str(quad) for quad in store}


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize(("exporter", "name", "format_"), TRIPLES)
def test_triples_come_back_in_both_engines(
    exporter: Exporter, name: str, format_: ox.RdfFormat, graph: KnowledgeGraph
) -> None:
    dataset = assemble(graph)
    data = exporter(graph, dataset)
    assert isomorphic(Graph().parse(data=data, format=name), merged(dataset))
    assert quads_of(data, format_) == quads_of(to_ntriples(graph, dataset), ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize(("exporter", "name", "format_"), QUADS)
def test_quads_come_back_in_both_engines(
    exporter: Exporter, name: str, format_: ox.RdfFormat, graph: KnowledgeGraph
) -> None:
    dataset = assemble(graph)
    data = exporter(graph, dataset)
    read = {(q.subject, q.predicate, q.object, q.graph_name) for q in ox.parse(data, format=format_)}
    assert len(read) == len(set(dataset.quads()))
    assert quads_of(data, format_) == quads_of(to_nquads(graph, dataset), ox.RdfFormat.N_QUADS)


@pytest.mark.parametrize("graph", GRAPHS)
def test_literals_are_canonical(graph: KnowledgeGraph) -> None:
    lines = to_nquads(graph, assemble(graph)).decode().splitlines()
    assert {line.removesuffix(" .") for line in lines} == quads_of(
        to_nquads(graph, assemble(graph)), ox.RdfFormat.N_QUADS
    )
    assert lines == sorted(lines)


@pytest.mark.parametrize("graph", GRAPHS)
def test_jsonld_comes_back(graph: KnowledgeGraph) -> None:
    dataset = assemble(graph)
    data = to_jsonld(graph, dataset)
    assert set(json.loads(data)) == {"@context", "@graph"}
    read = {(q.subject, q.predicate, q.object, q.graph_name) for q in ox.parse(data, format=ox.RdfFormat.JSON_LD)}
    expected = ox.parse(to_nquads(graph, dataset), format=ox.RdfFormat.N_QUADS)
    assert read == {(q.subject, q.predicate, q.object, q.graph_name) for q in expected}


@pytest.mark.parametrize("exporter", ALL)
def test_the_order_of_the_input_changes_no_byte(exporter: Exporter) -> None:
    graph = knowledge_graph()
    mixed = replace(
        graph,
        articles=graph.articles[::-1],
        entities=tuple(random.Random(1).sample(graph.entities, len(graph.entities))),
        links=graph.links[::-1],
        facts=graph.facts[::-1],
    )
    assert exporter(mixed, assemble(mixed)) == exporter(graph, assemble(graph))


def test_the_turtle_is_the_golden_one() -> None:
    """To renew it: write the bytes to tests/golden/small.ttl and read the difference."""
    graph = knowledge_graph()
    assert to_turtle(graph, assemble(graph)).decode() == GOLDEN.read_text(encoding="utf-8")


def test_turtle_abbreviates_every_node() -> None:
    text = to_turtle(knowledge_graph(), assemble(knowledge_graph())).decode()
    body = text[text.index("# The dataset") :]
    assert "<https://w3id.org/graph-builder/id/" not in body
    assert RUN.version in body
    assert len(ARTICLES) == body.count("a schema:NewsArticle")
    assert BytesIO(text.encode()).readline().startswith(b"@prefix al:")
