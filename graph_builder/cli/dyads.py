"""The command that counts what is told between each two states: dyads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeVar

import typer

from graph_builder.cli.app import app, exit_codes, out_console, plain, starting_with
from graph_builder.cli.tables import print_table
from graph_builder.errors import ConfigurationError
from graph_builder.export.tables.dyad_tables import DYAD_FORMATS, dyad_columns, dyad_files, dyad_rows
from graph_builder.export.tables.dyads import Choice, Dyad, Level, Period, dyads
from graph_builder.files import make_folder
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.model import Status
from graph_builder.query.sparql import Answer
from graph_builder.query.written import WRITERS
from graph_builder.transaction import write_files

_Kind = TypeVar("_Kind", Level, Period, Status)
_TABLE = "table"
_FORMS = (_TABLE, "csv", "json")
_SHOWN = (
    "period", "a_name", "b_name", "facts", "articles", "cooperation", "conflict", "balance", "disputed_share",
    "first_date", "last_date",
)  # fmt: skip


@app.command("dyads")
def dyads_command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder that `build` wrote, or a store.")],
    by: Annotated[
        str,
        typer.Option(
            "--by",
            help="month or year: a row a dyad and period, by the events' dates.",
            autocompletion=starting_with((Period.YEAR, Period.MONTH)),
        ),
    ] = "",
    level: Annotated[
        str,
        typer.Option(
            "--level",
            help="state: whoever acts counts for the state; actor: not.",
            autocompletion=starting_with(Level),
        ),
    ] = Level.STATE.value,
    directed: Annotated[bool, typer.Option("--directed", help="A row for each direction: who acts, towards whom.")] = (
        False
    ),
    statuses: Annotated[
        list[str] | None,
        typer.Option(
            "--status", help="Count only facts of this status; may be repeated.", autocompletion=starting_with(Status)
        ),
    ] = None,
    confidence: Annotated[float, typer.Option("--min-confidence", help="Count only facts at least as sure.")] = 0.0,
    reported: Annotated[
        bool, typer.Option("--reported", help="Events without a date count when their article was published.")
    ] = False,
    form: Annotated[str, typer.Option("--output", "-o", help=f"What is printed: {', '.join(_FORMS)}.")] = _TABLE,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help=f"Write a file instead: {', '.join(DYAD_FORMATS)}; may be repeated.",
            autocompletion=starting_with(DYAD_FORMATS),
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the files; otherwise GRAPH.")] = None,
) -> None:
    """Count what is told between each two states: relations, cooperation and conflict, disputes, dates."""
    with exit_codes():
        if form not in _FORMS:
            raise ConfigurationError(f"--output: unknown '{form}'; known are {', '.join(_FORMS)}")
        choice = Choice(
            level=_one_of(Level, level, "--level"),
            by=_one_of(Period, by, "--by"),
            directed=directed,
            statuses=frozenset(_one_of(Status, one, "--status") for one in statuses or Status),
            min_confidence=confidence,
            reported=reported,
        )
        knowledge = read_snapshot(graph)
        files = dyad_files(knowledge, choice, formats or ())
        if files:
            make_folder(out or graph, "--out")
            write_files({(out or graph) / name: content for name, content in files.items()})
    for name in files:
        out_console.print(plain(f"  {(out or graph) / name}"), soft_wrap=True)
    if files:
        return
    answer = _answer(dyads(knowledge, choice))
    if form == _TABLE:
        short = _short(answer)
        print_table(short.columns, short.rows)
    else:
        typer.echo(WRITERS[form](answer), nl=False)


def _one_of(kind: type[_Kind], value: str, option: str) -> _Kind:
    try:
        return kind(value)
    except ValueError as error:
        known = ", ".join(one.value for one in kind if one.value)
        raise ConfigurationError(f"{option}: unknown '{value}'; known are {known}") from error


def _answer(found: tuple[Dyad, ...]) -> Answer:
    rows = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in dyad_rows(found))
    return Answer(tuple(name for name, _ in dyad_columns()), rows)


def _short(answer: Answer) -> Answer:
    """The columns that fit a terminal, and in one more the relations that are told, the most told first."""
    first_relation = next(place for place, name in enumerate(answer.columns) if name.isupper())
    places = [answer.columns.index(name) for name in _SHOWN]
    rows = []
    for row in answer.rows:
        counts = [(int(row[i]), answer.columns[i]) for i in range(first_relation, len(row)) if row[i] != "0"]
        told = ", ".join(f"{name} {number}" for number, name in sorted(counts, key=lambda one: (-one[0], one[1])))
        rows.append((*(row[place] for place in places), told))
    return Answer((*_SHOWN, "relations"), tuple(rows))
