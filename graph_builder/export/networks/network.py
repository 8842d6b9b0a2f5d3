"""The graph as a NetworkX multigraph: actors are nodes, every fact between two of them is an edge.

The attributes are typed and never missing (an empty string where nothing is known), because GraphML, GEXF and
Neo4j declare each attribute once for all nodes or edges. A fact with one participant is no edge: a loop would say that
the actor did it to itself, and a node of its own that somebody unknown took part. Its actor tells of it instead.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import networkx as nx

from graph_builder.export.tables.facts_table import COLUMN_TYPES, COLUMNS, rows
from graph_builder.model import KnowledgeGraph

Attributes = tuple[tuple[str, type], ...]  # names and types, in the order in which they are written

NODE_ATTRIBUTES: Attributes = (
    ("label", str),
    ("label_en", str),
    ("kind", str),
    ("state", str),
    ("wikidata", str),
    ("facts", int),
    ("one_sided", int),
    ("one_sided_relations", str),
    ("one_sided_facts", str),
)
EDGE_ATTRIBUTES: Attributes = (
    ("fact", str),  # the key again: some readers of GraphML lose an edge's own id
    *((column, kind) for column, kind in COLUMN_TYPES.items() if column not in {"id", "subject_id", "object_id"}),
    ("weight", float),
)


def to_network(graph: KnowledgeGraph) -> nx.MultiDiGraph:
    """Return the actors and facts as a directed multigraph; nodes sorted by id, edges by article and offset.

    An edge's key is the fact's id, its weight the fact's confidence: parallel edges that a tool adds up weigh as many
    right facts as one may expect. Mutual relations point from the subject of the table to the object. Of facts with one
    participant the node has the number (`one_sided`), the relations with their numbers and the facts' ids.
    """
    network = nx.MultiDiGraph(name="graph_builder")
    for entity in sorted(graph.entities, key=lambda e: e.id):
        network.add_node(entity.id, **_node(entity.label, entity.label_en, entity.kind, entity.state, entity.wikidata))
    alone: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows(graph):
        fact = dict(zip(COLUMNS, row, strict=True))
        ends = [str(fact[side]) for side in ("subject_id", "object_id") if fact[side]]
        for node in dict.fromkeys(ends):
            if node not in network:
                network.add_node(node, **_node())
            network.nodes[node]["facts"] += 1
        if len(ends) == 1:
            alone[ends[0]].append((str(fact["relation"]), str(fact["id"])))
        elif ends:
            values = {name: fact[name] for name, _ in EDGE_ATTRIBUTES if name in fact}
            network.add_edge(
                ends[0], ends[1], key=str(fact["id"]), fact=fact["id"], **values, weight=fact["confidence"]
            )
    for node, facts in alone.items():
        counts = Counter(relation for relation, _ in facts)
        network.nodes[node].update(
            one_sided=len(facts),
            one_sided_relations=", ".join(f"{relation} {number}" for relation, number in sorted(counts.items())),
            one_sided_facts=" ".join(sorted(fact for _, fact in facts)),
        )
    return network


def _node(
    label: str = "", label_en: str = "", kind: str = "", state: str = "", wikidata: str = ""
) -> dict[str, str | int]:
    named = {"label": label, "label_en": label_en, "kind": str(kind), "state": state, "wikidata": wikidata}
    return {**{name: type_() for name, type_ in NODE_ATTRIBUTES}, **named}
