"""A folder, an address and limits enter; a running server leaves, until it is stopped."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import uvicorn

from graph_builder.endpoint.answering import Answerers
from graph_builder.endpoint.app import make_app
from graph_builder.endpoint.served import Served
from graph_builder.errors import ConfigurationError
from graph_builder.graph.identifiers import PREFIXES

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    folder: Path, host: str, port: int, seconds: float, *, told: Callable[[str], None] = lambda address: None
) -> None:
    """Serve a graph until interrupted.

    Args:
        folder: what `build` wrote, or a store.
        host: address to bind; outside the loopback anybody who reaches it may read the graph.
        port: TCP port.
        seconds: the longest time for a query.
        told: called with the server's address before it starts.

    Raises:
        GraphError: the folder holds no graph.
        ConfigurationError: the address cannot be used.
    """
    with tempfile.TemporaryDirectory(prefix="graph-builder-") as working:
        served = Served(folder, Path(working))
        answerers = Answerers(served.database, dict(PREFIXES), seconds)
        hosts = [*LOOPBACK, "[::1]"] if host in LOOPBACK else ["*"]
        server = uvicorn.Server(
            uvicorn.Config(make_app(served, answerers, hosts), host=host, port=port, log_level="warning")
        )
        told(f"http://{host}:{port}/")
        try:
            server.run()
        except SystemExit as error:  # uvicorn's way to say that it cannot bind
            raise ConfigurationError(f"--port: {host}:{port} cannot be used; name another --port or --host") from error
        finally:
            answerers.close()
