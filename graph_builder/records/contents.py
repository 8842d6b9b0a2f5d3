"""The file of a store that says which records count: whoever replaces it has committed.

`store.json` is written under another name, synced and renamed, so a reader finds the old list or the new one whole.
Folders of articles are relative to the store's, so that a store may move together with its articles.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from graph_builder.errors import GraphError
from graph_builder.files import sync_folder, write_durably
from graph_builder.model import Origin
from graph_builder.records.record import Maker

FILE_NAME = "store.json"
FORMAT = 1


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """One article of a store. Several share a record where one text was found in several places."""

    id: str
    record: str  # the key of its record
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds; equal contents give equal bytes."""

    articles: tuple[Held, ...]  # sorted
    maker: Maker  # of all its records
    model: str  # as `--model` named the pipeline
    graph: str  # the folder of the graph that was made of them, see `graphs`


def read_contents(store: Path) -> Contents | None:
    """Return what a store holds; None where the folder is no store.

    Raises:
        GraphError: the file is damaged, or a later version wrote it.
    """
    path = store / FILE_NAME
    try:
        outer = json.loads(path.read_bytes())
        content = _canonical(outer["content"])
        if outer["format"] != FORMAT:
            raise GraphError(f"{path}: has format {outer['format']}, this version reads {FORMAT}; update graph-builder")
        if hashlib.sha256(content).hexdigest() != outer["sha256"]:
            raise GraphError(f"{path}: was changed or damaged; restore it from a backup, or build a new store")
        contents = _contents().validate_json(content)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GraphError(f"{path}: cannot be read ({error.strerror or error}); check its permissions") from error
    except (ValueError, TypeError, KeyError, RecursionError, ValidationError) as error:
        raise GraphError(f"{path}: is no list of a store; restore it from a backup, or build a new store") from error
    return replace(contents, articles=tuple(_placed(contents.articles, store.resolve())))


def write_contents(store: Path, contents: Contents) -> None:
    """Replace the list of a store: before, it holds what it held; after, the new.

    Raises:
        OSError: it cannot be written; the list is as it was.
    """
    listed = tuple(_relative(held, store.resolve()) for held in contents.articles)
    content = json.loads(_contents().dump_json(replace(contents, articles=listed)))
    outer = {"format": FORMAT, "sha256": hashlib.sha256(_canonical(content)).hexdigest(), "content": content}
    for leftover in store.glob(f".{FILE_NAME}.*"):  # of a run that was killed: we hold the store's lock
        leftover.unlink(missing_ok=True)
    write_durably(store / FILE_NAME, (json.dumps(outer, ensure_ascii=False, indent=1) + "\n").encode())
    sync_folder(store)


def _relative(held: Held, store: Path) -> Held:
    if held.origin is None or not held.origin.folder:
        return held
    try:
        folder = Path(os.path.relpath(held.origin.folder, store)).as_posix()
    except ValueError:  # another drive
        return held
    return replace(held, origin=replace(held.origin, folder=folder))


def _placed(articles: tuple[Held, ...], store: Path) -> Iterator[Held]:
    for held in articles:
        if held.origin is None or not held.origin.folder:
            yield held
        else:
            folder = Path(os.path.normpath(store / held.origin.folder)).as_posix()
            yield replace(held, origin=replace(held.origin, folder=folder))


def _canonical(content: object) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


@lru_cache(maxsize=1)
def _contents() -> TypeAdapter[Contents]:
    return TypeAdapter(Contents)
