"""The graph as Turtle: readable, grouped, the same bytes for the same graph (W3C RDF 1.1)."""

from __future__ import annotations

from rdflib import Dataset

from graph_builder.export.rdf.blocks import turtle_blocks
from graph_builder.export.rdf.terms import TurtleTerms, union_triples
from graph_builder.model import KnowledgeGraph


def to_turtle(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """All named graphs merged; nothing is lost, for nothing depends on a graph's name.

    Args:
        graph: not read; all exporters share one signature.
        dataset: the dataset that `assemble` made.
    """
    terms = TurtleTerms()
    body = turtle_blocks(union_triples(dataset), terms)
    return (terms.prefixes() + body).encode()
