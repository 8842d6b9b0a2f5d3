"""The command that uploads a graph: push."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.app import app, exit_codes, out_console, plain
from graph_builder.graph.assemble import assemble
from graph_builder.graph.snapshot import read_snapshot

_PASSWORD = "GRAPH_BUILDER_PASSWORD"


@app.command("push")
def push_command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder that `build` wrote, or a store.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="A Graph Store, e.g. http://localhost:7878/store")],
    user: Annotated[str, typer.Option("--user", help=f"Name; the password is read from {_PASSWORD}.")] = "",
    digest: Annotated[bool, typer.Option("--digest", help="Digest instead of Basic authentication.")] = False,
) -> None:
    """Upload a graph to a triple store by the Graph Store HTTP Protocol, one named graph at a time."""
    from graph_builder.push import Credentials, push, shown

    with exit_codes():
        credentials = Credentials(user, os.environ.get(_PASSWORD, ""), digest) if user else None
        number = push(assemble(read_snapshot(graph)), url, credentials)
    out_console.print(plain(f"{number} named graphs stored at {shown(url)}"), soft_wrap=True)
