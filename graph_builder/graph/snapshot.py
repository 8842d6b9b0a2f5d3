"""A knowledge graph as one compressed JSON file, written and read: what `gb.load` and `export` start from.

RDF holds quotations, not texts; to write any format again, the whole graph is kept beside the files.
"""

from __future__ import annotations

import gzip
import zlib
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from graph_builder.errors import GraphError
from graph_builder.model import Article, Entity, Fact, KnowledgeGraph, Link
from graph_builder.records.graphs import is_store, reading
from graph_builder.transaction import recover

FILE_NAME = "knowledge.json.gz"
GZIP_LEVEL = 6


def to_bytes(graph: KnowledgeGraph) -> bytes:
    """Return the graph as gzipped JSON; the same graph gives the same bytes, wherever its articles were read from."""
    content = _adapter().dump_json(graph, exclude={"articles": {"__all__": {"source", "origin"}}})
    return gzip.compress(content, compresslevel=GZIP_LEVEL, mtime=0)


def part_to_json(part: Article | Entity | Link | Fact) -> bytes:
    """Return one entry of a graph as `to_bytes` writes it."""
    exclude = {"source", "origin"} if isinstance(part, Article) else None
    return _parts()[type(part)].dump_json(part, exclude=exclude)


def read_snapshot(folder: Path) -> KnowledgeGraph:
    """Return the graph that `build` kept in a folder, or that of a store.

    Raises:
        GraphError: the folder holds no such file, or one that another version or a broken copy left.
    """
    return from_bytes(snapshot_bytes(folder), folder)


def snapshot_bytes(folder: Path) -> bytes:
    """Return the file that `build` kept in a folder, or that of a store, as it is.

    Raises:
        GraphError: the folder holds no such file.
    """
    if not is_store(folder):
        _recover(folder)
        return _bytes_of(folder / FILE_NAME)
    with reading(folder) as graph:
        return _bytes_of(graph / FILE_NAME)


def from_bytes(content: bytes, folder: Path) -> KnowledgeGraph:
    """Return the graph that `to_bytes` wrote; the folder is named where it is none.

    Raises:
        GraphError: another version or a broken copy left it.
    """
    try:
        return _adapter().validate_json(gzip.decompress(content))
    except (OSError, EOFError, zlib.error, ValidationError) as error:
        raise GraphError(f"{folder / FILE_NAME}: is no graph of this version; build it again") from error


def _recover(folder: Path) -> None:
    """Put back the earlier files where a build was killed while it renamed its own."""
    try:
        recover(folder)
    except OSError as error:
        raise GraphError(
            f"{folder}: a build was killed among its last steps, and what was there before cannot be put back "
            f"({error.strerror or error}); check permissions, or build again"
        ) from error


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise GraphError(f"{path}: there is no graph; run graph-builder build first") from error
    except OSError as error:
        raise GraphError(f"{path}: cannot be read ({error.strerror or error}); build the graph again") from error


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[KnowledgeGraph]:
    return TypeAdapter(KnowledgeGraph)


@lru_cache(maxsize=1)
def _parts() -> dict[type, TypeAdapter[Article | Entity | Link | Fact]]:
    return {type_: TypeAdapter(type_) for type_ in (Article, Entity, Link, Fact)}
