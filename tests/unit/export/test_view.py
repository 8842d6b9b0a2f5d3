"""Facts bundle into edges, evidence keeps its place, disputes are found, unsafe links vanish."""

from __future__ import annotations

import pytest
from builders_graph import disputed_graph, hostile_graph, made_graph

from graph_builder.export.explorer.view import page_view, utf16_length, web_url


def test_parallel_facts_bundle_by_direction_unless_symmetric():
    graph = disputed_graph()
    directed = [edge for edge in page_view(graph).edges if edge.relation == "ALLIED_WITH"]
    bundled = [edge for edge in page_view(graph, frozenset({"ALLIED_WITH"})).edges if edge.relation == "ALLIED_WITH"]
    assert len(directed) == 2
    assert [len(edge.facts) for edge in bundled] == [2]


def test_disputed_is_affirmed_here_and_denied_there():
    disputed = {view.fact.id for view in page_view(disputed_graph()).facts if view.disputed}
    assert disputed == {"f-1", "f-2"}


def test_a_fact_without_object_makes_no_node_and_no_edge():
    view = page_view(disputed_graph())
    alone = next(fact for fact in view.facts if fact.fact.id == "f-4")
    assert alone.object == -1
    assert len(view.nodes) == 3


@pytest.mark.parametrize("graph", [made_graph(30), hostile_graph()], ids=["made", "hostile"])
def test_quotes_are_the_evidence_in_utf16(graph):
    view = page_view(graph)
    for fact in view.facts:
        units = view.sentences[fact.quote.sentence].encode("utf-16-le")
        assert units[2 * fact.quote.start : 2 * fact.quote.end].decode("utf-16-le") == fact.fact.evidence


def test_characters_outside_the_basic_plane_count_twice():
    assert utf16_length("a𝔘é") == 4


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", 'https://a.b/" onclick=x', "//a.b", ""])
def test_only_web_addresses_pass(url):
    assert web_url(url) == ""
    assert web_url("https://example.org/a?b=c") == "https://example.org/a?b=c"
