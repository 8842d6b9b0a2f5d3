"""Tables as the commands print them: on a terminal ids stay whole, elsewhere everything does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

import typer
from rich.console import JustifyMethod
from rich.table import Table

from graph_builder.cli.app import out_console, plain
from graph_builder.errors import ConfigurationError
from graph_builder.export.tables.facts_table import COLUMNS, rows
from graph_builder.model import Fact, KnowledgeGraph
from graph_builder.spreadsheets import to_table

FORMS = ("table", "csv", "json")  # in which facts are printed
_SHOWN = ("id", "article", "date", "relation", "subject", "object", "polarity", "status", "evidence")
_LONGEST_ID = 32  # characters of a cell that a terminal never breaks, where it has no blank


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "", numbers: Iterable[str] = ()
) -> None:
    """Print a table.

    Args:
        columns: names for the head.
        rows: cells, printed as they are; a terminal's control characters become U+FFFD.
        title: stands above it.
        numbers: columns that are set to the right.
    """
    cells = [tuple(str(cell) for cell in row) for row in rows]
    right = frozenset(numbers)
    table = Table(title=title or None, title_justify="left", show_edge=False)
    for place, column in enumerate(columns):
        is_id = all(" " not in row[place] and len(row[place]) <= _LONGEST_ID for row in cells)
        justify: JustifyMethod = "right" if column in right else "left"
        table.add_column(column, overflow="fold", no_wrap=is_id, justify=justify)
    for row in cells:
        table.add_row(*map(plain, row))
    out_console.print(table)


def print_facts(graph: KnowledgeGraph, facts: Sequence[Fact], form: str) -> None:
    """Print facts of a graph: the columns that fit on a terminal, or all those of facts.csv as CSV or JSON.

    Raises:
        ConfigurationError: the form is none of `FORMS`.
    """
    if form not in FORMS:
        raise ConfigurationError(f"--output: unknown '{form}'; known are {', '.join(FORMS)}")
    if form == "table":
        shown = ([" ".join(str(getattr(fact, name)).split()) for name in _SHOWN] for fact in facts)
        print_table(_SHOWN, shown)
        return
    table = list(rows(replace(graph, facts=tuple(facts))))
    if form == "csv":
        typer.echo(to_table([COLUMNS, *table]), nl=False)
    else:
        typer.echo(json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in table], ensure_ascii=False, indent=1))
