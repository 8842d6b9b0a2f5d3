"""The command that tells what a store holds: store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from graph_builder.cli.app import app, exit_codes, out_console, plain
from graph_builder.errors import GraphError
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.records.contents import read_contents


@app.command("store")
def store_command(
    folder: Annotated[Path, typer.Argument(metavar="STORE", help="The store that `build --store` wrote.")],
    articles: Annotated[bool, typer.Option("--articles", help="List its articles: ids, and files.")] = False,
) -> None:
    """Tell what a store holds, and what made it."""
    with exit_codes():
        contents = read_contents(folder)
        if contents is None:
            raise GraphError(
                f"{folder}: holds no store with records; make one with graph-builder build --store {folder}"
            )
        graph = read_snapshot(folder)
    if articles:
        for held in contents.articles:
            origin = held.origin
            place = f"{origin.folder}/{origin.stem}{origin.suffix}" if origin is not None and origin.folder else ""
            typer.echo(f"{held.id}\t{place}")
        return
    table = Table(title=str(folder), title_justify="left", show_header=False)
    run = contents.maker.run
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    for name, value in (
        ("articles", str(len(graph.articles))),
        ("facts", str(len(graph.facts))),
        ("entities", str(len(graph.entities))),
        ("read with", f"graph-builder {run.version}, {run.pipeline}"),
        ("megabytes", f"{size / 1e6:.1f}"),
    ):
        table.add_row(name, plain(value))
    out_console.print(table)
