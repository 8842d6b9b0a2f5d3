"""The network as node-link JSON, as NetworkX (`node_link_graph`), D3 and many web tools read it."""

from __future__ import annotations

import json

import networkx as nx
from rdflib import Dataset

from graph_builder.export.networks.network import to_network
from graph_builder.model import KnowledgeGraph


def to_nodelink(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Actors under `nodes`, facts under `links`; an edge's `key` is the fact's id.

    Args:
        graph: whose actors and facts are written.
        dataset: not read; all exporters share one signature.
    """
    data = nx.node_link_data(to_network(graph), edges="links")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
