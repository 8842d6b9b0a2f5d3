"""A server that is ended while a process of its makes the database: nothing of it stays, and the next one starts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx
import pytest
from builders_graph import made_graph
from builders_store import silent
from servers import free_port

from graph_builder.api import Graph
from graph_builder.query import database
from graph_builder.records.locks import exclusive

# `graph-builder serve`, to which any graph is a large one
LARGE = """
import sys
from graph_builder.query import database
database._LARGE = 0
from graph_builder.cli import main
sys.argv[0] = "graph-builder"
main()
"""
SMALL = "from graph_builder.cli import main; main()"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="signals and locks are POSIX's")]
ENDED = 30.0  # seconds for a process to notice that its server has ended, on a machine under load
LONGEST = 120.0  # seconds for a server to start, and for its database to be made, on such a machine


@pytest.fixture(scope="module")
def graph():
    """So large that its database is not yet there when a server first answers on a machine under load."""
    return Graph(made_graph(300, 20))


@contextmanager
def started(code, folder, tmp_path):
    """A server that answers pages, while the block lasts; its process and address."""
    port = free_port()
    temporary = tmp_path / "temporary"
    temporary.mkdir(exist_ok=True)
    with (tmp_path / "log").open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", code, "serve", str(folder), "--port", str(port)],
            stdout=log,
            stderr=log,
            env={**os.environ, "TMPDIR": str(temporary)},
        )
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: server.poll() is not None or answers(address), "the server to answer")
        assert server.poll() is None, (tmp_path / "log").read_text("utf-8")
        yield server, address
    finally:
        server.terminate()
        server.wait(ENDED)


def answers(address):
    try:
        return httpx.get(address, timeout=60).status_code == 200
    except httpx.TransportError:
        return False


def until(holds, what, seconds=LONGEST):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


def offspring(process):
    """The processes that a process has started, and theirs."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = dict(map(int, line.split()) for line in listed.splitlines())
    found = {process}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


def alive(processes):
    states = subprocess.run(["ps", "-eo", "pid=,stat="], capture_output=True, text=True, check=True).stdout
    running = {int(pid) for pid, state in map(str.split, states.splitlines()) if not state.startswith("Z")}
    return processes & running


def maker(folder):
    """The process that has the database's lock; None while nobody has."""
    try:
        return json.loads((folder / database.FOLDER / "lock").read_text("utf-8"))["pid"]
    except (FileNotFoundError, ValueError):
        return None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_what_makes_the_database_ends_with_its_server(graph, tmp_path, number):
    graph.save(tmp_path / "graph", formats=("kg",))
    folder = tmp_path / "graph"
    with started(LARGE, folder, tmp_path) as (server, _):
        until(lambda: maker(folder), "the database to be begun")
        processes = offspring(server.pid)
        assert maker(folder) in processes
        server.send_signal(number)
        assert server.wait(ENDED) != 0
        until(lambda: not alive(processes), f"{processes} to end", ENDED)
    with exclusive(folder / database.FOLDER / "lock", silent, wait=0):
        assert not list((folder / database.FOLDER / "graphs").glob("[!.]*")), "the database had been made before"
    if number != signal.SIGKILL:
        assert not list((tmp_path / "temporary").iterdir())

    with started(LARGE, folder, tmp_path) as (server, address):
        until(lambda: answers(f"{address}/sparql?query=ASK+%7B%7D"), "an answer")
        assert len(list((folder / database.FOLDER / "graphs").iterdir())) == 1  # what was begun is swept away
        processes = offspring(server.pid)
    until(lambda: not alive(processes), f"{processes} to end", ENDED)


@pytest.mark.parametrize("answering", [False, True])
def test_sigterm_leaves_no_database_of_a_small_graph(graph, tmp_path, answering):
    graph.save(tmp_path / "graph", formats=("kg",))
    with started(SMALL, tmp_path / "graph", tmp_path) as (server, address):
        if answering:
            until(lambda: answers(f"{address}/sparql?query=ASK+%7B%7D"), "an answer")
        processes = offspring(server.pid)
        assert processes
    assert server.returncode == 128 + signal.SIGTERM
    until(lambda: not alive(processes), f"{processes} to end", ENDED)
    assert not list((tmp_path / "temporary").iterdir())
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")
