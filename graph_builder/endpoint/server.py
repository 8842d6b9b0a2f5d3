"""A folder, an address and limits in; a running server out, until it is stopped."""

from __future__ import annotations

import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from graph_builder.endpoint.app import make_app
from graph_builder.endpoint.guards import guards
from graph_builder.endpoint.preparing import Queries
from graph_builder.endpoint.scheduling import Answerers, Limits
from graph_builder.endpoint.served import Served
from graph_builder.errors import ConfigurationError
from graph_builder.graph.identifiers import PREFIXES

_CONNECTIONS = 512  # at once; more are sent away with 503
_PORTS = range(1 << 16)
_BY_SIGNAL = 128  # what shells add to the number of the signal that ended a process


@dataclass(frozen=True, slots=True)
class Door:
    """Where a server listens, and who may call it.

    `hosts` are names by which it may be called, beside this machine's own; `origins` are other sites whose pages may
    ask and read, such as https://example.org, or `*` for all.
    """

    host: str = "127.0.0.1"
    port: int = 8890
    hosts: Sequence[str] = ()
    origins: Sequence[str] = ()


def serve(
    folder: Path, door: Door, limits: Limits | None = None, *, told: Callable[[str], None] = lambda address: None
) -> None:
    """Serve a graph until interrupted.

    Args:
        folder: what `build` wrote, or a store.
        door: the address to bind; outside the loopback anybody who reaches it may read the graph.
        limits: what queries may take.
        told: called with the server's address once it listens.

    Raises:
        GraphError: the folder holds no graph.
        ConfigurationError: the address cannot be used.
    """
    chosen = limits or Limits()
    with (
        _ended_in_order(),
        listening(door) as listener,
        tempfile.TemporaryDirectory(prefix="graph-builder-") as working,
    ):
        served = Served(folder)  # first: pages come before answers to queries
        threading.Thread(target=served.prepare, daemon=True).start()
        queries = Queries(folder, Path(working), lambda database: Answerers(database, dict(PREFIXES), chosen))
        try:
            app = make_app(served, queries, guards(door.host, door.hosts, door.origins, chosen.body))
            config = uvicorn.Config(app, log_level="warning", server_header=False, limit_concurrency=_CONNECTIONS)
            told(address_of(listener))
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            queries.close()


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let SIGTERM end the process as `sys.exit` does: its temporary folder and its other processes go with it.

    uvicorn raises the signal again once it has let its clients go, and the system's own handler would end the process
    there and then.
    """
    if threading.current_thread() is not threading.main_thread():  # where Python sets no handlers
        yield
        return
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(_BY_SIGNAL + number)


def listening(door: Door) -> socket.socket:
    """Return the socket of an address, bound before the graph is read, so that nobody waits for a port in use.

    Raises:
        ConfigurationError: the address or the port cannot be used.
    """
    if door.port not in _PORTS:
        raise ConfigurationError(f"--port: {door.port} is no port; name one from 0 (any that is free) to 65535")
    try:
        found = socket.getaddrinfo(door.host, door.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, *_, address = found[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except (OSError, UnicodeError) as error:
        what = f"--host {door.host} --port {door.port}"
        remedy = "name another --port, or an address of this machine as --host"
        raise ConfigurationError(f"{what}: cannot be used ({error}); {remedy}") from error


def address_of(listener: socket.socket) -> str:
    """Return the address that a browser on this machine may open."""
    host, port = listener.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # any address of this machine; a browser opens none such
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
