"""Places of states and blocs on a map of the world: `ontology/map.json`, drawn in the Equal Earth projection.

Šavrič, Patterson & Jenny 2019, doi:10.1080/13658816.2018.1504949: areas are true, so that no state is made small.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from graph_builder.errors import VocabularyError
from graph_builder.export.explorer.layout import separate
from graph_builder.export.explorer.states import StateLevel
from graph_builder.export.explorer.view import NodeView
from graph_builder.vocabulary.paths import ontology_file

_FILE = "map.json"
_SCALE = 300.0  # pixels at scale 1 for a unit of the projection; the world is 5.4 units wide
_SMALLER = 0.6  # of a disc on the state level: Europe has forty states
_GAP = 2.0  # pixels between two discs
_BELOW = 70  # pixels from the south of the map to those that have no place on it
_COLUMN = 150  # pixels that one of them has for itself

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MapLevel:
    """What the page needs to draw a map: an SVG path of the states' outlines, and a disc each for states and blocs."""

    outlines: str
    places: Mapping[int, tuple[int, int, int]]  # x, y, radius in pixels by the index of the page's node


def map_level(level: StateLevel, nodes: tuple[NodeView, ...], sizes: Mapping[int, int]) -> MapLevel:
    """Place the states of a level where they lie; blocs, and states that the map lacks, stand in rows below it.

    Args:
        level: the states and blocs.
        nodes: of the page, for their codes.
        sizes: radius in pixels of each member's disc on the state level.

    Raises:
        VocabularyError: ontology/map.json is damaged.
    """
    world = _world()
    radii = {node: max(4, round(sizes[node] * _SMALLER)) for node in level.members}
    there = [node for node in level.members if nodes[node].state in world.places]
    places: dict[int, tuple[int, int, int]] = {}
    if there:
        wished = np.array([world.places[nodes[node].state] for node in there])
        moved = separate(wished, np.array([radii[node] for node in there], dtype=np.float64), gap=_GAP)
        places = {node: (round(x), round(y), radii[node]) for node, (x, y) in zip(there, moved, strict=True)}
    strength = level.strength
    others = sorted(set(level.members) - set(there), key=lambda node: (-strength[node], node))
    columns = max(1, int((world.east - world.west) // _COLUMN))
    for number, node in enumerate(others):
        row, column = divmod(number, columns)
        width = min(columns, len(others) - row * columns)
        x = (world.west + world.east) / 2 + (column - (width - 1) / 2) * _COLUMN
        places[node] = (round(x), round(world.south) + _BELOW * (row + 1), radii[node])
    return MapLevel(world.outlines, dict(sorted(places.items())))


@dataclass(frozen=True, slots=True)
class _World:
    outlines: str
    places: Mapping[str, tuple[float, float]]  # in pixels, by ISO 3166-1 alpha-3 code
    west: float
    east: float
    south: float


@cache
def _world() -> _World:
    path = ontology_file(_FILE)
    try:
        table = json.loads(path.read_text("utf-8"))
        rings = [
            np.array(flat, dtype=np.float64).reshape(-1, 2).cumsum(0) * table["step"] for flat in table["outlines"]
        ]
        projected = [np.rint(_equal_earth(ring)).astype(int) for ring in rings]
        codes = list(table["places"])
        places = _equal_earth(np.array([table["places"][code] for code in codes], dtype=np.float64))
    except (ValueError, KeyError, TypeError) as error:
        remedy = "write it anew with ontology/regenerate_map.py"
        raise VocabularyError((f"{path}: is no table of outlines and places ({error}); {remedy}",)) from error
    every = np.concatenate(projected)
    (west, _), (east, south) = every.min(0), every.max(0)
    by_code = {code: (float(x), float(y)) for code, (x, y) in zip(codes, places, strict=True)}
    return _World("".join(map(_path, projected)), by_code, float(west), float(east), float(south))


def _equal_earth(degrees: _Floats) -> _Floats:
    """Project rows of longitude and latitude in degrees to pixels, y downwards."""
    longitude, latitude = np.radians(degrees).T
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(latitude))
    derivative = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = 2 * np.sqrt(3) * longitude * np.cos(theta) / (3 * derivative)
    y = a4 * theta**9 + a3 * theta**7 + a2 * theta**3 + a1 * theta
    return np.stack([x, -y], axis=1) * _SCALE


def _path(ring: npt.NDArray[np.int_]) -> str:
    """An SVG path of a ring of whole pixels; places that fall together are one."""
    steps = np.diff(ring, axis=0)
    numbers = " ".join(map(str, steps[np.any(steps != 0, axis=1)].ravel().tolist()))
    return f"M{ring[0][0]} {ring[0][1]}l{numbers.replace(' -', '-')}z"
