"""A page of a large graph holds the best evidenced pairs, or what is said of an actor, and says what it leaves out."""

from __future__ import annotations

from collections import Counter

import pytest
from builders_graph import made_graph, states_graph

from graph_builder.export.explorer.part import best_evidenced, surroundings


@pytest.fixture(scope="module")
def graph():
    return made_graph(60, 20)


def pair(fact):
    return frozenset(end for end in (fact.subject_id, fact.object_id) if end)


def evidence(facts):
    """Distinct evidence by pair: a relation of an article counts once."""
    return Counter(found for found, _, _ in {(pair(fact), fact.article, fact.relation) for fact in facts})


def test_a_small_graph_is_its_own_part(graph):
    part = best_evidenced(graph)
    assert part.is_whole
    assert part.graph is graph


def test_a_part_holds_whole_pairs_and_the_best_evidenced(graph):
    part = best_evidenced(graph, 300)
    whole, held = evidence(graph.facts), evidence(part.graph.facts)
    assert (len(part.graph.facts), part.whole, part.is_whole) == (300, 1200, False)
    cut = [found for found, count in held.items() if count < whole[found]]
    assert len(cut) <= 1
    least = min(count for found, count in held.items() if found not in cut)
    two = {found: count for found, count in whole.items() if len(found) == 2 and found not in held}
    assert max(two.values()) <= least
    assert {fact.article for fact in part.graph.facts} == {article.id for article in part.graph.articles}


def test_surroundings_are_about_the_actor_first(graph):
    busiest = Counter(fact.subject_id for fact in graph.facts).most_common(1)[0][0]
    about = {fact.id for fact in graph.facts if busiest in pair(fact)}
    part = surroundings(graph, busiest, len(about) + 50)
    assert about <= {fact.id for fact in part.graph.facts}
    assert len(part.graph.facts) == len(about) + 50
    near = {end for fact in graph.facts if busiest in pair(fact) for end in pair(fact)}
    assert all(pair(fact) <= near for fact in part.graph.facts)
    few = surroundings(graph, busiest, 10)
    assert all(busiest in pair(fact) for fact in few.graph.facts)


def test_a_state_stands_for_its_minister():
    graph = states_graph()
    found = surroundings(graph, "ALF").graph.facts
    assert any("per-ministra" in pair(fact) and "ALF" not in pair(fact) for fact in graph.facts)
    assert {fact.id for fact in graph.facts if "per-ministra" in pair(fact)} <= {fact.id for fact in found}


def test_nobody_has_no_surroundings(graph):
    with pytest.raises(KeyError):
        surroundings(graph, "nobody")
