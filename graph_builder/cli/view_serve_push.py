"""Commands that show a graph to others: view, serve, push."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from graph_builder.cli.app import app, exit_codes, out_console, plain
from graph_builder.errors import GraphError
from graph_builder.export import EXPORTERS
from graph_builder.graph.assemble import assemble
from graph_builder.graph.snapshot import read_snapshot

_PASSWORD = "GRAPH_BUILDER_PASSWORD"


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


@app.command("serve")
def serve_command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder that `build` wrote, or a store.")],
    host: Annotated[str, typer.Option("--host", help="Address to bind; the loopback is for this machine alone.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", help="TCP port; 0 takes one that is free.")] = 8890,
    seconds: Annotated[float, typer.Option("--timeout", min=0.1, help="Longest time for a query, in seconds.")] = 30.0,
    memory: Annotated[int, typer.Option("--memory", min=64, help="Most memory for queries of a process, in MiB.")] = (
        1024
    ),
    hosts: Annotated[
        list[str] | None, typer.Option("--allow-host", help="Another name by which the server may be called.")
    ] = None,
    origins: Annotated[
        list[str] | None,
        typer.Option("--allow-origin", help="Another site whose pages may ask and read; * for all. Repeatable."),
    ] = None,
) -> None:
    """Serve a graph: SPARQL endpoint (read-only), query page, explorer, downloads."""
    from graph_builder.endpoint.scheduling import Limits  # the web libraries, for this command alone
    from graph_builder.endpoint.server import Door, serve

    def told(address: str) -> None:
        out_console.print(plain(f"Serving {graph} at {address} ; Ctrl+C ends it."), soft_wrap=True)

    with exit_codes():
        door = Door(host, port, tuple(hosts or ()), tuple(origins or ()))
        serve(graph, door, Limits(seconds=seconds, memory=memory << 20), told=told)


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
