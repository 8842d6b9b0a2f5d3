"""The embedded Oxigraph store of a graph: of a dataset, a file of RDF, a folder that `build` wrote, or a store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.errors import GraphError
from graph_builder.graph.identifiers import PREFIXES
from graph_builder.query.database import FOLDER, is_kept, kept
from graph_builder.query.store import DATABASE
from graph_builder.query.terms import oxigraph_quads
from graph_builder.records.graphs import is_store, reading
from graph_builder.records.locks import Tell

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_DAMAGED = "cannot be read ({}); build into the store again, or remove an article, to make it anew"
_DAMAGED_CACHE = f"cannot be read ({{}}); remove the folder {FOLDER}, and it is made again"
_CORRUPT = (OSError, RuntimeError)  # as Oxigraph raises them
_IN_FOLDER = ("graph.nq", "graph.trig", "graph.ttl")


def dump_turtle(store: ox.Store) -> bytes:
    """The merged graph as Turtle, grouped by subject; the same store gives the same bytes.

    For graphs of a million triples, where the exporter's sorted and commented Turtle takes too long.
    """
    return store.dump(format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph(), prefixes=dict(PREFIXES)) or b""


@contextmanager
def opened(source: Dataset | Path, tell: Tell = lambda line: None) -> Iterator[ox.Store]:
    """Give what `open_store` returns; a persistent store's graph, or that of a large one, stays on disk meanwhile.

    Args:
        source: a dataset, a file of RDF, a folder that `build` wrote, or a store.
        tell: gets a line where the database of a large graph has to be made first.

    Raises:
        GraphError: there is no such graph, it cannot be read, or it is found to be damaged while it is open.
    """
    if isinstance(source, Path) and is_store(source):
        with reading(source) as graph, _on_disk(graph / DATABASE, _DAMAGED) as store:
            yield store
    elif isinstance(source, Path) and is_kept(source):
        with kept(source, tell) as database, _on_disk(database, _DAMAGED_CACHE) as store:
            yield store
    else:
        yield open_store(source)


@contextmanager
def _on_disk(database: Path, damaged: str) -> Iterator[ox.Store]:
    try:
        yield ox.Store.read_only(str(database))
    except _CORRUPT as error:  # Oxigraph reads what it is asked for, not all at once
        raise GraphError(f"{database}: {damaged.format(error)}") from error


def open_store(source: Dataset | Path) -> ox.Store:
    """Return an Oxigraph store of a dataset, a file of RDF, or a folder that `build` wrote; of a store, a copy.

    Its default graph is the merge of all named graphs, which stay reachable by GRAPH.

    Raises:
        GraphError: there is no such graph, or it cannot be read.
    """
    if isinstance(source, Dataset):
        store = ox.Store()
        store.bulk_extend(oxigraph_quads(source))
        return store
    if (source / DATABASE).is_dir():  # a persistent store of the first edition
        return _open(source / DATABASE)
    store = ox.Store()
    if is_store(source):
        with opened(source) as on_disk:
            store.bulk_extend(on_disk)
        return store
    _load(store, _graph_file(source))
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return store


def _open(database: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(database))
    except _CORRUPT as error:
        raise GraphError(f"{database}: {_DAMAGED.format(error)}") from error


def _load(store: ox.Store, path: Path) -> None:
    try:
        store.bulk_load(path=str(path), format=_FORMATS[path.suffix])
    except KeyError as error:
        raise GraphError(f"{path}: unknown kind of file; name one of {', '.join(_FORMATS)}") from error
    except SyntaxError as error:
        raise GraphError(f"{path}:{error.lineno}: not valid ({error.msg}); build the graph again") from error
    except OSError as error:
        raise GraphError(f"{path}: cannot be read ({error.strerror}); build the graph first") from error


def _graph_file(source: Path) -> Path:
    if not source.is_dir():
        return source
    found = next((source / name for name in _IN_FOLDER if (source / name).is_file()), None)
    if found is None:
        raise GraphError(f"{source}: holds no graph ({', '.join(_IN_FOLDER)}); build with --format ttl")
    return found
