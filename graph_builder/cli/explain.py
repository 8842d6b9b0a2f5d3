"""The command that shows how one fact came about: explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from graph_builder.cli.app import app, exit_codes, out_console, plain
from graph_builder.query.explain import Explanation, explain


@app.command("explain")
def explain_command(
    fact: Annotated[str, typer.Argument(metavar="FACT_ID", help="The id column of facts.csv.")],
    graph: Annotated[Path, typer.Option("--graph", help="Folder that `build` wrote.")],
) -> None:
    """Show a fact, its sentence with the evidence marked, its rule, and how each actor was resolved."""
    with exit_codes():
        found = explain(graph, fact)
    _print_explanation(found)


def _print_explanation(found: Explanation) -> None:
    for name, value in found.lines():
        out_console.print(Text.assemble((f"{name:<13}", "bold"), plain(value)), soft_wrap=True)
    before, marked, after = found.marked()
    out_console.print(
        Text.assemble(
            ("sentence     ", "bold"),
            plain(before),
            ("[", "dim"),
            (plain(marked).plain, "reverse"),
            ("]", "dim"),
            plain(after),
        ),
        soft_wrap=True,
    )
    for actor in found.actors:
        how = f"{actor.surface!r} -> {actor.entity}  ({actor.rule}, score {actor.score:.2f}"
        out_console.print(
            Text.assemble((f"{actor.role:<13}", "bold"), plain(how + (f", {actor.reason})" if actor.reason else ")"))),
            soft_wrap=True,
        )
