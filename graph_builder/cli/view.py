"""The command that opens the explorer: view."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from graph_builder.cli.app import app, exit_codes, out_console
from graph_builder.errors import GraphError
from graph_builder.export import EXPORTERS


@app.command("view")
def view_command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder that `build` wrote.")],
) -> None:
    """Open the graph's explorer in the browser."""
    with exit_codes():
        page = (graph / EXPORTERS["html"].file_name).resolve()
        if not page.is_file():
            raise GraphError(f"{page}: there is no explorer; run graph-builder build first")
    out_console.print(Text(page.as_uri()), soft_wrap=True)
    webbrowser.open(page.as_uri())
