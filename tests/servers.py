"""Start a server for a test, wait until it answers, end it."""

from __future__ import annotations

import asyncio
import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

STARTED = 60.0
_PORTS = 500  # of one worker


def _ports() -> Iterator[int]:
    """The ports of this test worker: no other worker takes one between our look and the server's start."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = 20_000 + worker % 20 * _PORTS
    return itertools.cycle(range(first, first + _PORTS))


_OWN_PORTS = _ports()


def free_port() -> int:
    """A TCP port of the loopback that nobody listens on."""
    for port in itertools.islice(_OWN_PORTS, _PORTS):
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("every port of this test worker is taken")


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
def serving(folder: Path, log: Path, *options: str, queries: bool = True) -> Iterator[str]:
    """`graph-builder serve` on a free port; `queries` waits until it answers these too."""
    port = free_port()
    command = [sys.executable, "-m", "graph_builder.cli", "serve", str(folder), "--port", str(port), *options]
    with running(command, f"http://127.0.0.1:{port}", log) as address:
        if queries:
            _wait_for_queries(address, log)
        yield address


def _wait_for_queries(address: str, log: Path) -> None:
    """Pages come at once, answers once the database has been made."""
    end = time.monotonic() + STARTED
    while time.monotonic() < end:
        reply = httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=60)
        if reply.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            return
        time.sleep(0.5)
    raise AssertionError(f"{address} answers no queries: {log.read_text('utf-8')}")


def awaited(coroutine):
    """What a coroutine gives, run in a thread: while Playwright's browser is open, the main one has a loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


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
