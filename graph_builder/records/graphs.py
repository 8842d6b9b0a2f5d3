"""The folder of a store's graphs: what was made of its records, ready for readers; one counts, see `contents`.

A graph is made under another name, synced, and renamed, so what has its name is whole. A reader holds a shared lock on
it, and no writer removes it meanwhile, though others may have come to count.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from graph_builder.errors import GraphError
from graph_builder.files import sync_folder, sync_tree
from graph_builder.records.contents import FILE_NAME, read_contents
from graph_builder.records.locks import shared, taken

FOLDER = "graphs"
_LOCK = "lock"
_UNFINISHED = "."
_TRIES = 100


def is_store(folder: Path) -> bool:
    """Return whether a folder is a store that has a graph."""
    return (folder / FILE_NAME).is_file()


@contextmanager
def reading(store: Path) -> Iterator[Path]:
    """Give the folder of the graph that counts, which stays as long as it is being read.

    Raises:
        GraphError: there is none, or it cannot be read.
    """
    for _ in range(_TRIES):
        contents = read_contents(store)
        if contents is None:
            raise GraphError(f"{store}: holds no store; make one with graph-builder build --store {store}")
        folder = store / FOLDER / contents.graph
        with held(folder) as there:
            if there:  # else a writer removed it before we had the lock: others count by now
                yield folder
                return
        if not folder.exists() and read_contents(store) == contents:
            raise GraphError(f"{folder}: is missing; build into the store again to make it anew")
    raise GraphError(f"{store}: is being written all the time; try again")


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Give whether a graph's folder is there; if so, it stays as long as it is being read."""
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(shared(folder / _LOCK))
            there = os.path.samestat(os.fstat(lock), (folder / _LOCK).stat())
        except FileNotFoundError:
            there = False
        yield there


def publish(store: Path, name: str, fill: Callable[[Path], None]) -> str:
    """Make a graph's folder; it counts once the store's list names it.

    Args:
        store: the folder of the store.
        name: what the folder is called where that is free.
        fill: writes the files into the folder that it is given.

    Returns:
        The folder's name.

    Raises:
        OSError: it cannot be written; nothing of it is left.
    """
    graphs = store / FOLDER
    graphs.mkdir(exist_ok=True)
    unfinished = graphs / f"{_UNFINISHED}{secrets.token_hex(8)}"
    try:
        unfinished.mkdir()
        (unfinished / _LOCK).touch()
        fill(unfinished)
        sync_tree(unfinished)
        number = 1
        free = name
        while (graphs / free).exists():  # a damaged one of these contents, or one that a reader still has open
            number += 1
            free = f"{name}-{number}"
        unfinished.rename(graphs / free)
        sync_folder(graphs)
        sync_folder(store)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return free


def sweep(store: Path, kept: str) -> None:
    """Remove all graphs but one, and those that are being read."""
    for folder in (store / FOLDER).glob("*"):
        if folder.name == kept:
            continue
        unfinished = folder.name.startswith(_UNFINISHED)  # of a run that was killed: we hold the store's lock
        removed = folder if unfinished else _renamed(folder)
        if removed is not None:
            shutil.rmtree(removed, ignore_errors=True)


def _renamed(folder: Path) -> Path | None:
    """Take a graph from under its name at once, so that no reader finds half of it; None where it is being read."""
    removed = folder.with_name(f"{_UNFINISHED}{secrets.token_hex(8)}")
    try:
        with taken(folder / _LOCK) as unread:
            return folder.rename(removed) if unread else None
    except FileNotFoundError:  # it is damaged: without a lock it cannot be read
        return folder.rename(removed)
