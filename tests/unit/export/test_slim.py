"""The slim graph: its budget of triples, what it leaves unsaid, and every query and line that docs/slim.md shows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pandas as pd
import pyoxigraph as ox
import pytest
from builders_rdf import ARTICLES, empty_graph, fact, knowledge_graph
from rdflib import RDF, Dataset, Graph, URIRef

from graph_builder.export.rdf.slim import fact_triples, slim_triples, to_slim, to_slim_ntriples
from graph_builder.graph.identifiers import AL, ID
from graph_builder.graph.scheme import load_scheme
from graph_builder.model import Polarity, Status

PAGE = (Path(__file__).parents[3] / "docs" / "slim.md").read_text(encoding="utf-8")
NONE = Dataset()
MOST = 14


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.M | re.S)


def full_fact(**columns):
    told = {
        "attributed_to": "Fuentes", "attributed_to_id": "ARM", "date": "2024", "place": "Pionyang", "theme": "obuses",
        "cue": "x",
    }  # fmt: skip
    return fact(ARTICLES[0], "habría enviado", "AID", "arms-transfer", "PRK", "RUS", **told | columns)


def test_a_fact_that_tells_everything_is_at_most_14_triples() -> None:
    scheme = load_scheme()
    assert len(list(fact_triples(full_fact(), scheme, "es"))) == MOST
    for one in knowledge_graph().facts:
        assert len(list(fact_triples(one, scheme, "es"))) <= MOST


@pytest.mark.parametrize("graph", [knowledge_graph(), empty_graph()])
def test_turtle_and_ntriples_say_the_same_to_both_readers(graph) -> None:
    turtle, lines = to_slim(graph, NONE), to_slim_ntriples(graph, NONE)
    expected = slim_triples(graph)
    assert set(Graph().parse(data=turtle, format="turtle")) == expected
    assert set(Graph().parse(data=lines, format="nt")) == expected
    read = [set(ox.parse(turtle, ox.RdfFormat.TURTLE)), set(ox.parse(lines, ox.RdfFormat.N_TRIPLES))]
    assert read[0] == read[1]
    assert len(read[0]) == len(expected)


def test_the_order_of_the_input_changes_no_byte() -> None:
    graph = knowledge_graph()
    mixed = replace(graph, facts=graph.facts[::-1], entities=graph.entities[::-1], articles=graph.articles[::-1])
    assert to_slim(mixed, NONE) == to_slim(graph, NONE)
    assert to_slim_ntriples(mixed, NONE) == to_slim_ntriples(graph, NONE)


@pytest.mark.parametrize(
    "columns", [{"polarity": Polarity.NEG}, {"status": Status.PLANNED}, {"status": Status.HYPOTHETICAL}]
)
def test_what_did_not_happen_is_no_tie(columns) -> None:
    tie = (URIRef(ID + "PRK"), AL.aids, URIRef(ID + "RUS"))
    scheme = load_scheme()
    assert tie in set(fact_triples(full_fact(), scheme, "es"))
    assert tie not in set(fact_triples(full_fact(**columns), scheme, "es"))


def test_a_fact_with_one_participant_joins_nobody() -> None:
    (mobilised,) = (one for one in knowledge_graph().facts if not one.object_id)
    found = list(fact_triples(mobilised, load_scheme(), "es"))
    assert {str(s) for s, _, _ in found} == {f"{ID}{mobilised.id}"}
    assert not [p for _, p, _ in found if p == RDF.object]


def test_a_mutual_relation_is_one_triple_whoever_is_named_first() -> None:
    ties = [triple for triple in slim_triples(knowledge_graph()) if triple[1] == AL.alliedWith]
    assert ties == [(URIRef(ID + "PRK"), AL.alliedWith, URIRef(ID + "RUS"))]


def test_actors_who_take_part_in_nothing_are_left_out_and_the_rest_has_codes() -> None:
    graph = knowledge_graph()
    shown = slim_triples(replace(graph, facts=tuple(f for f in graph.facts if "per-igor-petrov" in f.subject_id)))
    actors = {str(s).removeprefix(ID) for s, p, _ in shown if p == RDF.type} - {"art-a-uno"}
    assert {name for name in actors if not name.startswith(("cl-", "art-"))} == {"per-igor-petrov", "RUS", "PRK"}
    assert {(str(s)[-3:], str(o)) for s, p, o in shown if p == AL.cowCode} == {("PRK", "731"), ("RUS", "365")}


def test_the_page_shows_five_queries_and_each_answers_in_both_engines() -> None:
    queries, turtle = blocks("sparql"), to_slim(knowledge_graph(), NONE).decode()
    assert len(queries) == 5
    prefixes = "".join(re.findall(r"^@prefix .*\n", turtle, re.M)).replace("@prefix", "PREFIX").replace(" .\n", "\n")
    graph, store = Graph().parse(data=turtle), ox.Store()
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    for query in queries:
        rows = Counter(tuple(str(cell) for cell in row) for row in graph.query(query))  # type: ignore[union-attr]
        assert rows, query
        found = store.query(prefixes + query)
        assert len(list(found)) == rows.total(), query  # type: ignore[arg-type]


def test_the_page_shows_five_lines_of_python_that_run(tmp_path, monkeypatch) -> None:
    first, *lines = blocks("python")
    assert len(lines) == 5
    assert all(line.count("\n") == 1 for line in lines)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "slim.ttl").write_bytes(to_slim(knowledge_graph(), NONE))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for line in (first, *lines):
        exec(line, names)
    statements, counts, network = names["statements"], names["counts"], names["network"]
    assert isinstance(statements, pd.DataFrame)
    assert isinstance(counts, pd.DataFrame)
    assert isinstance(network, nx.MultiDiGraph)
    assert len(statements) == len(knowledge_graph().facts)
    assert counts.loc[str(AL.aids)].to_dict() == {"fact": 1, "hedged": 1, "planned": 0}
    assert ("Corea del Norte", "Rusia", {"relation": "al:aids"}) in network.edges(data=True)
    assert names["central"]["Rusia"] == max(names["central"])  # type: ignore[index]


def test_the_page_shows_a_statement_as_it_is_written() -> None:
    shown = {word for word in re.findall(r"\b[a-z]+:[A-Za-z]+\b", blocks("turtle")[0]) if word[:2] not in {"id", "xs"}}
    assert shown >= {"rdf:subject", "al:polarity", "schema:text"}
    written = to_slim(replace(knowledge_graph(), facts=(full_fact(), full_fact(attributed_to_id=""))), NONE).decode()
    written += to_slim(knowledge_graph(), NONE).decode()
    assert [word for word in sorted(shown) if word not in written] == []
