"""The command that finds facts by words: search."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.app import app, exit_codes, starting_with, tell
from graph_builder.cli.tables import FORMS, print_facts
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.query.search import search

_SHOWN_ARTICLES = 5


@app.command("search")
def search_command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder that `build` wrote, or a store.")],
    text: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Words; case and accents make no difference.")],
    form: Annotated[
        str, typer.Option("--output", "-o", help=f"One of {', '.join(FORMS)}.", autocompletion=starting_with(FORMS))
    ] = FORMS[0],
    max_rows: Annotated[int, typer.Option("--max-rows", min=1, help="Most facts to show.")] = 100,
) -> None:
    """Find facts by words of their sentence, actors, speaker, place or theme."""
    with exit_codes():
        knowledge = read_snapshot(graph)
        found = search(knowledge, " ".join(text))
        print_facts(knowledge, found.facts[:max_rows], form)
    if len(found.facts) > max_rows:
        tell(f"note: only the first {max_rows} of {len(found.facts)} facts; raise --max-rows for more")
    if found.silent:
        ids = ", ".join(article.id for article in found.silent[:_SHOWN_ARTICLES])
        more = ", ..." if len(found.silent) > _SHOWN_ARTICLES else ""
        tell(f"note: {len(found.silent)} articles say it and give no such fact: {ids}{more}")
