"""Oxigraph's terms for those of rdflib, and the short forms of IRIs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox
from rdflib import Dataset, Literal
from rdflib.term import Node

from graph_builder.graph.identifiers import PREFIXES


def oxigraph_quads(dataset: Dataset) -> Iterator[ox.Quad]:
    """The quads of a dataset, and each triple once in the default graph, which is their merge.

    Oxigraph's own union of named graphs gives a triple once per graph that holds it, and events stand in every
    article that speaks of them.
    """
    merged: set[tuple[Node, Node, Node]] = set()
    for subject, predicate, value, graph in dataset.quads((None, None, None, None)):
        spelt = _node(subject), _node(predicate), _term(value)
        if graph is not None:
            yield ox.Quad(*spelt, _node(graph))
        if (subject, predicate, value) not in merged:
            merged.add((subject, predicate, value))
            yield ox.Quad(*spelt)


@lru_cache(maxsize=1 << 16)
def prefixed(iri: str) -> str:
    """An IRI with its prefix, e.g. `id:PRK`; as it is where none fits."""
    found = next((pair for pair in PREFIXES if iri.startswith(pair[1])), None)
    return f"{found[0]}:{iri[len(found[1]) :]}" if found else iri


def _node(term: Node) -> ox.NamedNode:
    return ox.NamedNode(str(term))


def _term(term: Node) -> ox.NamedNode | ox.Literal:
    if not isinstance(term, Literal):
        return _node(term)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=_node(term.datatype)) if term.datatype else ox.Literal(str(term))
