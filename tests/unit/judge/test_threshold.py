"""A graph shows facts from a probability on, and keeps the others."""

from __future__ import annotations

from dataclasses import replace

from builders_rdf import knowledge_graph

from graph_builder.judge import expected_precision, shown_from


def graded():
    graph = knowledge_graph()
    facts = tuple(replace(fact, confidence=round(n / 20, 2)) for n, fact in enumerate(graph.facts))
    return replace(graph, facts=facts)


def test_a_threshold_holds_back_and_gives_back() -> None:
    graph = graded()
    shown = shown_from(graph, 0.2)
    assert {fact.confidence >= 0.2 for fact in shown.facts} == {True}
    assert {fact.confidence < 0.2 for fact in shown.held_back} == {True}
    assert shown.min_confidence == 0.2
    assert shown_from(shown, 0.0).facts == graph.facts == tuple(sorted(graph.facts))
    assert shown_from(graph, 0.4) == shown_from(shown, 0.4) == shown_from(shown_from(graph, 0.1), 0.4)


def test_the_expected_precision_is_the_mean_probability() -> None:
    graph = graded()
    assert expected_precision(graph.facts) < expected_precision(shown_from(graph, 0.3).facts)
    assert expected_precision(()) == 1.0, "nothing shown, nothing wrong"
