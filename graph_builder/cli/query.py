"""The command that asks a graph: query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from graph_builder.cli.app import app, err, exit_codes, out_console, pairs, starting_with, tell
from graph_builder.cli.tables import print_table
from graph_builder.errors import ConfigurationError
from graph_builder.query.named import NamedQuery, named_queries, named_query, read_query
from graph_builder.query.sparql import run_query
from graph_builder.query.terms import Spelling
from graph_builder.query.written import WRITERS

_TABLE = "table"


@app.command("query")
def query_command(
    graph: Annotated[
        Path | None, typer.Argument(metavar="GRAPH", help="Folder that `build` wrote, a store, or a file of RDF.")
    ] = None,
    name: Annotated[
        str,
        typer.Option(
            "--name",
            "-n",
            help="One of the questions that --list shows.",
            autocompletion=lambda incomplete: starting_with(q.name for q in named_queries())(incomplete),
        ),
    ] = "",
    file: Annotated[str, typer.Option("--file", metavar="FILE|-", help="SPARQL from a file, or standard input.")] = "",
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter's value; actors by id or name."),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            help=f"One of {', '.join((_TABLE, *WRITERS))}.",
            autocompletion=starting_with((_TABLE, *WRITERS)),
        ),
    ] = _TABLE,
    terms: Annotated[
        Spelling, typer.Option("--terms", help="How IRIs are written: id:PRK, in full, or as labels.")
    ] = Spelling.SHORT,
    list_all: Annotated[bool, typer.Option("--list", help="List the questions and their parameters.")] = False,
    seconds: Annotated[float, typer.Option("--timeout", help="Longest time to wait, in seconds.")] = 60.0,
    max_rows: Annotated[int, typer.Option("--max-rows", help="Most rows to show.")] = 10_000,
) -> None:
    """Ask a graph a question, by name or in SPARQL."""
    with exit_codes():
        if list_all:
            _print_questions(named_queries())
            return
        query = _asked(name, file)
        if graph is None:
            raise ConfigurationError("GRAPH is missing; name the folder that graph-builder build wrote")
        if form not in {_TABLE, *WRITERS}:
            raise ConfigurationError(f"--output: unknown '{form}'; known are {', '.join((_TABLE, *WRITERS))}")
        answer = run_query(
            graph, query, pairs("--param", param or []), max_rows=max_rows, seconds=seconds, spelling=terms, tell=tell
        )
        written = "" if form == _TABLE else WRITERS[form](answer)
    for line in answer.taken:
        tell(f"note: {line}")
    if form == _TABLE:
        print_table(answer.columns, answer.rows)
    typer.echo(written, nl=False)
    if answer.truncated:
        err.print(Text(f"note: only the first {max_rows} rows; raise --max-rows for more"), soft_wrap=True)


def _asked(name: str, file: str) -> NamedQuery:
    if bool(name) == bool(file):
        raise ConfigurationError("give either --name or --file; graph-builder query --list shows the names")
    if name:
        return named_query(name)
    if file == "-":
        return read_query("standard input", sys.stdin.read())
    try:
        return read_query(Path(file).stem, Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"--file: '{file}' cannot be read ({error}); name a UTF-8 text file") from error


def _print_questions(queries: tuple[NamedQuery, ...]) -> None:
    for query in queries:
        out_console.print(Text.assemble((f"{query.name}  ", "bold"), query.description), soft_wrap=True)
        for parameter in query.parameters:
            default = f" (otherwise {parameter.default})" if parameter.default else ""
            out_console.print(Text(f"    --param {parameter.name}=...  {parameter.meaning}{default}"), soft_wrap=True)
