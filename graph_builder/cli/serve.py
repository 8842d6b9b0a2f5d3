"""The command that serves a graph: serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.app import app, exit_codes, out_console, plain


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
