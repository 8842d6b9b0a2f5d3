"""Places of states and blocs: who cooperates stands together, communities stand apart.

ForceAtlas2 in its LinLog form, which draws clusters apart (Jacomy et al. 2014, doi:10.1371/journal.pone.0098679;
Noack 2009, doi:10.7155/jgaa.00154), by networkx; then overlapping discs are pushed apart.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx
import numpy as np

from graph_builder.export.explorer.layout import separate
from graph_builder.export.explorer.states import StateLevel

_ROUNDS = 300
_FEWEST = 50
_STEPS = 75_000  # rounds times states: each round takes the square of the states, and beyond 250 there are fewer rounds
_SEED = 0
_SPACING = 92.0  # pixels a state has for itself at scale 1: its disc and a label
_INSIDE = 4.0  # how much stronger a tie pulls inside a community
_WIDTH_TO_HEIGHT = 1.0


def place_states(level: StateLevel, sizes: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Return whole pixels (x, y) for each state and bloc of a level; no two discs of their sizes overlap.

    Args:
        level: the states, their ties and communities.
        sizes: radius in pixels of each member's disc.
    """
    members = level.members
    if not members:
        return {}
    home = {node: number for number, one in enumerate(level.communities) for node in one.members}
    graph = nx.Graph()
    graph.add_nodes_from(members)
    for tie in level.ties:
        inside = tie.first in home and home.get(tie.first) == home.get(tie.second)
        graph.add_edge(tie.first, tie.second, weight=(_INSIDE if inside else 1.0) * (1 + tie.cooperation) ** 0.5)
    start = nx.circular_layout(sorted(members, key=lambda node: (home.get(node, len(home)), node)))
    rounds = max(_FEWEST, min(_ROUNDS, _STEPS // len(members)))
    with np.errstate(invalid="ignore"):  # a node's distance from itself, which networkx divides by and then overwrites
        found = nx.forceatlas2_layout(
            graph, pos=start, max_iter=rounds, linlog=True, gravity=2.0, weight="weight", seed=_SEED
        )
    places = np.array([found[node] for node in members], dtype=np.float64)
    places -= places.mean(0)
    reach = np.linalg.norm(places, axis=1)
    rank = np.argsort(np.argsort(reach, kind="stable"), kind="stable")
    even = np.sqrt((rank + 0.5) / len(members))  # a disc of even density: nobody far out, no crowd in the middle
    usual = reach / max(float(np.percentile(reach, 90)), 1e-9)
    wished = 0.6 * even + 0.4 * np.minimum(usual, 1.2)
    places *= (wished / np.maximum(reach, 1e-9))[:, None] * _SPACING * (len(members) / np.pi) ** 0.5
    places *= np.array([_WIDTH_TO_HEIGHT**0.5, _WIDTH_TO_HEIGHT**-0.5])
    radii = np.array([sizes[node] + 8.0 for node in members])
    return {node: (round(x), round(y)) for node, (x, y) in zip(members, separate(places, radii), strict=True)}
