"""A graph enters, N-Triples leave: one sorted line a triple (W3C RDF 1.1 N-Triples)."""

from __future__ import annotations

from rdflib import Dataset

from graph_builder.export.rdf_terms import nt_term, union_triples
from graph_builder.model import KnowledgeGraph


def to_ntriples(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """All named graphs merged, as sorted N-Triples.

    Args:
        graph: not read; all exporters share one signature.
        dataset: the dataset that `assemble` made.
    """
    lines = (f"{nt_term(s)} {nt_term(p)} {nt_term(o)} .\n" for s, p, o in union_triples(dataset))
    return "".join(sorted(lines)).encode()
