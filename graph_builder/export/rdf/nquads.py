"""The graph as N-Quads: one sorted line a quad, canonical (W3C RDF 1.1 N-Quads)."""

from __future__ import annotations

from rdflib import Dataset

from graph_builder.export.rdf.terms import named_graphs, nq_line
from graph_builder.model import KnowledgeGraph


def to_nquads(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """The dataset as sorted N-Quads; without blank nodes these are the canonical form of the dataset.

    Args:
        graph: not read; all exporters share one signature.
        dataset: the dataset that `assemble` made.
    """
    lines = [nq_line(triple, name) for name, triples in named_graphs(dataset) for triple in triples]
    return "".join(sorted(lines)).encode()
