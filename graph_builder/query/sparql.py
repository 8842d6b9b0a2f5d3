"""Run a SPARQL query over a graph in the embedded Oxigraph, read-only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.graph.identifiers import ID, PREFIXES
from graph_builder.query.named import NamedQuery, Terms, bind
from graph_builder.query.store import DATABASE
from graph_builder.query.terms import oxigraph_quads, prefixed
from graph_builder.records.graphs import is_store, reading
from graph_builder.vocabulary.paths import ontology_file

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_DAMAGED = "cannot be read ({}); build into the store again, or remove an article, to make it anew"
_CORRUPT = (OSError, RuntimeError)  # as Oxigraph raises them
_IN_FOLDER = ("graph.nq", "graph.trig", "graph.ttl")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: a table, or triples for CONSTRUCT and DESCRIBE; ASK is a table of one cell.

    Cells are plain strings, IRIs with their prefix (id:PRK), "" where a variable is not bound.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    turtle: str = ""  # the triples, for CONSTRUCT and DESCRIBE
    truncated: bool = False  # there was more than the row limit


def run_query(
    source: Dataset | Path,
    query: NamedQuery,
    parameters: Mapping[str, str] | None = None,
    *,
    max_rows: int = 10_000,
    seconds: float = 60.0,
) -> Answer:
    """Ask one question of a graph.

    Args:
        source: a dataset, a file of RDF, or a folder that `build` wrote.
        query: from `named_query("disputed")` or `read_query("mine", text)`.
        parameters: values of the query's parameters, e.g. `{"state": "PRK"}`; bound as RDF terms.
        max_rows: rows or triples beyond are dropped, and `truncated` says so.
        seconds: the longest time to wait.

    Raises:
        GraphError: the source cannot be read, or the time is over.
        ConfigurationError: the query is no valid SPARQL query, or a parameter is wrong.
    """
    with opened(source) as store:
        return ask(store, query, parameters, max_rows=max_rows, seconds=seconds)


def ask(
    store: ox.Store,
    query: NamedQuery,
    parameters: Mapping[str, str] | None = None,
    *,
    max_rows: int = 10_000,
    seconds: float = 60.0,
) -> Answer:
    """Ask one question of an open store, which holds the same afterwards; otherwise as `run_query`."""
    bound = bind(query, parameters or {})
    with _background(store, query) as (whole, default_graphs):
        return _within(seconds, query.name, lambda: _evaluate(whole, query, bound, max_rows, default_graphs))


def _within(seconds: float, name: str, evaluate: Callable[[], Answer]) -> Answer:
    """What a query gives in the time allowed, its errors in our words."""
    answers: list[Answer | Exception] = []

    def work() -> None:
        try:
            answers.append(evaluate())
        except Exception as error:  # handed over to the caller's thread, which raises it
            answers.append(error)

    # Oxigraph cannot be interrupted: a thread over the limit is left behind, a daemon that ends with us.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        raise GraphError(f"query '{name}' took more than {seconds:g} seconds; narrow it or raise the limit")
    if isinstance(answers[0], SyntaxError):
        raise ConfigurationError(f"query '{name}' is no valid SPARQL query: {answers[0]}") from answers[0]
    if isinstance(answers[0], RuntimeError):  # Oxigraph binds only variables that the SELECT line names
        raise ConfigurationError(f"query '{name}' cannot be run: {answers[0]}") from answers[0]
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]


_Graphs = list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
_BACKGROUND = ox.NamedNode(f"{ID}graph-background")


@contextmanager
def _background(store: ox.Store, query: NamedQuery) -> Iterator[tuple[ox.Store, _Graphs | None]]:
    """A store with the files of the ontology that a question needs in a graph of their own, and its default graphs."""
    if not query.background:
        yield store, None
        return
    content = [ontology_file(file_name).read_bytes() for file_name in query.background]
    try:
        _load_background(store, content)
    except OSError:  # read-only
        quads, store = store, ox.Store()
        store.bulk_extend(quads)
        _load_background(store, content)
    try:
        yield store, [ox.DefaultGraph(), _BACKGROUND]
    finally:
        store.remove_graph(_BACKGROUND)


def _load_background(store: ox.Store, content: Sequence[bytes]) -> None:
    for file in content:
        store.load(file, format=ox.RdfFormat.TURTLE, to_graph=_BACKGROUND)


def dump_turtle(store: ox.Store) -> bytes:
    """The merged graph as Turtle, grouped by subject; the same store gives the same bytes.

    For graphs of a million triples, where the exporter's sorted and commented Turtle takes too long.
    """
    return store.dump(format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph(), prefixes=dict(PREFIXES)) or b""


@contextmanager
def opened(source: Dataset | Path) -> Iterator[ox.Store]:
    """Give what `open_store` returns; a persistent store's graph stays on disk as long as it is open.

    Raises:
        GraphError: there is no such graph, it cannot be read, or it is found to be damaged while it is open.
    """
    if not (isinstance(source, Path) and is_store(source)):
        yield open_store(source)
        return
    with reading(source) as graph:
        store = _open(graph / DATABASE)
        try:
            yield store
        except _CORRUPT as error:  # Oxigraph reads what it is asked for, not all at once
            raise GraphError(f"{graph / DATABASE}: {_DAMAGED.format(error)}") from error


def open_store(source: Dataset | Path) -> ox.Store:
    """Return an Oxigraph store of a dataset, a file of RDF, or a folder that `build` wrote; of a store, a copy.

    Its default graph is the merge of all named graphs, which stay reachable by GRAPH.

    Raises:
        GraphError: there is no such graph, or it cannot be read.
    """
    if isinstance(source, Dataset):
        store = ox.Store()
        store.bulk_extend(oxigraph_quads(source))
        return store
    if (source / DATABASE).is_dir():  # a persistent store of the first edition
        return _open(source / DATABASE)
    store = ox.Store()
    if is_store(source):
        with opened(source) as on_disk:
            store.bulk_extend(on_disk)
        return store
    _load(store, _graph_file(source))
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return store


def _open(database: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(database))
    except _CORRUPT as error:
        raise GraphError(f"{database}: {_DAMAGED.format(error)}") from error


def _load(store: ox.Store, path: Path) -> None:
    try:
        store.bulk_load(path=str(path), format=_FORMATS[path.suffix])
    except KeyError as error:
        raise GraphError(f"{path}: unknown kind of file; name one of {', '.join(_FORMATS)}") from error
    except SyntaxError as error:
        raise GraphError(f"{path}:{error.lineno}: not valid ({error.msg}); build the graph again") from error
    except OSError as error:
        raise GraphError(f"{path}: cannot be read ({error.strerror}); build the graph first") from error


def _graph_file(source: Path) -> Path:
    if not source.is_dir():
        return source
    found = next((source / name for name in _IN_FOLDER if (source / name).is_file()), None)
    if found is None:
        raise GraphError(f"{source}: holds no graph ({', '.join(_IN_FOLDER)}); build with --format ttl")
    return found


def _evaluate(
    store: ox.Store, query: NamedQuery, bound: Terms, max_rows: int, default_graphs: _Graphs | None
) -> Answer:
    result = store.query(query.text, prefixes=dict(PREFIXES), substitutions=bound, default_graph=default_graphs)
    if isinstance(result, ox.QueryBoolean):
        return Answer(("answer",), (("true" if result else "false",),))
    if isinstance(result, ox.QueryTriples):
        triples = sorted(set(islice(result, max_rows + 1)), key=str)
        kept = triples[:max_rows]
        turtle = ox.serialize(kept, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
        rows = tuple((_text(t.subject), _text(t.predicate), _text(t.object)) for t in kept)
        return Answer(("subject", "predicate", "object"), rows, turtle.decode(), len(triples) > max_rows)
    given = {variable.value for variable in bound}
    columns = tuple(variable.value for variable in result.variables if variable.value not in given)
    solutions = list(islice(result, max_rows + 1))
    places = [place for place, variable in enumerate(result.variables) if variable.value not in given]
    table = tuple(tuple(_text(solution[place]) for place in places) for solution in solutions[:max_rows])
    return Answer(columns, table, truncated=len(solutions) > max_rows)


def _text(term: object) -> str:
    """A literal's words, an IRI with its prefix, "" for nothing."""
    if not isinstance(term, ox.NamedNode):
        return str(getattr(term, "value", ""))
    return prefixed(term.value)
