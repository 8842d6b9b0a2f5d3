"""The command that lists who was taken for whom: entities."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from graph_builder.cli.app import app, exit_codes, out_console, plain
from graph_builder.files import make_folder
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.resolve.listing import DUPLICATE_COLUMNS, ENTITY_COLUMNS, MENTION_COLUMNS, Listing, Row
from graph_builder.spreadsheets import to_table
from graph_builder.transaction import write_files
from graph_builder.vocabulary import load_vocabulary
from graph_builder.vocabulary.aliases import with_aliases

_SHOWN = ("entity", "kind", "state", "mentions", "articles")


@app.command("entities")
def entities_command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder that `build` wrote, or a store.")],
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the tables; otherwise GRAPH.")] = None,
    aliases: Annotated[
        Path | None, typer.Option("--aliases", help="The aliases.tsv or forbidden.tsv that the graph was built with.")
    ] = None,
    shown: Annotated[int, typer.Option("--show", help="How many actors to print, the most mentioned first.")] = 20,
) -> None:
    """List actors, their mentions with rule and reason, and pairs that look like one actor, as three TSV files."""
    with exit_codes():
        vocabulary = load_vocabulary()
        if aliases is not None:
            vocabulary = with_aliases(vocabulary, aliases)
        listing = Listing(read_snapshot(graph), vocabulary)
        entities, duplicates = listing.entities(), listing.duplicates()
        folder = out or graph
        make_folder(folder, "--out")
        files = {
            folder / "entities.tsv": _tsv(ENTITY_COLUMNS, entities),
            folder / "mentions.tsv": _tsv(MENTION_COLUMNS, listing.mentions()),
            folder / "duplicates.tsv": _tsv(DUPLICATE_COLUMNS, duplicates),
        }
        write_files(files)
    _print(entities[:shown])
    out_console.print(plain(f"{len(entities)} actors, {len(duplicates)} pairs that look like one"), soft_wrap=True)
    for path in files:
        out_console.print(plain(f"  {path}"), soft_wrap=True)


def _tsv(columns: Row, rows: Iterable[Row]) -> bytes:
    lines = ([" ".join(cell.split()) for cell in row] for row in rows)
    return to_table([columns, *lines], delimiter="\t").encode()


def _print(rows: list[Row]) -> None:
    table = Table(show_edge=False)
    for column in _SHOWN:
        table.add_column(column)
    for row in rows:
        table.add_row(*(plain(row[ENTITY_COLUMNS.index(column)]) for column in _SHOWN))
    out_console.print(table)
