"""A folder and a graph enter, a persistent Oxigraph store in the folder leaves, brought up to date.

The folder holds `oxigraph/` (the store: named graphs, and their merge as default graph) and the graph itself, from
which the next build goes on. The store is written first, the graph last: an interrupted write is made good by the
next one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.files import write_files
from graph_builder.graph.assemble import assemble
from graph_builder.graph.merge import without
from graph_builder.graph.snapshot import FILE_NAME, read_snapshot, to_bytes
from graph_builder.model import KnowledgeGraph
from graph_builder.query.terms import oxigraph_quads

DATABASE = "oxigraph"


def read_store(folder: Path) -> KnowledgeGraph | None:
    """The graph of a store; None where the folder holds none yet.

    Raises:
        GraphError: the folder holds a graph that cannot be read.
    """
    return read_snapshot(folder) if (folder / FILE_NAME).exists() else None


def write_store(folder: Path, graph: KnowledgeGraph, dataset: Dataset) -> None:
    """Bring the store up to a graph: named graphs that did not change stay untouched.

    Raises:
        GraphError: the folder cannot be written, or another process holds the store open.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store = ox.Store(str(folder / DATABASE))
        _bring_up(store, oxigraph_quads(dataset))
        store.flush()
        del store
        write_files({folder / FILE_NAME: to_bytes(graph)})
    except (OSError, ConfigurationError) as error:
        raise GraphError(f"{folder}: the store cannot be written ({error}); close other users of it") from error


def remove_article(folder: Path, article: str) -> int:
    """Drop an article from a store; returns how many facts went with it.

    Raises:
        GraphError: there is no store in the folder, or no such article in it.
    """
    graph = read_store(folder)
    if graph is None:
        raise GraphError(f"{folder}: holds no store; make one with graph-builder build --store {folder}")
    if article not in {one.id for one in graph.articles}:
        raise GraphError(f"{folder}: holds no article '{article}'; it has {_some(one.id for one in graph.articles)}")
    rest = without(graph, [article])
    write_store(folder, rest, assemble(rest))
    return len(graph.facts) - len(rest.facts)


def _bring_up(store: ox.Store, quads: Iterable[ox.Quad]) -> None:
    wanted: dict[object, set[ox.Quad]] = {}
    for quad in quads:
        wanted.setdefault(quad.graph_name, set()).add(quad)
    for name in [*store.named_graphs(), ox.DefaultGraph()]:
        present = set(store.quads_for_pattern(None, None, None, name))
        if present != wanted.get(name, set()):
            store.clear_graph(name)
            if name not in wanted:
                store.remove_graph(name)
        else:
            wanted.pop(name, None)
    for graph_quads in wanted.values():
        store.bulk_extend(graph_quads)


_SHOWN = 5


def _some(names: Iterable[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed[:_SHOWN]) + (" ..." if len(listed) > _SHOWN else "")
