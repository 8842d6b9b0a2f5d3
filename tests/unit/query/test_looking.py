"""Numbers, search and comparison of graphs."""

from __future__ import annotations

from dataclasses import replace

from builders_rdf import ARTICLES, empty_graph, fact, knowledge_graph

from graph_builder.model import Status
from graph_builder.query.comparison import compare
from graph_builder.query.search import search
from graph_builder.query.statistics import statistics

GRAPH = knowledge_graph()


def test_numbers_add_up() -> None:
    found = statistics(GRAPH)
    assert found.facts == len(GRAPH.facts) == sum(count for _, count in found.relations)
    assert found.published == ("2024-07-01", "2024-07-01")
    assert found.pairs[0][0] == "Corea del Norte - Rusia"
    assert dict(found.publishers) == {"Diario Uno": 1, "Diario Dos": 1}
    assert 0 < found.dated < 1
    assert statistics(empty_graph()).attributed == 0


def test_search_wants_all_words_and_no_accents() -> None:
    assert {one.relation for one in search(GRAPH, "OBUSES moscu").facts} == {"AID"}
    assert search(GRAPH, "obuses armenia").facts == ()
    assert search(GRAPH, "  ").facts == ()
    some = replace(GRAPH, facts=tuple(one for one in GRAPH.facts if one.article != "b dos"))
    assert [article.id for article in search(some, "movilizó").silent] == ["b dos"]


def test_each_fact_of_two_graphs_is_won_lost_changed_or_the_same() -> None:
    assert compare(GRAPH, GRAPH).same == len(GRAPH.facts)
    first, *rest = GRAPH.facts
    [hedged, *others] = [one for one in rest if one.relation == "AID"]
    surer = replace(hedged, id="cl-0000000000000000", status=Status.FACT, confidence=0.99)
    new_one = fact(ARTICLES[1], "Armenia pertenece", "COOPERATE", "", "ARM", "org-ejemplo")
    kept = [one for one in rest if one is not hedged]
    found = compare(GRAPH, replace(GRAPH, facts=tuple(sorted([*kept, surer, new_one]))))
    assert found.lost == (first,)
    assert found.won == (new_one,)
    [change] = found.changed
    assert (change.old, change.new) == (hedged, surer)
    assert set(change.columns) == {"status", "confidence"}
    assert found.same == len(kept)
    assert others


def test_articles_that_one_graph_lacks_are_told() -> None:
    found = compare(GRAPH, replace(GRAPH, articles=GRAPH.articles[:1]))
    assert (found.articles_lost, found.articles_won) == (("b dos",), ())
