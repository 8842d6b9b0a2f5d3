"""The database of a large graph on disk: what it holds, when it is made, and what it answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders_graph import made_graph
from builders_rdf import knowledge_graph
from builders_store import graph_quads, silent

from graph_builder.api import Graph
from graph_builder.errors import GraphError
from graph_builder.graph.assemble import assemble
from graph_builder.query import database
from graph_builder.query.named import named_queries, named_query, read_query
from graph_builder.query.sparql import run_query
from graph_builder.query.terms import oxigraph_quads

VALUES = {"state": "PRK", "other": "RUS", "actor": "PRK", "type": "AID"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a graph that counts as large."""
    monkeypatch.setattr(database, "_LARGE", 0)
    Graph(knowledge_graph()).save(tmp_path)
    return tmp_path


def databases(folder: Path) -> set[str]:
    return {path.name for path in (folder / database.FOLDER / "graphs").iterdir()}


@pytest.mark.parametrize(("graph", "at_once"), [(knowledge_graph(), 100), (made_graph(40, 5), 5000)])
def test_a_graph_written_in_parts_has_the_quads_of_its_dataset(graph, at_once, tmp_path, monkeypatch):
    monkeypatch.setattr(database, "_AT_ONCE", at_once)
    database.write(tmp_path / "oxigraph", graph)
    written = graph_quads(ox.Store.read_only(str(tmp_path / "oxigraph")))
    wanted = {str(quad) for quad in oxigraph_quads(assemble(graph))}
    assert (len(written), {str(quad) for quad in written}) == (len(wanted), wanted)


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_a_database_answers_what_the_dataset_answers(query, folder):
    values = {p.name: VALUES[p.name] for p in query.parameters if p.name in VALUES}
    assert run_query(folder, query, values) == run_query(assemble(knowledge_graph()), query, values)


def test_what_questions_need_beside_a_graph_is_not_counted_with_it(folder):
    count = read_query("count", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert run_query(folder, count) == run_query(assemble(knowledge_graph()), count)


def test_a_database_is_made_once_and_anew_for_another_graph(folder):
    told: list[str] = []
    for _ in range(2):
        run_query(folder, named_query("disputed"), tell=told.append)
    first = databases(folder)
    assert (len(told), len(first)) == (1, 1)
    graph = knowledge_graph()
    Graph(replace(graph, facts=graph.facts[1:])).save(folder)
    with database.found(folder) as path:
        assert path is None
    run_query(folder, named_query("disputed"), tell=told.append)
    assert len(told) == 2
    assert len(databases(folder)) == 1
    assert not databases(folder) & first


def test_a_database_that_is_read_stays_until_it_is_read_no_more(folder):
    graph = knowledge_graph()
    with database.kept(folder, silent) as path:
        Graph(replace(graph, facts=graph.facts[1:])).save(folder)
        database.make(folder, silent)
        assert len(list(ox.Store.read_only(str(path)))) > 100
        assert len(databases(folder)) == 2
    Graph(replace(graph, facts=graph.facts[2:])).save(folder)
    database.make(folder, silent)
    assert len(databases(folder)) == 1


def test_a_damaged_database_names_what_to_remove(folder):
    run_query(folder, named_query("disputed"))
    for path in (folder / database.FOLDER).rglob("*.sst"):
        path.write_bytes(b"")
    with pytest.raises(GraphError, match=rf"remove the folder {database.FOLDER}"):
        run_query(folder, named_query("disputed"))


def test_a_small_graph_leaves_no_database(tmp_path):
    Graph(knowledge_graph()).save(tmp_path)
    run_query(tmp_path, named_query("disputed"))
    assert not (tmp_path / database.FOLDER).exists()
