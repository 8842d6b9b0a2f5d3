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
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

from rdflib import Dataset

from graph_builder.errors import GraphError
from graph_builder.files import make_folder
from graph_builder.graph.snapshot import FILE_NAME, read_snapshot, to_bytes
from graph_builder.model import Article, KnowledgeGraph, Origin
from graph_builder.query import first_edition
from graph_builder.query.database import fill
from graph_builder.query.terms import oxigraph_quads
from graph_builder.records import graphs
from graph_builder.records.contents import Contents, Held, read_contents, write_contents
from graph_builder.records.locks import Tell, exclusive
from graph_builder.records.record import Maker, Record, record_key, retold
from graph_builder.records.shelf import Shelf

DATABASE = first_edition.DATABASE
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
    """A store that this process alone may write; from `open_store`."""

    folder: Path
    articles: tuple[Article, ...]  # all that it holds, copies included
    contents: Contents | None  # None where it is new, or of the first edition
    writable: bool
    _shelf: Shelf
    _keys: dict[Origin | str, str] = field(default_factory=dict)  # of the records it held when it was opened
    _lost: tuple[Held, ...] = ()  # whose records cannot be read

    @property
    def reader_sha256(self) -> str:
        """The digest of the learned reader that read its articles too; "" where none did."""
        return self.contents.maker.run.reader_sha256 if self.contents is not None else ""

    @property
    def model(self) -> str:
        """The pipeline as the user named it when the store was last built; "" is the bundled one."""
        return self.contents.model if self.contents is not None else ""

    def reread(self, maker: Maker) -> str:
        """Return a line where another maker means that all of the store's articles are read again; else ""."""
        if not self.articles or (self.contents is not None and self.contents.maker == maker):
            return ""
        why = "it has no records yet" if self.contents is None else "program, data, aliases or pipeline are others"
        return f"{self.folder}: {why}, so its articles are read again ({len(self.articles)})"

    def record(self, article: Article, maker: Maker) -> Record | None:
        """Return the record of an article where its text was read by the same maker, in this run or an earlier one."""
        known = self._shelf.find(record_key(article, maker))
        if known is None and (key := self._keys.get(article.origin or article.id)) is not None:
            former = self._shelf.find(key)
            known = retold(former, article) if former is not None and former.maker == maker else None
            if known is not None:
                self.add(known)
        return replace(known, article=article) if known is not None else None

    def add(self, record: Record) -> None:
        """Keep a record, where the store may be written; it counts once it is in a list that is committed.

        Raises:
            GraphError: it cannot be written.
        """
        if self.writable:
            with _told(self.folder):
                self._shelf.add(record)

    def check(self, given: Iterable[Article], gone: Collection[str]) -> None:
        """Refuse a run that names articles the store does not have, or goes on without some that it has.

        Args:
            given: articles that the run has read.
            gone: ids of those that it is to remove.

        Raises:
            GraphError: there is no such article, or a damaged record is neither given again nor removed.
        """
        ids = {article.id for article in self.articles} | {held.id for held in self._lost}
        unknown = set(gone) - ids
        if unknown:
            has = f"it has {_some(ids)}" if ids else "it holds none"
            raise GraphError(f"{self.folder}: holds no article {_some(unknown)}; {has}")
        again = {article.origin or article.id for article in given}
        for held in self._lost:
            if (held.origin or held.id) not in again and held.id not in gone:
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
        former = self.contents.articles if self.contents is not None else ()
        with _told(self.folder):
            self._shelf.sweep({*keys.values(), *(one.record for one in former)})  # room for what comes
            graphs.sweep(self.folder, self.contents.graph if self.contents is not None else "")
            self._shelf.sync()
            name = graphs.publish(self.folder, _digest(contents), lambda folder: _fill(folder, made))
            write_contents(self.folder, replace(contents, graph=name))
        with suppress(OSError):  # it is done; what cannot be cleaned now is cleaned by the next run
            self._shelf.sweep(set(keys.values()))
            graphs.sweep(self.folder, name)
            first_edition.drop(self.folder)


@contextmanager
def open_store(folder: Path, tell: Tell, wait: float | None = None) -> Iterator[Store]:
    """Give a store that nobody else writes as long as it is open; the folder is made where missing.

    Args:
        folder: the store's.
        tell: gets a line where another process has to be waited for.
        wait: seconds to wait at most; None waits as long as it takes.

    Raises:
        ConfigurationError: the folder cannot be made.
        GraphError: the store cannot be read, or another process had it all the time.
    """
    make_folder(folder, "--store")
    with ExitStack() as stack:
        with _told(folder):
            stack.enter_context(exclusive(folder / _LOCK, tell, wait))
        yield replace(look_into(folder), writable=True)


def holds_store(folder: Path) -> bool:
    """Return whether a folder holds a store, also one of the first edition."""
    return graphs.is_store(folder) or first_edition.is_in(folder)


def look_into(folder: Path) -> Store:
    """Return a store to read, or a new one; nothing may be written to it.

    Raises:
        GraphError: the store cannot be read.
    """
    shelf = Shelf(folder / _RECORDS)
    contents = read_contents(folder)
    if contents is None:
        return Store(folder, first_edition.articles_of(folder), None, writable=False, _shelf=shelf)
    articles, lost = [], []
    kept: dict[str, Article] | None = None
    for held in contents.articles:
        article = shelf.article(held.record)
        if article is None:
            kept = kept if kept is not None else _of_graph(folder)
            article = kept.get(held.id)
        if article is None:
            lost.append(held)
        else:
            articles.append(replace(article, id=held.id, origin=held.origin))
    keys = {held.origin or held.id: held.record for held in contents.articles}
    return Store(folder, tuple(articles), contents, False, shelf, keys, tuple(lost))


@contextmanager
def aliases_of(folder: Path) -> Iterator[Path | None]:
    """Give the user's alias files that a store was last built with: their folder, or the one file; None without."""
    if not graphs.is_store(folder):
        yield None
        return
    with graphs.reading(folder) as graph:
        files = sorted((graph / ALIASES).glob("*"))
        yield (files[0] if len(files) == 1 else graph / ALIASES) if files else None


def _fill(folder: Path, made: Made) -> None:
    (folder / FILE_NAME).write_bytes(to_bytes(made.graph))
    for file in made.aliases:
        (folder / ALIASES).mkdir(exist_ok=True)
        shutil.copyfile(file, folder / ALIASES / file.name)
    fill(folder / DATABASE, oxigraph_quads(made.dataset))


def _digest(contents: Contents) -> str:
    return hashlib.sha256(json.dumps(astuple(contents)).encode()).hexdigest()[:16]


def _of_graph(folder: Path) -> dict[str, Article]:
    """The articles of a store's graph, which holds their texts too."""
    try:
        return {article.id: article for article in read_snapshot(folder).articles}
    except GraphError:
        return {}


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise GraphError(
            f"{folder}: the store cannot be written ({reason}) and is as it was; make room, or check permissions"
        ) from error


_SHOWN = 5


def _some(names: Collection[str]) -> str:
    listed = sorted(names)
    return ", ".join(f"'{name}'" for name in listed[:_SHOWN]) + (" ..." if len(listed) > _SHOWN else "")
