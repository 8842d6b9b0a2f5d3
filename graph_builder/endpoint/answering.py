"""A store's folder and SPARQL queries enter, serialised answers leave: a process of its own, so that it can be ended.

Oxigraph cannot be interrupted inside a query. Each query runs in a worker process; past its time the process is
killed and a new one opens the store, read-only.
"""

from __future__ import annotations

import multiprocessing
import queue
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import mimeparse
import pyoxigraph as ox

TABLES: dict[str, ox.QueryResultsFormat] = {
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
}
TRIPLES: dict[str, ox.RdfFormat] = {
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_FEDERATION = re.compile(r"(?<![:?$\w-])SERVICE(?![:\w-])", re.IGNORECASE)
_QUOTED = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|'
                     r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*', re.DOTALL)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """A query as the protocol brings it."""

    query: str
    accept: str = "*/*"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """HTTP's status, media type and body."""

    status: int
    media_type: str
    body: bytes


class Answerers:
    """A few worker processes over one store; each answers one query at a time."""

    def __init__(self, database: Path, prefixes: dict[str, str], seconds: float, workers: int = 2) -> None:
        self._seconds = seconds
        self._free: queue.Queue[_Worker] = queue.Queue()
        for _ in range(workers):
            self._free.put(_Worker(database, prefixes))

    def answer(self, request: Request) -> Reply:
        """Answer a query, 503 past the time limit; waits for a free worker."""
        with self._worker() as worker:
            return worker.ask(request, self._seconds)

    @contextmanager
    def _worker(self) -> Iterator[_Worker]:
        worker = self._free.get()
        try:
            yield worker
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End the processes."""
        while not self._free.empty():
            self._free.get().end()


class _Worker:
    def __init__(self, database: Path, prefixes: dict[str, str]) -> None:
        self._arguments = str(database), prefixes
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, *self._arguments), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, request: Request, seconds: float) -> Reply:
        try:
            self._pipe.send(request)
            if self._pipe.poll(seconds):
                reply: Reply = self._pipe.recv()
                return reply
            message = f"the query took more than {seconds:g} seconds; narrow it, or serve with a longer --timeout"
        except (EOFError, OSError) as error:
            message = f"the query ended its process ({type(error).__name__}); narrow it"
        self.end()
        self._start()
        return plain(503, message)

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def plain(status: int, message: str) -> Reply:
    """A message as text."""
    return Reply(status, "text/plain; charset=utf-8", f"{message}\n".encode())


def _work(pipe: Connection, database: str, prefixes: dict[str, str]) -> None:
    store = ox.Store.read_only(database)
    while True:
        try:
            request = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        pipe.send(evaluate(store, request, prefixes))


def evaluate(store: ox.Store, request: Request, prefixes: dict[str, str]) -> Reply:
    """Answer a query from a store: 400 where it is no SPARQL, 406 where no format fits, 403 for SERVICE."""
    if _FEDERATION.search(_QUOTED.sub(" ", request.query)):
        return plain(403, "SERVICE is not answered here: this endpoint asks no other one")
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(iri) for iri in request.default_graphs]
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in request.named_graphs]
    try:
        result = store.query(
            request.query, prefixes=prefixes, default_graph=default or None, named_graphs=named or None
        )
    except (SyntaxError, ValueError) as error:
        return plain(400, f"no valid SPARQL query: {error}")
    except (RuntimeError, OSError) as error:
        return plain(400, f"the query cannot be answered: {error}")
    return _serialised(result, request.accept, prefixes)


def _serialised(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, accept: str, prefixes: dict[str, str]
) -> Reply:
    offered = list(TRIPLES if isinstance(result, ox.QueryTriples) else TABLES)
    media_type = _chosen(offered, accept)
    if not media_type:
        return plain(406, f"no such format; there are {', '.join(offered)}")
    if isinstance(result, ox.QueryTriples):
        body = ox.serialize(result, format=TRIPLES[media_type], prefixes=prefixes)
    else:
        body = result.serialize(format=TABLES[media_type])
    return Reply(200, f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type, body or b"")


def _chosen(offered: list[str], accept: str) -> str:
    """The offered type that the Accept header likes best (RFC 9110, 12.5.1), "" for none; ties go to the last."""
    try:
        best = mimeparse.best_match(offered, accept or "*/*")
    except mimeparse.MimeTypeParseException:
        best = ""
    return str(best)
