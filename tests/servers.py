"""Start a server for a test, wait until it answers, end it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

STARTED = 60.0


def free_port():
    """A TCP port of the loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running(command: list[str], address: str, log: Path, cwd: Path | None = None) -> Iterator[str]:
    """Run a server while the block lasts; its address, once that answers with any status."""
    with log.open("wb") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=subprocess.STDOUT, cwd=cwd)
        try:
            _wait(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def serving(folder: Path, log: Path, *options: str) -> Iterator[str]:
    """`graph-builder serve` on a free port."""
    port = free_port()
    command = [sys.executable, "-m", "graph_builder.cli", "serve", str(folder), "--port", str(port), *options]
    with running(command, f"http://127.0.0.1:{port}", log) as address:
        yield address


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTED
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            httpx.get(address, timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} did not answer: {log.read_text('utf-8')}")
