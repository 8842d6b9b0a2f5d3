"""The graph as TriG: Turtle with one block per named graph (W3C RDF 1.1 TriG)."""

from __future__ import annotations

from rdflib import Dataset

from graph_builder.export.rdf.blocks import turtle_blocks
from graph_builder.export.rdf.terms import TurtleTerms, named_graphs
from graph_builder.model import KnowledgeGraph


def to_trig(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """The dataset as TriG, the named graphs sorted by name.

    Args:
        graph: not read; all exporters share one signature.
        dataset: the dataset that `assemble` made.
    """
    terms = TurtleTerms()
    blocks = [
        f"\n{terms.spell(name)} {{{turtle_blocks(triples, terms, indent='    ')}}}\n"
        for name, triples in named_graphs(dataset)
    ]
    return (terms.prefixes() + "".join(blocks)).encode()
