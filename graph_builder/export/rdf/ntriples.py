"""The graph as N-Triples: one sorted line a triple (W3C RDF 1.1 N-Triples)."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Dataset

from graph_builder.export.rdf.terms import Triple, nt_term, union_triples
from graph_builder.model import KnowledgeGraph


def to_ntriples(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """All named graphs merged, as sorted N-Triples.

    Args:
        graph: not read; all exporters share one signature.
        dataset: the dataset that `assemble` made.
    """
    return "".join(nt_lines(union_triples(dataset))).encode()


def nt_lines(triples: Iterable[Triple]) -> list[str]:
    """Triples as lines of canonical N-Triples, sorted."""
    return sorted(f"{nt_term(s)} {nt_term(p)} {nt_term(o)} .\n" for s, p, o in triples)
