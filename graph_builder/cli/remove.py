"""The command that drops articles from a store: remove."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.builder import remove
from graph_builder.cli.app import app, exit_codes, out_console, plain, tell


@app.command("remove")
def remove_command(
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Their ids: the article column of facts.csv.")
    ],
    store: Annotated[Path, typer.Option("--store", help="The store that `build --store` wrote.")],
    wait: Annotated[
        float | None,
        typer.Option("--wait", metavar="SECONDS", help="How long to wait for another writer of the store."),
    ] = None,
) -> None:
    """Drop articles from a store, which then is the graph of what is left."""
    with exit_codes():
        facts = remove(store, articles, tell, wait)
    out_console.print(plain(f"{', '.join(articles)}: removed, {facts} facts fewer"), soft_wrap=True)
