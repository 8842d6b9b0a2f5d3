"""A persistent store: the graph of its articles, whatever the order in which they came.

The folder holds a record an article, the list of records that count, and the graph made of them: `knowledge.json.gz`
and an Oxigraph database (see `records`). Who writes has the store's lock from reading to the end. Everything is written
under other names; the list is renamed last, so whoever opens the store, also after a crash, finds it as before or as
after.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.files import make_folder
from graph_builder.graph.snapshot import FILE_NAME, read_file, to_bytes
from graph_builder.model import Article, KnowledgeGraph, Origin
from graph_builder.query.terms import oxigraph_quads
from graph_builder.records import graphs
from graph_builder.records.contents import Contents, Held, read_contents, write_contents
from graph_builder.records.locks import Tell, exclusive
from graph_builder.records.record import Maker, Record, record_key, retold
from graph_builder.records.shelf import Shelf

DATABASE = "oxigraph"
ALIASES = "aliases"
_LOCK = "lock"
_RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made of the records of a store."""

    graph: KnowledgeGraph
    dataset: Dataset
    maker: Maker
    model: str  # as `--model` named the pipeline
    aliases: tuple[Path, ...] = ()  # the user's files


@dataclass
class Store:
    """A store that this process alone may write; from `open_for_writing`."""

    folder: Path
    articles: tuple[Article, ...]  # all that it holds, copies included
    contents: Contents | None  # None where it is new, or of the first edition
    _shelf: Shelf
    _keys: dict[Origin | str, str] = field(default_factory=dict)  # of the records it held when it was opened
    _lost: tuple[Held, ...] = ()  # whose records cannot be read

    def record(self, article: Article, maker: Maker) -> Record | None:
        """Return the record of an article where its text was read by the same maker, in this run or an earlier one."""
        known = self._shelf.find(record_key(article, maker))
        if known is None and (key := self._keys.get(article.origin or article.id)) is not None:
            former = self._shelf.find(key)
            known = retold(former, article) if former is not None and former.maker == maker else None
            if known is not None:
                self.add(known)
        return known

    def add(self, record: Record) -> None:
        """Keep a record; it counts once it is in a list that is committed.

        Raises:
            GraphError: it cannot be written.
        """
        with _told(self.folder):
            self._shelf.add(record)

    def check_lost(self, articles: Iterable[Article], gone: Iterable[str]) -> None:
        """Refuse to go on without articles whose records are damaged, unless the run gives them again or removes them.

        Raises:
            GraphError: names the article and the file.
        """
        known = {article.origin or article.id for article in articles}
        for held in self._lost:
            if (held.origin or held.id) not in known and held.id not in set(gone):
                raise GraphError(
                    f"{self._shelf.path(held.record)}: the record of article '{held.id}' is damaged, and its text with "
                    "it; build from the article's file again, or remove the article"
                )

    def commit(self, articles: Iterable[Article], copies: Iterable[Article], made: Made) -> None:
        """Make articles what the store holds, and a graph its graph.

        Args:
            articles: each has its record in the store.
            copies: other places of some of them, under the same ids.
            made: of the records of these articles.

        Raises:
            GraphError: it cannot be written; the store is as it was.
        """
        keys = {article.id: record_key(article, made.maker) for article in articles}
        held = sorted(Held(one.id, keys[one.id], one.origin) for one in (*articles, *copies))
        contents = Contents(tuple(held), made.maker, made.model, "")
        with _told(self.folder):
            former = self.contents
            self._shelf.sweep({*keys.values(), *(one.record for one in former.articles if former is not None)}
                              if former is not None else set(keys.values()))
            graphs.sweep(self.folder, former.graph if former is not None else "")
            self._shelf.sync()
            name = graphs.publish(self.folder, _digest(contents), lambda folder: _fill(folder, made))
            write_contents(self.folder, replace(contents, graph=name))
            self._shelf.sweep(set(keys.values()))
            graphs.sweep(self.folder, name)
            _drop_first_edition(self.folder)
