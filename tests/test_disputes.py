"""What is disputed is the same everywhere: in RDF, in the named question, on the explorer's page, in dyads."""

from __future__ import annotations

import pytest
from builders_graph import disputed_graph, made_graph
from builders_rdf import knowledge_graph

from graph_builder.api import Graph
from graph_builder.export.explorer.page_data import interface_names, symmetric_relations
from graph_builder.export.explorer.view import page_view
from graph_builder.export.tables.dyads import Choice, Level, dyads
from graph_builder.graph.scheme import load_scheme
from graph_builder.graph.status import disputed_facts, event_of
from graph_builder.model import KnowledgeGraph


@pytest.mark.parametrize(
    "graph", [knowledge_graph(), disputed_graph(), made_graph(12, 40)], ids=["hand", "small", "large"]
)
def test_disputes_agree(graph: KnowledgeGraph) -> None:
    scheme = load_scheme()
    disputed = disputed_facts(graph.facts, scheme)
    assert disputed
    on_the_page = {
        view.fact.id for view in page_view(graph, symmetric_relations(interface_names())).facts if view.disputed
    }
    assert on_the_page == disputed
    events = {str(event_of(fact, scheme)).rpartition("/")[2] for fact in graph.facts if fact.id in disputed}
    asked = Graph(graph).query("disputed", max_rows=100_000)
    assert {
        str(row["event"]).rpartition(":")[2].rpartition("/")[2] for row in asked.to_pandas().to_dict("records")
    } == events
    between = {
        fact.id for fact in graph.facts if fact.subject_id and fact.object_id and fact.subject_id != fact.object_id
    }
    counted = sum(tally.disputed for dyad in dyads(graph, Choice(level=Level.ACTOR)) for tally in dyad.tallies)
    assert counted == len(disputed & between)
