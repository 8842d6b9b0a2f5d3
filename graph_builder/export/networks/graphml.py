"""The network as GraphML: typed attributes, places, sizes, colours; for yEd, Cytoscape, igraph, NetworkX and Gephi."""

from __future__ import annotations

import io
import re

import networkx as nx
from rdflib import Dataset

from graph_builder.export.networks.drawing import drawn
from graph_builder.export.networks.network import to_network
from graph_builder.model import KnowledgeGraph

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_graphml(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Actors as nodes, facts as directed edges with the columns of facts.csv.

    Args:
        graph: whose actors and facts are written.
        dataset: not read; all exporters share one signature.
    """
    return graphml_document(drawn(to_network(graph)))


def graphml_document(network: nx.MultiDiGraph) -> bytes:
    """Return a network as GraphML with all its attributes; characters that XML cannot hold become U+FFFD.

    Args:
        network: changed where a text holds such a character.
    """
    for _, data in network.nodes(data=True):
        _clean(data)
    for _, _, data in network.edges(data=True):
        _clean(data)
    sink = io.BytesIO()
    nx.write_graphml_xml(network, sink, prettyprint=True)  # numbered keys: a name may be one of nodes and of edges
    return sink.getvalue()


def _clean(attributes: dict[str, str | int | float]) -> None:
    for name, value in attributes.items():
        if isinstance(value, str):
            attributes[name] = _FORBIDDEN.sub("\ufffd", value)
