"""The file that holds all of a graph: `gb.load` and `graph-builder export` start from it."""

from __future__ import annotations

from rdflib import Dataset

from graph_builder.graph.snapshot import to_bytes
from graph_builder.model import KnowledgeGraph


def to_snapshot(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """The graph as gzipped JSON.

    Args:
        graph: what is written, texts of articles included.
        dataset: not read; all exporters share one signature.
    """
    return to_bytes(graph)
