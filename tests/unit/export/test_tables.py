from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from math import dist
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import polars
import pyarrow.parquet
import pytest
from builders_rdf import empty_graph, knowledge_graph
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rdflib import Dataset

from graph_builder.export.networks.drawing import drawn
from graph_builder.export.networks.gexf import to_gexf
from graph_builder.export.networks.graphml import to_graphml
from graph_builder.export.networks.neo4j import to_neo4j
from graph_builder.export.networks.network import to_network
from graph_builder.export.networks.nodelink import to_nodelink
from graph_builder.export.rdf.rdfxml import to_rdfxml
from graph_builder.export.tables.facts_csv import to_facts_csv
from graph_builder.export.tables.facts_jsonl import to_facts_jsonl
from graph_builder.export.tables.facts_parquet import to_facts_parquet
from graph_builder.export.tables.facts_table import DATES
from graph_builder.graph.assemble import assemble
from graph_builder.model import KnowledgeGraph, Quotation, Span
from graph_builder.spreadsheets import cell_text, safe_cell

HEADER = (
    "id,article,sentence,start,end,evidence,relation,event_type,subject,subject_id,subject_state,object,object_id,"
    "object_state,polarity,status,attributed_to,attributed_to_id,date,date_precision,place,theme,cue,confidence,rule,"
    "times,implied,reported,title,published,publisher,url,sentence_text"
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
    kinds = {"confidence": float, "sentence": int, "start": int, "end": int, "times": int}
    table = list(csv.DictReader(io.StringIO(to_facts_csv(graph, NONE).decode())))
    typed = [{k: kinds.get(k, str)(v) for k, v in row.items()} for row in table]
    lines = [json.loads(line) for line in to_facts_jsonl(graph, NONE).decode().splitlines()]
    parquet = pd.read_parquet(io.BytesIO(to_facts_parquet(graph, NONE)))
    assert lines == typed
    assert ",".join(parquet.columns) == HEADER
    assert json.loads(parquet.drop(columns=DATES).to_json(orient="records")) == [
        {key: None if value == "" else value for key, value in row.items() if key not in DATES} for row in typed
    ]


@pytest.mark.parametrize(
    ("event", "published", "expected"),
    [
        ("2024-06-19", "2024-06-20", {"date": date(2024, 6, 19), "reported": None, "published": date(2024, 6, 20)}),
        ("2024-06", "2024-06-20", {"date": date(2024, 6, 1), "reported": None, "published": date(2024, 6, 20)}),
        ("2024", "2024-06", {"date": date(2024, 1, 1), "reported": None, "published": None}),
        ("", "2024-06-20", {"date": None, "reported": date(2024, 6, 20), "published": date(2024, 6, 20)}),
        ("", "", {"date": None, "reported": None, "published": None}),
    ],
)
def test_dates_are_dates_in_parquet(event: str, published: str, expected: dict[str, date | None]) -> None:
    graph = knowledge_graph()
    article = replace(graph.articles[0], published=published)
    told = next(fact for fact in graph.facts if fact.article == article.id)
    precision = {0: "", 4: "year", 7: "month", 10: "day"}[len(event)]
    told = replace(told, date=event, date_precision=precision)
    data = to_facts_parquet(replace(graph, articles=(article,), facts=(told,)), NONE)
    arrow = pyarrow.parquet.read_table(io.BytesIO(data))
    assert {str(arrow.schema.field(name).type) for name in DATES} == {"date32[day]"}
    [by_arrow], [by_polars] = arrow.select(sorted(DATES)).to_pylist(), polars.read_parquet(io.BytesIO(data)).to_dicts()
    assert by_arrow == expected
    assert {name: by_polars[name] for name in DATES} == expected
    assert by_polars["article"] == article.id


@pytest.mark.parametrize("graph", GRAPHS)
def test_graphml_and_node_link_come_back_in_networkx(graph: KnowledgeGraph) -> None:
    network = to_network(graph)
    for expected, read in (
        (drawn(network), nx.parse_graphml(to_graphml(graph, NONE).decode(), force_multigraph=True)),
        (network, nx.node_link_graph(json.loads(to_nodelink(graph, NONE)), edges="links")),
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
    assert {e.attrib["id"] for e in root.iterfind(".//g:edge", GEXF)} == {f.id for f in graph.facts if f.object_id}


def test_a_fact_with_one_participant_is_told_by_its_node_and_no_loop() -> None:
    graph = knowledge_graph()
    (alone,) = (fact for fact in graph.facts if not fact.object_id)
    network = to_network(graph)
    assert list(nx.selfloop_edges(network)) == []
    node = network.nodes["RUS"]
    assert (node["one_sided"], node["one_sided_relations"], node["one_sided_facts"]) == (1, "MOBILIZE 1", alone.id)
    assert {name: network.nodes[name]["one_sided"] for name in network} == {name: name == "RUS" for name in network}
    takes_part = [{fact.subject_id, fact.object_id} for fact in graph.facts]
    assert all(data["facts"] == sum(name in ends for ends in takes_part) for name, data in network.nodes(data=True))


def test_an_actor_that_acts_on_itself_stays_a_loop() -> None:
    graph = knowledge_graph()
    itself = replace(graph.facts[0], object_id=graph.facts[0].subject_id)
    network = to_network(replace(graph, facts=(itself,)))
    assert list(network.edges(keys=True)) == [(itself.subject_id, itself.subject_id, itself.id)]
    assert network.nodes[itself.subject_id]["facts"] == 1


def test_a_drawn_network_shows_kinds_classes_and_how_much_speaks_for_an_actor() -> None:
    network = drawn(to_network(knowledge_graph()))
    colour = {name: tuple(data[c] for c in "rgb") for name, data in network.nodes(data=True)}
    assert colour["RUS"] == colour["PRK"] != colour["per-igor-petrov"]
    size = {name: data["size"] for name, data in network.nodes(data=True)}
    assert size["RUS"] > size["PRK"] > size["ARM"]
    places = {name: (data["x"], data["y"]) for name, data in network.nodes(data=True)}
    assert all(dist(places[a], places[b]) > size[a] + size[b] for a in places for b in places if a < b)
    assert {data["weight"] for _, _, data in network.edges(data=True)} == {0.81, 0.9, 1.0}
    assert len({tuple(data[c] for c in "rgb") for _, _, data in network.edges(data=True)}) == 3  # standing, two classes


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


def neo4j_tables(graph: KnowledgeGraph) -> tuple[dict[str, list[dict[str, str]]], str]:
    """The CSV files of the archive by name, and the script that loads them."""
    with zipfile.ZipFile(io.BytesIO(to_neo4j(graph, NONE))) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    tables = {n: list(csv.DictReader(io.StringIO(t, newline=""))) for n, t in texts.items() if n.endswith(".csv")}
    return tables, texts["load.cypher"]


def test_neo4j_relationships_end_at_nodes_of_their_kinds() -> None:
    graph = knowledge_graph()
    tables, script = neo4j_tables(graph)
    ids: dict[str, set[str]] = {}
    for rows in tables.values():
        for column in rows[0]:
            if column.startswith("id:ID("):
                ids[column[6:-1]] = {row[column] for row in rows}
                assert len(ids[column[6:-1]]) == len(rows), "an id is one node"
    assert set(ids) == {"Actor", "Article", "Claim", "Evidence"}
    ends = 0
    for rows in tables.values():
        for row in rows:
            for column, value in row.items():
                if column.startswith((":START_ID(", ":END_ID(")):
                    assert value in ids[column.split("(")[1][:-1]]
                    ends += 1
    assert ends > 2 * len(graph.facts)
    assert ids["Claim"] == {fact.id for fact in graph.facts}
    assert {row["claim:string"] for row in tables["facts.csv"]} == {fact.id for fact in graph.facts if fact.object_id}
    assert all(f"[r:{row[':TYPE']} " in script for row in tables["facts.csv"])
    assert all(f"'file:///{name}'" in script for name in tables)


def test_neo4j_dates_are_days_and_roles_lead_to_who_said_it() -> None:
    tables, script = neo4j_tables(knowledge_graph())
    days = {row["date:string"]: (row["event_start:date"], row["event_end:date"]) for row in tables["claims.csv"]}
    assert days == {
        "": ("", ""), "2024-06": ("2024-06-01", "2024-06-30"), "2024-06-19": ("2024-06-19", "2024-06-19"),
    }  # fmt: skip
    assert [row["published_on:date"] for row in tables["articles.csv"]] == ["2024-07-01", ""]
    roles = {(row[":TYPE"], row[":END_ID(Actor)"]) for row in tables["claim_actors.csv"]}
    assert {("ATTRIBUTED_TO", "RUS"), ("SUBJECT", "per-igor-petrov"), ("OBJECT", "agr-pacto-de-ejemplo")} <= roles
    assert [tuple(row.values()) for row in tables["states.csv"]] == [("per-igor-petrov", "RUS", "OF_STATE")]
    assert "n.event_start = date(row.`event_start:date`)" in script


def test_neo4j_has_a_node_for_each_quotation_of_a_claim() -> None:
    graph = knowledge_graph()
    one = graph.facts[0]
    text = next(article.text for article in graph.articles if article.id == one.article)
    again = Quotation(40, 55, text[40:55], 0, Span(0, 60))
    tables, _ = neo4j_tables(replace(graph, facts=(replace(one, repeated=(again,)),)))
    assert [row["times:int"] for row in tables["claims.csv"]] == ["2"]
    keys = {row["id:ID(Evidence)"]: row["text:string"] for row in tables["evidence.csv"]}
    assert sorted(keys.values()) == sorted([one.evidence, again.evidence])
    assert {row[":END_ID(Evidence)"] for row in tables["claim_evidence.csv"]} == set(keys)


def test_neo4j_has_a_node_for_whoever_the_facts_name() -> None:
    graph = replace(knowledge_graph(), entities=(), articles=())
    tables, _ = neo4j_tables(graph)
    assert {row["id:ID(Actor)"] for row in tables["actors.csv"]} >= {"PRK", "RUS", "per-igor-petrov"}
    assert {row["id:ID(Article)"] for row in tables["articles.csv"]} == {"a-uno", "b dos"}


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_the_order_of_the_input_changes_no_byte(exporter) -> None:
    graph = knowledge_graph()
    mixed = replace(graph, facts=graph.facts[::-1], entities=graph.entities[::-1], articles=graph.articles[::-1])
    assert exporter(mixed, NONE) == exporter(graph, NONE)


FORMULAS = ("=1+1", "+34", "-a", "@x", "\t=1", "\r=1", '=HYPERLINK("http://evil.example";"x")', "＝1", "'=1", "''+x")


def hostile(text: str) -> KnowledgeGraph:
    """The graph whose every text that an article can tell is the one given."""
    graph = knowledge_graph()
    told = dict.fromkeys(("article", "evidence", "subject", "object", "attributed_to", "place", "theme", "cue"), text)
    facts = tuple(replace(fact, **told) for fact in graph.facts)
    articles = tuple(replace(article, id=text, title=text, publisher=text) for article in graph.articles[:1])
    entities = tuple(replace(entity, label=text) for entity in graph.entities)
    return replace(graph, facts=facts, articles=articles, entities=entities)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_table_is_a_formula_and_its_text_can_be_had_back(text) -> None:
    graph = hostile(text)
    with zipfile.ZipFile(io.BytesIO(to_neo4j(graph, NONE))) as archive:
        tables = [archive.read(name).decode() for name in ("actors.csv", "claims.csv", "evidence.csv", "articles.csv")]
    tables.append(to_facts_csv(graph, NONE).decode())
    for table in tables:
        rows = list(csv.reader(io.StringIO(table, newline="")))
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
        assert text in map(cell_text, cells)
    (row, *_) = csv.DictReader(io.StringIO(tables[-1], newline=""))
    assert cell_text(row["evidence"]) == text == json.loads(to_facts_jsonl(graph, NONE).split(b"\n")[0])["evidence"]


@given(st.text())
def test_a_text_can_be_had_back_from_its_cell(text) -> None:
    cell = safe_cell(text)
    assert cell_text(cell) == text
    assert cell == text or cell == f"'{text}"
    assert not re.match(r"[=+@\t\r]", cell)
    assert not cell.startswith("-") or float(cell) <= 0


@pytest.mark.parametrize("number", ["-1", "-1.5", "-.5", "-1e-5", "12", "2024-06-19"])
def test_numbers_and_dates_are_no_formulas(number) -> None:
    assert safe_cell(number) == number


def neo4j_rows(text: str) -> list[list[str]]:
    """CSV as Neo4j's reader takes it with backslashes (BufferedCharSeeker, legacyStyleQuoting)."""
    rows, cell, row, place, quoted = [], "", [], 0, False
    while place < len(text):
        char, after = text[place], text[place + 1 : place + 2]
        if quoted and ((char == '"' == after) or (char == "\\" and after in {'"', "\\"})):
            cell, place = cell + after, place + 1
        elif char == '"' and (quoted or not cell):
            quoted = not quoted
        elif not quoted and char in ",\n":
            row, cell = [*row, cell], ""
            if char == "\n":
                rows, row = [*rows, row], []
        else:
            cell += char
        place += 1
    return rows


@pytest.mark.parametrize(
    "text",
    ["dos\nlíneas", "a\r\nb", 'dijo "sí"', "C:\\", 'a\\"b', 'fin\\, "x\\"', "\\n", "a\\\\,b", "'; DROP //", "`x`"],
)
def test_neo4j_reads_the_texts_as_they_are(text) -> None:
    graph = hostile(text)
    with zipfile.ZipFile(io.BytesIO(to_neo4j(graph, NONE))) as archive:
        evidence = neo4j_rows(archive.read("evidence.csv").decode())
        script = archive.read("load.cypher").decode()
        readme = archive.read("README.txt").decode()
    place = evidence[0].index("text:string")
    assert {row[place] for row in evidence[1:]} == {text}
    assert text not in script
    assert re.search(r"import full neo4j \\\n +--nodes=actors.csv", readme), "the database's name comes first"
    assert {"--multiline-fields=true", "--legacy-style-quoting=true"} <= set(readme.split())


@pytest.mark.parametrize("exporter", [to_gexf, to_graphml, to_rdfxml])
@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\x1bb", "a\ufffeb", "a<b>&c]]>d", "a\x85b", "a\x7fb"])
def test_xml_holds_no_forbidden_character(exporter, text) -> None:
    graph = hostile(text)
    assert ElementTree.fromstring(exporter(graph, assemble(graph))).tag
