"""Writes `map.json`: outlines of states and a point inside each, from Natural Earth (public domain).

Natural Earth 4.1.0 comes as TopoJSON in the npm package world-atlas 2.0.2 (ISC licence, Mike Bostock). To write the
file anew: `npm pack world-atlas@2.0.2`, unpack it, and `python ontology/regenerate_map.py package`.

Outlines are of the scale 1:110m, rounded to a quarter of a degree, without Antarctica. The point of a state is the
centroid of its largest area at 1:50m, which has the small states too. What Natural Earth gives no ISO number for has no
point.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

GENERATED = Path(__file__).parent / "map.json"
SOURCE = "Natural Earth 4.1.0 (public domain) through world-atlas 2.0.2 (npm, ISC)"
STEP = 0.25  # degrees between two places of the grid that outlines are rounded to
WITHOUT = {"010"}  # Antarctica: no state, and a quarter of the picture
# Natural Earth names them without a number; the code is the gazetteer's (see regenerate_states.py).
BY_NAME = {"Kosovo": "XKX"}

Point = tuple[float, float]  # longitude, latitude in degrees


def main() -> None:
    """Read the package named on the command line and write the table."""
    package = Path(sys.argv[1])
    coarse, fine = (json.loads((package / f"countries-{scale}.json").read_text("utf-8")) for scale in ("110m", "50m"))
    areas = [grid for ring in outlines(coarse) if len(grid := rounded(ring)) > 3]
    places = {code: centre(rings) for code, rings in sorted(states(fine))}
    table = {"source": SOURCE, "step": STEP, "outlines": areas, "places": places}
    GENERATED.write_text(json.dumps(table, separators=(",", ":")) + "\n", "utf-8")
    print(f"{GENERATED}: {len(areas)} outlines, {len(places)} states")


def outlines(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Outer rings of all areas of all states."""
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry.get("id") not in WITHOUT:
            yield from (polygon[0] for polygon in polygons(topology, geometry))


def states(topology: dict[str, Any]) -> Iterator[tuple[str, list[list[Point]]]]:
    """ISO 3166-1 alpha-3 codes, each with the outer rings of its areas."""
    for geometry in topology["objects"]["countries"]["geometries"]:
        known = pycountry.countries.get(numeric=geometry.get("id", ""))
        code = known.alpha_3 if known else BY_NAME.get(geometry["properties"]["name"])
        if code:
            yield code, [polygon[0] for polygon in polygons(topology, geometry)]


def polygons(topology: dict[str, Any], geometry: dict[str, Any]) -> list[list[list[Point]]]:
    """Polygons of a geometry, each a list of rings, by the TopoJSON specification."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [[joined(topology, ring) for ring in part] for part in parts]


def joined(topology: dict[str, Any], ring: Sequence[int]) -> list[Point]:
    """The points of a ring that is given by the numbers of its arcs."""
    points: list[Point] = []
    for number in ring:
        line = arc(topology, number)
        points += line[1:] if points else line
    return unbroken(points)


def unbroken(ring: Sequence[Point]) -> list[Point]:
    """A ring without leaps from 180 degrees east to 180 west: Chukotka lies east of Siberia, at 185."""
    turns = 0
    points = [ring[0]]
    for (before, _), (x, y) in pairwise(ring):
        turns += (x - before < -180) - (x - before > 180)
        points.append((x + 360 * turns, y))
    return points


def arc(topology: dict[str, Any], number: int) -> list[Point]:
    """The points of an arc; a negative number means the same arc from its end."""
    (scale_x, scale_y), (left, top) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in topology["arcs"][~number if number < 0 else number]:
        x, y = x + dx, y + dy
        points.append((left + x * scale_x, top + y * scale_y))
    return points[::-1] if number < 0 else points


def rounded(ring: Sequence[Point]) -> list[int]:
    """A ring on the grid, flat: the first place, then the steps from each to the next."""
    grid = [(round(x / STEP), round(y / STEP)) for x, y in ring]
    flat = [*grid[0]]
    for (x, y), (next_x, next_y) in pairwise(grid):
        if (x, y) != (next_x, next_y):
            flat += (next_x - x, next_y - y)
    return flat


def centre(rings: Sequence[Sequence[Point]]) -> list[float]:
    """Longitude and latitude of the centroid of the largest ring."""
    ring = max(rings, key=area)
    doubled = sum_x = sum_y = 0.0
    for (x, y), (next_x, next_y) in pairwise(ring):
        cross = x * next_y - next_x * y
        doubled += cross
        sum_x += (x + next_x) * cross
        sum_y += (y + next_y) * cross
    if not doubled:
        return [round(ring[0][0], 1), round(ring[0][1], 1)]
    return [round(sum_x / (3 * doubled), 1), round(sum_y / (3 * doubled), 1)]


def area(ring: Sequence[Point]) -> float:
    """A ring's area in square degrees of the equator, as far as a plane can tell it."""
    shrink = math.cos(math.radians(sum(y for _, y in ring) / len(ring)))
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring))) * shrink


if __name__ == "__main__":
    main()
