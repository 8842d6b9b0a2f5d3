"""The graph as a NetworkX multigraph: actors are nodes, every fact is an edge.

The attributes are typed and never missing (an empty string where nothing is known), because GraphML, GEXF and
Neo4j declare each attribute once for all nodes or edges. A fact with one participant is a loop on it.
"""

from __future__ import annotations

import networkx as nx

from graph_builder.export.facts_table import COLUMNS, rows
from graph_builder.model import KnowledgeGraph

NODE_ATTRIBUTES: tuple[tuple[str, type], ...] = (
    ("label", str),
    ("label_en", str),
    ("kind", str),
    ("state", str),
    ("wikidata", str),
)
EDGE_ATTRIBUTES: tuple[tuple[str, type], ...] = tuple(
    (column, {"sentence": int, "start": int, "end": int, "confidence": float}.get(column, str))
    for column in COLUMNS
    if column not in {"id", "subject_id", "object_id"}
)


def to_network(graph: KnowledgeGraph) -> nx.MultiDiGraph:
    """The actors and facts as a directed multigraph; nodes sorted by id, edges by article and offset.

    An edge's key is the fact's id. Mutual relations point from the subject of the table to the object.
    """
    network = nx.MultiDiGraph(name="graph_builder")
    for entity in sorted(graph.entities, key=lambda e: e.id):
        network.add_node(
            entity.id,
            label=entity.label,
            label_en=entity.label_en,
            kind=entity.kind.value,
            state=entity.state,
            wikidata=entity.wikidata,
        )
    for row in rows(graph):
        fact = dict(zip(COLUMNS, row, strict=True))
        source = str(fact["subject_id"])
        target = str(fact["object_id"]) or source
        for node in (source, target):
            if node not in network:
                network.add_node(node, **{name: "" for name, _ in NODE_ATTRIBUTES})
        network.add_edge(source, target, key=str(fact["id"]), **{name: fact[name] for name, _ in EDGE_ATTRIBUTES})
    return network
