"""A graph and a SPARQL query enter, rows or triples leave: the embedded Oxigraph, read-only."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset, Literal
from rdflib.term import Node

from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.graph.identifiers import PREFIXES
from graph_builder.query.named import NamedQuery, Terms, bind
from graph_builder.vocabulary.paths import ontology_file

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
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
    bound = bind(query, parameters or {})
    store = open_store(source)
    for file_name in query.background:
        store.load(ontology_file(file_name).read_bytes(), format=ox.RdfFormat.TURTLE)
    answers: list[Answer | Exception] = []

    def work() -> None:
        try:
            answers.append(_evaluate(store, query, bound, max_rows))
        except Exception as error:  # handed over to the caller's thread, which raises it
            answers.append(error)

    # Oxigraph cannot be interrupted: a thread over the limit is left behind, a daemon that ends with us.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        raise GraphError(f"query '{query.name}' took more than {seconds:g} seconds; narrow it or raise the limit")
    if isinstance(answers[0], SyntaxError):
        raise ConfigurationError(f"query '{query.name}' is no valid SPARQL query: {answers[0]}") from answers[0]
    if isinstance(answers[0], RuntimeError):  # Oxigraph binds only variables that the SELECT line names
        raise ConfigurationError(f"query '{query.name}' cannot be run: {answers[0]}") from answers[0]
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]


def open_store(source: Dataset | Path) -> ox.Store:
    """An in-memory Oxigraph store of a dataset, a file, or a folder that `build` wrote.

    Its default graph is the merge of all named graphs, which stay reachable by GRAPH; Oxigraph's own union of
    named graphs gives a triple once per graph that holds it, and events stand in every article that speaks
    of them.

    Raises:
        GraphError: there is no such graph, or it cannot be read.
    """
    store = ox.Store()
    if isinstance(source, Dataset):
        store.bulk_extend(
            ox.Quad(_node(s), _node(p), _term(o), _node(g) if g else ox.DefaultGraph())
            for s, p, o, g in source.quads((None, None, None, None))
        )
    else:
        _load(store, _graph_file(source))
    store.bulk_extend([ox.Quad(q.subject, q.predicate, q.object) for q in store])
    return store


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


def _evaluate(store: ox.Store, query: NamedQuery, bound: Terms, max_rows: int) -> Answer:
    result = store.query(query.text, prefixes=dict(PREFIXES), substitutions=bound)
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
    table = tuple(tuple(_text(solution[name]) for name in columns) for solution in solutions[:max_rows])
    return Answer(columns, table, truncated=len(solutions) > max_rows)


def _text(term: object) -> str:
    """A literal's words, an IRI with its prefix, "" for nothing."""
    if not isinstance(term, ox.NamedNode):
        return str(getattr(term, "value", ""))
    for prefix, namespace in PREFIXES:
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value[len(namespace) :]}"
    return term.value


def _node(term: Node) -> ox.NamedNode:
    return ox.NamedNode(str(term))


def _term(term: Node) -> ox.NamedNode | ox.Literal:
    if not isinstance(term, Literal):
        return _node(term)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=_node(term.datatype)) if term.datatype else ox.Literal(str(term))
