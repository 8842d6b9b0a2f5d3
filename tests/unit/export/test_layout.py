"""The layout repeats itself, keeps discs apart and refuses what it cannot place."""

from __future__ import annotations

import math
import random

import pytest

from graph_builder.export.explorer.layout import layout


def tangle(count: int) -> list[tuple[int, int]]:
    rng = random.Random(count)
    return [(node, int(node * rng.random() ** 2)) for node in range(1, count) for _ in range(2)]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 200])
def test_same_network_same_places(count):
    radii = [10.0] * count
    assert layout(count, tangle(count), radii) == layout(count, tangle(count)[::-1], radii)


@pytest.mark.parametrize("edges", [[], [(0, 0)], tangle(60)], ids=["loose", "loop", "tangle"])
def test_no_two_discs_overlap(edges):
    radii = [8.0 + node % 20 for node in range(60)]
    places = layout(60, edges, radii)
    for a in range(60):
        for b in range(a):
            assert math.dist(places[a], places[b]) >= radii[a] + radii[b] - 2


def test_large_networks_attach_the_rest_around_the_core():
    assert len(set(layout(1100, tangle(1100), [9.0] * 1100))) == 1100


def test_wrong_input_is_refused():
    with pytest.raises(ValueError, match="radii"):
        layout(2, [], [1.0])
    with pytest.raises(ValueError, match="outside"):
        layout(2, [(0, 2)], [1.0, 1.0])
