from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from builders_rdf import knowledge_graph

from graph_builder.errors import GraphError
from graph_builder.graph.assemble import assemble
from graph_builder.graph.merge import without
from graph_builder.query.named import named_query
from graph_builder.query.run import open_store, run_query
from graph_builder.query.store import DATABASE, read_store, remove_article, write_store


def quads(folder: Path) -> set[str]:
    return {str(quad) for quad in ox.Store.read_only(str(folder / DATABASE))}


def test_a_store_holds_what_the_dataset_holds_and_opens_again(tmp_path: Path) -> None:
    graph = knowledge_graph()
    dataset = assemble(graph)
    write_store(tmp_path, graph, dataset)
    assert quads(tmp_path) == {str(quad) for quad in open_store(dataset)}
    assert read_store(tmp_path) == graph
    by_store = run_query(tmp_path, named_query("disputed"))
    assert by_store == run_query(dataset, named_query("disputed"))
    assert by_store.rows


def test_writing_the_same_graph_changes_nothing_and_a_part_replaces_the_whole(tmp_path: Path) -> None:
    graph = knowledge_graph()
    write_store(tmp_path, graph, assemble(graph))
    before = quads(tmp_path)
    write_store(tmp_path, graph, assemble(graph))
    assert quads(tmp_path) == before
    part = without(graph, [graph.articles[0].id])
    write_store(tmp_path, part, assemble(part))
    assert quads(tmp_path) == {str(quad) for quad in open_store(assemble(part))}


def test_removing_an_article_drops_exactly_its_facts(tmp_path: Path) -> None:
    graph = knowledge_graph()
    gone = graph.articles[0].id
    write_store(tmp_path, graph, assemble(graph))
    assert remove_article(tmp_path, gone) == sum(fact.article == gone for fact in graph.facts)
    assert quads(tmp_path) == {str(quad) for quad in open_store(assemble(without(graph, [gone])))}


def test_removing_what_is_not_there_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="build --store"):
        remove_article(tmp_path, "a")
    graph = knowledge_graph()
    write_store(tmp_path, graph, assemble(graph))
    with pytest.raises(GraphError, match=f"no article 'x'.*{graph.articles[0].id}"):
        remove_article(tmp_path, "x")
