"""The database that queries need, ready before the server or made while it serves pages already."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from graph_builder.endpoint.answering import Reply, Request, plain
from graph_builder.endpoint.scheduling import Answerers
from graph_builder.errors import GraphError
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.processes import end_with_parent
from graph_builder.query.background import asked_with_background
from graph_builder.query.database import found, is_kept, make, write
from graph_builder.query.store import DATABASE
from graph_builder.records.graphs import is_store, reading

_PATIENCE = 5  # how much less urgent than the pages the making is, in steps of nice(2)
_WAITING = 5.0  # seconds that a query waits for the database before it is told to come again
_AGAIN = 15  # seconds after which it may

_log = logging.getLogger(__name__)


class Queries:
    """Queries over a graph: answered as soon as its database is there, until then told when to ask again.

    A store has a database, a large graph may have one from an earlier time. Otherwise a process of its own makes it:
    that of a large graph stays beside it, any other goes with the server.
    """

    def __init__(self, folder: Path, working: Path, start: Callable[[Path], Answerers]) -> None:
        """Look for the database, and begin to make it where there is none.

        Args:
            folder: what `build` wrote, or a store.
            working: an empty folder of the server's.
            start: starts what answers queries over a database.

        Raises:
            GraphError: the folder holds no graph.
        """
        self._folder, self._working, self._start = folder, working, start
        self._held = ExitStack()  # locks of the database that is read
        self._began = time.monotonic()
        self._answerers: Future[Answerers] = Future()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._closed = threading.Event()
        self._starting = threading.Lock()  # a process that is being started cannot be killed
        self._preparing = threading.Thread(target=self._prepare, daemon=True)
        if (there := self._there()) is not None:
            self._answerers.set_result(start(there))
        else:
            self._preparing.start()

    async def answer(self, request: Request) -> Reply:
        """Answer a query as `Answerers.answer` does; 503 until the database is ready, 500 where it cannot be made."""
        try:
            if not self._answerers.done():
                await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(self._answerers)), _WAITING)
            answerers = self._answerers.result()
        except TimeoutError:
            passed = time.monotonic() - self._began
            message = (
                f"the database for queries is being made ({passed:.0f} s by now); ask again later, pages are ready"
            )
            return plain(503, message, retry_after=_AGAIN)
        except GraphError as error:
            return plain(500, f"the database that queries need cannot be made: {error}")
        return await answerers.answer(request)

    def close(self) -> None:
        """End all processes, and wait until they have ended: none writes into the working folder afterwards."""
        with self._starting:
            self._closed.set()
            if self._process is not None:
                self._process.kill()
        if self._preparing.ident is not None:
            self._preparing.join()
        if self._answerers.done() and self._answerers.exception() is None:
            self._answerers.result().close()
        self._held.close()

    def _there(self) -> Path | None:
        """The database where there is one, which stays until the server ends."""
        if is_store(self._folder):
            database = self._held.enter_context(reading(self._folder)) / DATABASE
            return database if _is_whole(database) else None
        return self._held.enter_context(found(self._folder)) if is_kept(self._folder) else None

    def _prepare(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy the server's threads and locks
        ours, theirs = context.Pipe(duplex=False)
        private = None if is_kept(self._folder) else self._working / DATABASE
        process = context.Process(target=_make, args=(theirs, self._folder, private), daemon=True)
        with self._starting:
            if self._closed.is_set():
                return
            process.start()
            self._process = process
        theirs.close()
        try:
            wrong = ours.recv()
        except EOFError:
            wrong = "its process was ended, perhaps for its memory"
        process.join()
        if self._closed.is_set():
            return
        try:
            database = private or self._there()
            if wrong or database is None:
                raise GraphError(wrong or f"{self._folder}: has been built again meanwhile; serve it anew")
            self._answerers.set_result(self._start(database))
        except GraphError as error:
            _log.warning("queries cannot be answered: %s", error)
            self._answerers.set_exception(error)


def _is_whole(database: Path) -> bool:
    """Whether a store's database can be read, and holds all that questions need: an earlier version's does not."""
    try:
        return asked_with_background(ox.Store.read_only(str(database))) is not None
    except (OSError, RuntimeError):  # as Oxigraph says that it is damaged
        return False


def _make(pipe: Connection, folder: Path, private: Path | None) -> None:
    """Make a database, in a process of its own; tell through the pipe what went wrong, "" for nothing."""
    end_with_parent()  # what was begun is swept away by the next one
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the server ends this process
    if hasattr(os, "nice"):
        os.nice(_PATIENCE)
    try:
        if private is None:
            make(folder, lambda line: None)
        else:
            write(private, read_snapshot(folder))
    except (GraphError, OSError) as error:
        pipe.send(str(error))
    else:
        pipe.send("")
