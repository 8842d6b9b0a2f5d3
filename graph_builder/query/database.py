"""The Oxigraph database of a large graph, on disk: made once, by whoever asks first, and opened by all who ask later.

A graph of 100,000 facts is eight million quads: too many to be made again for each question, or to be held in memory.
The database's name is a digest of all that it is made from, so one that is found is never out of date. A new one takes
the place of those that nobody reads.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from graph_builder.errors import GraphError
from graph_builder.graph.assemble import named_triples
from graph_builder.graph.snapshot import FILE_NAME, from_bytes, snapshot_bytes
from graph_builder.model import KnowledgeGraph
from graph_builder.query.background import load_background
from graph_builder.query.first_edition import DATABASE
from graph_builder.query.terms import streamed_quads
from graph_builder.records import graphs
from graph_builder.records.locks import Tell, exclusive
from graph_builder.version import VERSION
from graph_builder.vocabulary.paths import ontology_sha256

FOLDER = ".oxigraph"
_LOCK = "lock"
_LARGE = 4 << 20  # bytes of the compressed graph, beyond which its quads are not made for each question again
_AT_ONCE = 250_000  # quads that Oxigraph sorts in memory; twice as many take nearly twice the memory
_CODE = Path(__file__).resolve().parent.parent / "graph"  # which decides what the triples are


def is_kept(folder: Path) -> bool:
    """Return whether a folder's graph gets a database that stays: it is large, and the folder can be written."""
    try:
        large = (folder / FILE_NAME).stat().st_size > _LARGE
    except OSError:
        return False
    return large and os.name == "posix" and os.access(folder, os.W_OK | os.X_OK)  # the locks are POSIX's


@contextmanager
def found(folder: Path) -> Iterator[Path | None]:
    """Give the database of a folder's graph where it has been made, which stays as long as it is being read; else None.

    Raises:
        GraphError: the folder holds no graph.
    """
    place = folder / FOLDER / graphs.FOLDER / _name(snapshot_bytes(folder))
    with graphs.held(place) as there:
        yield place / DATABASE if there else None


@contextmanager
def kept(folder: Path, tell: Tell) -> Iterator[Path]:
    """Give the database of a folder's graph, which stays as long as it is being read; it is made where it is missing.

    Args:
        folder: for which `is_kept` holds.
        tell: gets a line where the database has to be made, or another process that makes it has to be waited for.

    Raises:
        GraphError: the folder holds no graph, or the database cannot be written.
    """
    for _ in range(2):  # another process may take away what was found, for a graph that it has built
        with found(folder) as path:
            if path is not None:
                yield path
                return
        make(folder, tell)
    raise GraphError(f"{folder}: is being written all the time; try again")


def make(folder: Path, tell: Tell) -> None:
    """Make the database of a folder's graph beside it, unless another process has made it meanwhile.

    Raises:
        GraphError: the folder holds no graph, or the database cannot be written.
    """
    content = snapshot_bytes(folder)
    cache, name = folder / FOLDER, _name(content)
    try:
        cache.mkdir(exist_ok=True)
        with exclusive(cache / _LOCK, tell):
            if (cache / graphs.FOLDER / name).exists():
                return
            graphs.sweep(cache, "")  # room for what comes
            graph = from_bytes(content, folder)
            tell(f"{folder}: its database is made once, for {len(graph.facts)} facts; questions after this one use it")
            graphs.publish(cache, name, lambda place: write(place / DATABASE, graph))
    except OSError as error:
        reason = error.strerror or str(error)
        raise GraphError(f"{cache}: cannot be written ({reason}); make room, or check permissions") from error


def write(path: Path, graph: KnowledgeGraph) -> None:
    """Write the database of a graph, of which never more than a part is in memory.

    Raises:
        OSError: it cannot be written.
    """
    fill(path, streamed_quads(named_triples(graph)))


def fill(path: Path, quads: Iterable[ox.Quad]) -> None:
    """Write a database of quads, and of what named questions need beside them.

    Raises:
        OSError: it cannot be written.
    """
    rest = iter(quads)
    try:
        database = ox.Store(str(path))
        for first in rest:
            database.bulk_extend(chain((first,), islice(rest, _AT_ONCE - 1)))
        load_background(database)
        database.flush()
    except RuntimeError as error:  # Oxigraph's word for some faults of a disk
        raise OSError(str(error)) from error
    del database  # which closes it


def _name(snapshot: bytes) -> str:
    digest = sha256(f"{VERSION} {ox.__version__} {ontology_sha256()}\0".encode())
    for module in sorted(_CODE.glob("*.py")):
        digest.update(module.read_bytes() + b"\0")
    digest.update(snapshot)
    return digest.hexdigest()[:16]
