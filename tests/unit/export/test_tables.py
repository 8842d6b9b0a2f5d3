from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest
from builders_rdf import empty_graph, knowledge_graph
from lxml import etree
from rdflib import Dataset

from graph_builder.export.facts_csv import to_facts_csv
from graph_builder.export.facts_jsonl import to_facts_jsonl
from graph_builder.export.facts_parquet import to_facts_parquet
from graph_builder.export.gexf import to_gexf
from graph_builder.export.graphml import to_graphml
from graph_builder.export.neo4j import to_neo4j
from graph_builder.export.network import to_network
from graph_builder.export.nodelink import to_nodelink
from graph_builder.model import KnowledgeGraph

HEADER = (
    "id,article,sentence,start,end,evidence,relation,event_type,subject,subject_id,subject_state,object,object_id,"
    "object_state,polarity,status,attributed_to,attributed_to_id,date,date_precision,place,theme,cue,confidence,rule,"
    "implied"
)
GRAPHS = [knowledge_graph(), empty_graph()]
EXPORTERS = (to_facts_csv, to_facts_jsonl, to_facts_parquet, to_gexf, to_graphml, to_neo4j, to_nodelink)
NONE = Dataset()
GEXF = {"g": "http://gexf.net/1.3"}


def test_the_header_of_the_facts_table_is_the_contract() -> None:
    assert to_facts_csv(empty_graph(), NONE) == (HEADER + "\n").encode()


def test_rows_are_sorted_and_reproduce_their_quotation() -> None:
    graph = knowledge_graph()
    rows = list(csv.DictReader(io.StringIO(to_facts_csv(graph, NONE).decode())))
    texts = {article.id: article.text for article in graph.articles}
    assert len(rows) == len(graph.facts)
    assert [(r["article"], int(r["start"])) for r in rows] == sorted((r["article"], int(r["start"])) for r in rows)
    assert all(texts[r["article"]][int(r["start"]) : int(r["end"])] == r["evidence"] for r in rows)
    assert {r["confidence"] for r in rows} == {"0.81", "0.90", "1.00"}
    assert {r["status"] for r in rows} == {"fact", "hedged", "planned"}


@pytest.mark.parametrize("graph", GRAPHS)
def test_the_three_tables_say_the_same(graph: KnowledgeGraph) -> None:
    kinds = {"confidence": float, "sentence": int, "start": int, "end": int}
    table = list(csv.DictReader(io.StringIO(to_facts_csv(graph, NONE).decode())))
    typed = [{k: kinds.get(k, str)(v) for k, v in row.items()} for row in table]
    lines = [json.loads(line) for line in to_facts_jsonl(graph, NONE).decode().splitlines()]
    parquet = pd.read_parquet(io.BytesIO(to_facts_parquet(graph, NONE)))
    assert lines == typed
    assert parquet.to_dict("records") == typed
    assert ",".join(parquet.columns) == HEADER


@pytest.mark.parametrize("graph", GRAPHS)
def test_graphml_and_node_link_come_back_in_networkx(graph: KnowledgeGraph) -> None:
    expected = to_network(graph)
    for read in (
        nx.parse_graphml(to_graphml(graph, NONE).decode(), force_multigraph=True),
        nx.node_link_graph(json.loads(to_nodelink(graph, NONE)), edges="links"),
    ):
        assert dict(read.nodes(data=True)) == dict(expected.nodes(data=True))
        assert sorted((s, o, str(sorted(d.items()))) for s, o, d in read.edges(data=True)) == sorted(
            (s, o, str(sorted(d.items()))) for s, o, d in expected.edges(data=True)
        )


@pytest.mark.parametrize("graph", GRAPHS)
def test_gexf_declares_what_it_uses(graph: KnowledgeGraph) -> None:
    root = ElementTree.fromstring(to_gexf(graph, NONE))
    assert root.attrib["version"] == "1.3"
    for kind in ("node", "edge"):
        declared = {a.attrib["id"] for a in root.iterfind(f".//g:attributes[@class='{kind}']/g:attribute", GEXF)}
        used = {v.attrib["for"] for v in root.iterfind(f".//g:{kind}//g:attvalue", GEXF)}
        assert used <= declared
    nodes = [n.attrib["id"] for n in root.iterfind(".//g:node", GEXF)]
    assert nodes == sorted(e.id for e in graph.entities)
    assert len(root.findall(".//g:edge", GEXF)) == len(graph.facts)


@pytest.mark.parametrize("graph", GRAPHS)
def test_gexf_is_valid_by_its_schema(graph: KnowledgeGraph) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf-1.3.rng")))
    schema.assertValid(etree.fromstring(to_gexf(graph, NONE)))
    wrong = to_gexf(graph, NONE).replace(b'class="node"', b'class="actor"')
    assert not schema.validate(etree.fromstring(wrong))


def test_gexf_spells_are_the_days_of_the_date() -> None:
    root = ElementTree.fromstring(to_gexf(knowledge_graph(), NONE))
    spells = [(s.attrib["start"], s.attrib["end"]) for s in root.iterfind(".//g:edge//g:spell", GEXF)]
    assert sorted(spells) == [("2024-06-01", "2024-06-30"), ("2024-06-19", "2024-06-19")]


def test_neo4j_archive_joins() -> None:
    graph = knowledge_graph()
    with zipfile.ZipFile(io.BytesIO(to_neo4j(graph, NONE))) as archive:
        assert archive.namelist() == ["nodes.csv", "edges.csv", "load.cypher", "README.txt"]
        nodes = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode())))
        edges = list(csv.DictReader(io.StringIO(archive.read("edges.csv").decode())))
        script = archive.read("load.cypher").decode()
    ids = {n["id:ID"] for n in nodes}
    assert len(edges) == len(graph.facts)
    assert all(e[":START_ID"] in ids and e[":END_ID"] in ids for e in edges)
    assert {n[":LABEL"] for n in nodes} >= {"Actor;Country", "Actor;Person"}
    assert all(f"[r:{e[':TYPE']} " in script for e in edges)


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_the_order_of_the_input_changes_no_byte(exporter) -> None:
    graph = knowledge_graph()
    mixed = replace(graph, facts=graph.facts[::-1], entities=graph.entities[::-1], articles=graph.articles[::-1])
    assert exporter(mixed, NONE) == exporter(graph, NONE)
