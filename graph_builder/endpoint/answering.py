"""A store and a SPARQL query in, the serialised answer out, or why there is none."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

import mimeparse
import pyoxigraph as ox

from graph_builder.endpoint.federation import asks_elsewhere, graphs_named, names_service
from graph_builder.endpoint.result_page import result_page
from graph_builder.query.background import asked_with_background
from graph_builder.spreadsheets import to_table

HTML = "text/html"
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
# General types by which clients ask for the special ones.
_TABLE_ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
}
_TRIPLE_ALIASES = {"application/json": "application/ld+json", "application/xml": "application/rdf+xml"}
# What ?format= may say: a short name, or a media type.
FORMATS = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml, application/rdf+xml",
    "json": "application/sparql-results+json, application/ld+json",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
    "ttl": "text/turtle",
    "turtle": "text/turtle",
    "html": HTML,
}


@dataclass(frozen=True, slots=True)
class Request:
    """A query as the protocol brings it."""

    query: str
    accept: str = "*/*"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """HTTP's status, media type and body; where it is worth asking again, after how many seconds."""

    status: int
    media_type: str
    body: bytes
    retry_after: int = 0


class _TooLargeError(Exception):
    """An answer beyond the limit."""


class _Sink(io.BytesIO):
    """Bytes up to a limit: an answer must not fill the server's memory."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(content) > self._most:
            raise _TooLargeError
        return super().write(content)


def plain(status: int, message: str, retry_after: int = 0) -> Reply:
    """A message as text."""
    return Reply(status, "text/plain; charset=utf-8", f"{message}\n".encode(), retry_after)


def evaluate(store: ox.Store, request: Request, prefixes: dict[str, str], largest: int = 1 << 26) -> Reply:
    """Answer a query from a store, never from anywhere else.

    Returns:
        200 with the answer; 400 for what is no SPARQL query, a graph name that is no IRI, or an answer of more than
        `largest` bytes; 403 for SERVICE and for FROM with a graph that is not here; 406 where no format fits.
    """
    refused = _refusal(store, request, prefixes)
    if refused:
        return refused
    try:
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*map(ox.NamedNode, request.default_graphs)]
        named: list[ox.NamedNode | ox.BlankNode] = [*map(ox.NamedNode, request.named_graphs)]
    except ValueError as error:
        return plain(400, f"default-graph-uri, named-graph-uri: no absolute IRI ({error})")
    try:
        whole = default or (None if named or _names_graphs(request, prefixes) else asked_with_background(store))
        result = store.query(request.query, prefixes=prefixes, default_graph=whole, named_graphs=named or None)
        return _serialised(result, request.accept, prefixes, largest)
    except (SyntaxError, ValueError) as error:
        return plain(400, f"no valid SPARQL query: {error}")
    except (RuntimeError, OSError) as error:
        return plain(400, f"the query cannot be answered: {error}")
    except _TooLargeError:
        return plain(400, f"the answer has more than {largest >> 20} MiB; narrow the query, or take a download")
    except MemoryError:
        return plain(503, "the query took more memory than it may have; narrow it")


def _refusal(store: ox.Store, request: Request, prefixes: dict[str, str]) -> Reply | None:
    """Why a query that asks elsewhere is refused; None for all others."""
    wrong = asks_elsewhere(request.query, prefixes)
    if wrong and names_service(request.query):
        return plain(403, f"SERVICE: this endpoint asks no other one (or no valid SPARQL query: {wrong})")
    if wrong:
        return plain(400, f"no valid SPARQL query: {wrong}")
    lacking = next((iri for iri in graphs_named(request.query, prefixes) if not _holds(store, iri)), None)
    if lacking is not None:
        return plain(403, f"FROM <{lacking}>: this endpoint holds no such graph, and fetches none")
    return None


def _names_graphs(request: Request, prefixes: dict[str, str]) -> bool:
    return any(True for _ in graphs_named(request.query, prefixes))


def _holds(store: ox.Store, iri: str) -> bool:
    try:
        return store.contains_named_graph(ox.NamedNode(iri))
    except ValueError:
        return False


def _serialised(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, accept: str, prefixes: dict[str, str], largest: int
) -> Reply:
    triples = isinstance(result, ox.QueryTriples)
    offered, aliases = (TRIPLES, _TRIPLE_ALIASES) if triples else (TABLES, _TABLE_ALIASES)
    media_type = chosen([HTML, *aliases, *offered], accept)
    if not media_type:
        return plain(406, f"no such format; there are {', '.join([*offered, HTML])}")
    special = aliases.get(media_type, media_type)
    sink = _Sink(largest)
    if special == HTML:
        sink.write(result_page(result, prefixes))
    elif isinstance(result, ox.QueryTriples):
        ox.serialize(result, sink, format=TRIPLES[special], prefixes=prefixes)
    elif special == "text/csv" and isinstance(result, ox.QuerySolutions):
        _write_csv(result, sink)
    else:
        result.serialize(sink, format=TABLES[special])
    return Reply(200, f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type, sink.getvalue())


def _write_csv(solutions: ox.QuerySolutions, sink: _Sink) -> None:
    """SPARQL 1.1 Query Results CSV, but for texts that begin like a formula: see `spreadsheets`."""
    sink.write(to_table([[variable.value for variable in solutions.variables]], ends="\r\n").encode())
    for solution in solutions:
        sink.write(to_table([[_cell(term) for term in solution]], ends="\r\n").encode())


def _cell(term: object) -> str:
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    return "" if term is None else str(getattr(term, "value", term))


def chosen(offered: Iterable[str], accept: str) -> str:
    """The offered type that an Accept header likes best (RFC 9110, 12.5.1), "" for none; ties go to the last."""
    try:
        best = mimeparse.best_match(list(offered), accept or "*/*")
    except mimeparse.MimeTypeParseException:
        best = ""
    return str(best)
