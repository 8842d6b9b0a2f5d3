"""rdflib's terms enter, Oxigraph's leave."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import Dataset, Literal
from rdflib.term import Node


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


def _node(term: Node) -> ox.NamedNode:
    return ox.NamedNode(str(term))


def _term(term: Node) -> ox.NamedNode | ox.Literal:
    if not isinstance(term, Literal):
        return _node(term)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=_node(term.datatype)) if term.datatype else ox.Literal(str(term))
