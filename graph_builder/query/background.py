"""The files of the ontology that named questions need beside a graph, in a named graph of their own."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph_builder.graph.identifiers import ID
from graph_builder.query.named import named_queries
from graph_builder.vocabulary.paths import ontology_file

BACKGROUND = ox.NamedNode(f"{ID}graph-background")


def load_background(store: ox.Store, files: Iterable[str] = ()) -> None:
    """Add files of the ontology to a store's background graph; all that some named question needs where none is named.

    What the store's default graph says already is not said again: a question asks both graphs at once.

    Raises:
        OSError: the store is read-only.
    """
    for name in files or sorted({name for query in named_queries() for name in query.background}):
        store.load(ontology_file(name).read_bytes(), format=ox.RdfFormat.TURTLE, to_graph=BACKGROUND)
    for quad in list(store.quads_for_pattern(None, None, None, BACKGROUND)):
        if ox.Quad(quad.subject, quad.predicate, quad.object) in store:
            store.remove(quad)


def asked_with_background(store: ox.Store) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None:
    """Return the graphs that are one default graph for a query; None where the store has no background graph."""
    return [ox.DefaultGraph(), BACKGROUND] if store.contains_named_graph(BACKGROUND) else None
