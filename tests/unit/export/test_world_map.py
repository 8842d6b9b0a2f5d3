"""States stand where they lie, blocs below the map, and no disc covers another."""

from __future__ import annotations

from dataclasses import replace
from math import dist

import pytest
from builders_graph import states_graph

from graph_builder.export.explorer.page_data import interface_names, relations_of
from graph_builder.export.explorer.states import state_level
from graph_builder.export.explorer.view import page_view
from graph_builder.export.explorer.world_map import map_level

REAL = {"ALF": "PRT", "BET": "ESP", "GAM": "RUS", "DEL": "CHL", "EPS": "ARG", "ZET": "FJI"}


@pytest.fixture(scope="module")
def found():
    """The nodes of a page of real states, and their map."""
    names = interface_names()
    view = page_view(states_graph())
    level = state_level(view, relations_of("cooperation", names), relations_of("conflict", names))
    nodes = tuple(replace(node, state=REAL.get(node.id, node.state)) for node in view.nodes)
    drawn = map_level(level, nodes, dict.fromkeys(level.members, 20))
    return {nodes[index].state or nodes[index].id: place for index, place in drawn.places.items()}, drawn


def test_states_stand_where_they_lie(found):
    places, _ = found
    west_to_east = ["CHL", "ARG", "PRT", "ESP", "RUS", "FJI"]
    assert sorted(west_to_east, key=lambda code: places[code][0]) == west_to_east
    assert sorted(REAL.values(), key=lambda code: places[code][1])[0] == "RUS"


def test_a_bloc_stands_below_the_map(found):
    places, _ = found
    south = max(y for code, (_, y, _) in places.items() if code in REAL.values())
    assert places["org-liga"][1] > south


def test_no_disc_covers_another(found):
    placed = list(found[0].values())
    assert all(
        dist(one[:2], other[:2]) > one[2] + other[2] for i, one in enumerate(placed) for other in placed[i + 1 :]
    )


def test_the_outlines_are_one_svg_path_of_closed_rings(found):
    path = found[1].outlines
    assert path.count("M") == path.count("l") == path.count("z") > 200
    assert set(path) <= set("Mlz -0123456789")
