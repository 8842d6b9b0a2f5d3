"""The command that tells what a graph holds, in numbers: stats."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.app import app, exit_codes
from graph_builder.cli.tables import print_table
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.query.statistics import Counts, statistics

_COUNTED = ("relations", "statuses", "polarities", "years", "publishers", "actors", "pairs")


@app.command("stats")
def stats_command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder that `build` wrote, or a store.")],
    shown: Annotated[int, typer.Option("--show", min=1, help="Most rows of a table.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables, with all rows.")] = False,
) -> None:
    """Count what a graph holds: facts by relation, status and year, actors, pairs of states."""
    with exit_codes():
        found = statistics(read_snapshot(graph))
    if as_json:
        tree = asdict(found) | {name: dict(getattr(found, name)) for name in _COUNTED}
        typer.echo(json.dumps(tree, ensure_ascii=False, indent=1))
        return
    first, last = found.published
    rows = [
        ("articles", found.articles), ("facts", found.facts), ("entities", found.entities),
        ("published", f"{first} to {last}" if first else "unknown"), ("facts with a date", f"{found.dated:.1%}"),
        ("facts that somebody says", f"{found.attributed:.1%}"),
    ]  # fmt: skip
    print_table(("of", "how many"), rows, title=str(graph), numbers=("how many",))
    for name in _COUNTED:
        counts: Counts = getattr(found, name)
        if counts:
            more = f" ({shown} of {len(counts)})" if len(counts) > shown and name != "years" else ""
            rows = list(counts if name == "years" else counts[:shown])
            print_table((name, "how many"), rows, title=f"\n{name}{more}", numbers=("how many",))
