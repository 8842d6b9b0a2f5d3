"""Run a SPARQL query over a graph in the embedded Oxigraph, read-only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.graph.identifiers import PREFIXES
from graph_builder.query.actor_names import with_ids
from graph_builder.query.background import BACKGROUND, asked_with_background, load_background
from graph_builder.query.named import NamedQuery, Terms, bind
from graph_builder.query.opening import opened
from graph_builder.query.terms import Spelling, spell
from graph_builder.records.locks import Tell
from graph_builder.tabular import to_html, to_pandas, to_polars

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: a table, or triples for CONSTRUCT and DESCRIBE; ASK is a table of one cell.

    Cells are plain strings, IRIs as `Spelling` says (id:PRK), "" where a variable is not bound.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    turtle: str = ""  # the triples, for CONSTRUCT and DESCRIBE
    truncated: bool = False  # there was more than the row limit
    taken: tuple[str, ...] = ()  # a line about each actor that was given by a name: who was taken

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """An answer without rows is one too."""
        return True

    def __iter__(self) -> Iterator[dict[str, str]]:
        """Each row by the names of its columns."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas table of texts.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        return to_pandas(self.columns, self.rows)

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a Polars table of texts.

        Raises:
            ConfigurationError: Polars is not installed.
        """
        return to_polars(self.columns, self.rows)

    def _repr_html_(self) -> str:
        more = ", and there are more" if self.truncated else ""
        return to_html(self.columns, self.rows, "; ".join((f"{len(self)} rows{more}", *self.taken)))


def run_query(
    source: Dataset | Path,
    query: NamedQuery,
    parameters: Mapping[str, str] | None = None,
    *,
    max_rows: int = 10_000,
    seconds: float = 60.0,
    spelling: Spelling = Spelling.SHORT,
    tell: Tell = lambda line: None,
) -> Answer:
    """Ask one question of a graph.

    Args:
        source: a dataset, a file of RDF, or a folder that `build` wrote.
        query: from `named_query("disputed")` or `read_query("mine", text)`.
        parameters: values of the query's parameters, e.g. `{"state": "PRK"}`; bound as RDF terms. Actors may be given
            by id or by a name that the graph has for them ("Corea del Norte").
        max_rows: rows or triples beyond are dropped, and `truncated` says so.
        seconds: the longest time to wait.
        spelling: how IRIs are written.
        tell: gets a line where the database of a large graph has to be made first.

    Raises:
        GraphError: the source cannot be read, or the time is over.
        ConfigurationError: the query is no valid SPARQL query, or a parameter is wrong.
    """
    with opened(source, tell) as store:
        return ask(store, query, parameters, max_rows=max_rows, seconds=seconds, spelling=spelling)


def ask(
    store: ox.Store,
    query: NamedQuery,
    parameters: Mapping[str, str] | None = None,
    *,
    max_rows: int = 10_000,
    seconds: float = 60.0,
    spelling: Spelling = Spelling.SHORT,
) -> Answer:
    """Ask one question of an open store, which holds the same afterwards; otherwise as `run_query`."""
    values, taken = with_ids(store, query, parameters or {})
    bound = bind(query, values)
    with _background(store, query) as (whole, default_graphs):
        plan = _Plan(bound, max_rows, default_graphs, spelling)
        answer = _within(seconds, query.name, lambda: _evaluate(whole, query, plan))
    return replace(answer, taken=taken)


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


@contextmanager
def _background(store: ox.Store, query: NamedQuery) -> Iterator[tuple[ox.Store, _Graphs | None]]:
    """A store with the files of the ontology that a question needs in a graph of their own, and its default graphs."""
    if not query.background:
        yield store, None
        return
    if graphs := asked_with_background(store):  # a database holds it
        yield store, graphs
        return
    try:
        load_background(store, query.background)
    except OSError:  # read-only, and of an earlier version
        quads, store = store, ox.Store()
        store.bulk_extend(quads)
        load_background(store, query.background)
    try:
        yield store, asked_with_background(store)
    finally:
        store.remove_graph(BACKGROUND)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a query is evaluated."""

    bound: Terms
    max_rows: int
    default_graphs: _Graphs | None
    spelling: Spelling


def _evaluate(store: ox.Store, query: NamedQuery, plan: _Plan) -> Answer:
    result = store.query(
        query.text, prefixes=dict(PREFIXES), substitutions=plan.bound, default_graph=plan.default_graphs
    )
    if isinstance(result, ox.QueryBoolean):
        return Answer(("answer",), (("true" if result else "false",),))

    def cells(terms: Iterable[object]) -> tuple[str, ...]:
        return tuple(spell(term, plan.spelling, store) for term in terms)

    if isinstance(result, ox.QueryTriples):
        triples = sorted(set(islice(result, plan.max_rows + 1)), key=str)
        kept = triples[: plan.max_rows]
        turtle = ox.serialize(kept, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
        rows = tuple(cells((t.subject, t.predicate, t.object)) for t in kept)
        return Answer(("subject", "predicate", "object"), rows, turtle.decode(), len(triples) > plan.max_rows)
    given = {variable.value for variable in plan.bound}
    columns = tuple(variable.value for variable in result.variables if variable.value not in given)
    solutions = list(islice(result, plan.max_rows + 1))
    places = [place for place, variable in enumerate(result.variables) if variable.value not in given]
    table = tuple(cells(solution[place] for place in places) for solution in solutions[: plan.max_rows])
    return Answer(columns, table, truncated=len(solutions) > plan.max_rows)
