"""Places, sizes and colours of a network, so that Gephi, Cytoscape and yEd show it as the explorer does.

The colours are those of `explorer/style.toml`, the places those of the explorer's layout: the same network is drawn
the same way each time.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import networkx as nx

from graph_builder.export.explorer.layout import layout
from graph_builder.export.explorer.page_data import LANGUAGES, drawing_style, interface_names
from graph_builder.export.networks.network import Attributes

NODE_DRAWING: Attributes = (("x", float), ("y", float), ("size", float), ("r", int), ("g", int), ("b", int))
EDGE_DRAWING: Attributes = (("r", int), ("g", int), ("b", int))
_PLAIN = "#8A949D"  # what has no kind or class
_SMALLEST, _LARGEST, _GROWTH = 8.0, 32.0, 2.6
_GAP = 2.0


def drawn(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy of a network whose nodes have place, size and colour, and whose edges have a colour.

    A node's area grows with the weights of its edges and with its one-sided facts, its colour tells its kind; an edge's
    colour tells the class of its relation. `y` grows upwards, as in Gephi. Names are those that Gephi's reader of
    GraphML knows.

    Args:
        network: nodes with `kind`, edges with `relation` and `weight`.
    """
    style = drawing_style()
    relations = interface_names()[LANGUAGES[0]]["relations"]
    result = network.copy()
    strength = dict(result.degree(weight="weight"))
    sizes = {node: _radius(strength[node] + data.get("one_sided", 0)) for node, data in result.nodes(data=True)}
    number = {node: position for position, node in enumerate(result)}
    pairs = [(number[source], number[target]) for source, target in result.edges()]
    places = layout(len(number), pairs, [sizes[node] + _GAP for node in number])
    for (node, data), (x, y) in zip(result.nodes(data=True), places, strict=True):
        colour = _light(style["kinds"], data["kind"])
        data.update(x=float(x), y=float(-y), size=sizes[node], **_rgb(colour))
    for _, _, data in result.edges(data=True):
        data.update(_rgb(_light(style["classes"], relations.get(data["relation"], {}).get("class", ""))))
    return result


def _radius(strength: float) -> float:
    """A disc's radius in pixels: its area grows with what speaks for the node."""
    return round(min(_LARGEST, _SMALLEST + _GROWTH * math.sqrt(strength)), 1)


def _light(table: Mapping[str, Mapping[str, str]], name: str) -> str:
    return table[name]["light"] if name in table else _PLAIN


def _rgb(colour: str) -> dict[str, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return {"r": red, "g": green, "b": blue}
