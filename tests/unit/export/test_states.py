"""Who counts for which state, how strong ties are, who stands together, and where."""

from __future__ import annotations

from dataclasses import replace
from math import dist

import pytest
from builders_graph import states_graph

from graph_builder.export.explorer.page_data import interface_names, relations_of, symmetric_relations
from graph_builder.export.explorer.state_layout import place_states
from graph_builder.export.explorer.states import NOWHERE, StateLevel, Tie, state_level
from graph_builder.export.explorer.view import page_view


@pytest.fixture(scope="module")
def view():
    return page_view(states_graph(), symmetric_relations(interface_names()))


@pytest.fixture(scope="module")
def level(view):
    names = interface_names()
    return state_level(view, relations_of("cooperation", names), relations_of("conflict", names))


def at(view, name):
    return next(position for position, node in enumerate(view.nodes) if node.id == name)


def test_a_minister_counts_for_her_state_and_a_treaty_for_none(view, level):
    assert level.rolled[at(view, "per-ministra")] == at(view, "ALF")
    assert level.rolled[at(view, "org-liga")] == at(view, "org-liga")
    assert level.rolled[at(view, "agr-pacto")] == NOWHERE


def test_a_tie_counts_a_relation_of_an_article_once(view, level):
    first, second = sorted((at(view, "ALF"), at(view, "BET")))
    assert Tie(first, second, cooperation=1, conflict=0) in level.ties
    first, second = sorted((at(view, "ALF"), at(view, "DEL")))
    assert Tie(first, second, cooperation=0, conflict=1) in level.ties


def test_offices_and_acts_without_an_object_are_no_ties(view, level):
    assert len(level.ties) == 8
    assert all(tie.first != tie.second for tie in level.ties)


def test_camps_are_communities(view, level):
    camps = {frozenset(view.nodes[node].id for node in one.members) for one in level.communities}
    assert camps == {frozenset({"ALF", "BET", "GAM", "org-liga"}), frozenset({"DEL", "EPS", "ZET"})}


def test_places_overlap_nowhere_and_keep_camps_together(view, level):
    sizes = dict.fromkeys(level.members, 20)
    places = place_states(level, sizes)
    assert places == place_states(level, sizes)
    ends = sorted(places)
    assert all(dist(places[a], places[b]) > 40 for a in ends for b in ends if a < b)
    bet, gam, eps = (places[at(view, name)] for name in ("BET", "GAM", "EPS"))
    assert dist(bet, gam) < dist(bet, eps)


def test_no_states_no_places():
    assert place_states(StateLevel((), (), ()), {}) == {}


def test_a_state_for_which_only_others_act_has_a_node(view):
    graph = states_graph()
    facts = tuple(fact for fact in graph.facts if "ALF" not in (fact.subject_id, fact.object_id))
    nodes = {node.id: node for node in page_view(replace(graph, facts=facts)).nodes}
    assert nodes["ALF"].facts == 0
    assert nodes["per-ministra"].facts == 2
