"""Stores of the first edition: an Oxigraph database and the graph as JSON, no records. They are taken over."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from graph_builder.graph.snapshot import FILE_NAME, read_snapshot
from graph_builder.model import Article, Origin

DATABASE = "oxigraph"


def is_in(folder: Path) -> bool:
    """Return whether a folder holds such a store."""
    return (folder / DATABASE).is_dir() and (folder / FILE_NAME).is_file()


def articles_of(folder: Path) -> tuple[Article, ...]:
    """Return the articles of such a store, which are to be read again; where they came from it does not say.

    Raises:
        GraphError: the graph is damaged.
    """
    if not is_in(folder):
        return ()
    return tuple(replace(one, origin=Origin("", one.id, "")) for one in read_snapshot(folder).articles)


def drop(folder: Path) -> None:
    """Remove such a store, once its articles have records; the database goes last, and tells that there is one.

    Raises:
        OSError: it cannot be removed.
    """
    if (folder / DATABASE).is_dir():
        (folder / FILE_NAME).unlink(missing_ok=True)
        shutil.rmtree(folder / DATABASE)
