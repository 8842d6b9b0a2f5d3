"""Oxigraph's terms for those of rdflib, and how they are written for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

import pyoxigraph as ox
from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node

from graph_builder.graph.identifiers import PREFIXES

_LABELS = tuple(
    map(
        ox.NamedNode,
        ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel"),
    )
)


class Spelling(StrEnum):
    """How the IRIs of an answer are written."""

    SHORT = "short"  # id:PRK
    IRI = "iri"  # https://w3id.org/graph-builder/id/PRK
    LABEL = "label"  # Corea del Norte; the local name of what has no label


def spell(term: object, spelling: Spelling, store: ox.Store) -> str:
    """Return a term of an answer as text: a literal's words, an IRI as asked, "" for nothing.

    Args:
        term: Oxigraph's, or None where a variable is not bound.
        spelling: of IRIs.
        store: holds the labels, of which Spanish ones are taken first.
    """
    if not isinstance(term, ox.NamedNode):
        return str(getattr(term, "value", ""))
    if spelling is Spelling.LABEL:
        return label_of(term, store) or term.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    return term.value if spelling is Spelling.IRI else prefixed(term.value)


def label_of(node: ox.NamedNode, store: ox.Store) -> str:
    """Return the label of a node in the merged graph, the Spanish one before others; "" where it has none."""
    labels = [
        quad.object
        for predicate in _LABELS
        for quad in store.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.Literal)
    ]
    return min(((label.language != "es", label.value) for label in labels), default=(True, ""))[1]


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


def streamed_quads(named_graphs: Iterable[tuple[URIRef, Iterable[tuple[URIRef, URIRef, Node]]]]) -> Iterator[ox.Quad]:
    """Yield the same as `oxigraph_quads` of named graphs that come one after the other, and keep none of them.

    A triple of several graphs comes into the default graph several times, where a store holds it once.
    """
    for graph_name, triples in named_graphs:
        name = _node(graph_name)
        for subject, predicate, value in triples:
            spelt = _node(subject), _node(predicate), _term(value)
            yield ox.Quad(*spelt, name)
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
