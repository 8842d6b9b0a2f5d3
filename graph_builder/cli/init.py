"""The command that begins a project: init."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.app import app, exit_codes, out_console, plain
from graph_builder.project import FILE_NAME, write_project


@app.command("init")
def init_command(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="INPUT...", help="What the project reads.")] = None,
    out: Annotated[str, typer.Option("--out", metavar="PATH", help="Folder for the results.")] = "out",
) -> None:
    """Write graph-builder.toml into the current folder: inputs, formats, aliases of `build` without arguments."""
    with exit_codes():
        path = Path(FILE_NAME)
        write_project(path, tuple(inputs or ("articles",)), out)
    out_console.print(plain(f"{path} is written; change it, then run graph-builder build"), soft_wrap=True)
