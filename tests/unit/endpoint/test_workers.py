"""Processes that answer queries: what they cannot do, what ends them, and who waits for whom."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time

import pyoxigraph as ox
import pytest
from servers import awaited

from graph_builder.endpoint.answering import Request
from graph_builder.endpoint.scheduling import Answerers, Limits, until_gone
from graph_builder.endpoint.workers import Work, Worker

LIGHT = Request("SELECT ?s { ?s <x:p> 1 }", "text/csv")
HEAVY = Request("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }", "text/csv")
SOCKETS = """
import socket, sys
import pyoxigraph as ox
from graph_builder.endpoint import sandbox
if not getattr(sandbox, sys.argv[1])(*([sandbox.ctypes.CDLL(None)] if sys.argv[1].startswith("_") else [])):
    sys.exit("not allowed on this platform")
for reach in (
    lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 5),
    lambda: list(ox.Store().query(f"SELECT * {{ SERVICE <http://127.0.0.1:{sys.argv[2]}/> {{ ?s ?p ?o }} }}")),
):
    try:
        reach()
    except OSError as error:
        print(type(error).__name__)
    else:
        print("REACHED")
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "oxigraph"
    store = ox.Store(str(path))
    store.extend(ox.Quad(ox.NamedNode(f"x:{n}"), ox.NamedNode("x:p"), ox.Literal(n)) for n in range(300))
    store.flush()
    return path


@pytest.fixture
def worker(database):
    made = Worker(Work(database, {}, 1 << 28, 1 << 20))
    yield made
    made.end()


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces and seccomp are Linux's")
@pytest.mark.parametrize("way", ["give_up_network", "_refuse_sockets"])
def test_a_process_that_gave_up_the_network_reaches_nobody(way):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        command = [sys.executable, "-c", SOCKETS, way, str(listener.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if "not allowed" in done.stderr:
            pytest.skip(done.stderr)
        assert (len(done.stdout.split()), "REACHED" in done.stdout) == (2, False), done
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_heavy_query_is_ended_by_the_clock_and_by_its_computing(worker):
    for seconds, computing in ((0.3, 60.0), (60.0, 0.3)):
        began = time.monotonic()
        assert worker.ask(HEAVY, seconds, computing) is None
        assert time.monotonic() - began < 30
        assert worker.ask(LIGHT, 30, 30).body.split() == [b"s", b"x:1"]


def test_memory_is_limited_and_the_next_query_is_answered(worker):
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(?a) ?d ?g LIMIT 1"
    reply = worker.ask(Request(text), 60, 60)
    assert (reply.status, b"memory" in reply.body) == (503, True), reply
    assert worker.ask(LIGHT, 30, 30).status == 200


def test_an_answer_is_limited(worker):
    reply = worker.ask(Request("SELECT * { ?a ?b ?c . ?d ?e ?f }"), 60, 60)
    assert (reply.status, b"1 MiB" in reply.body) == (400, True), reply


def test_a_process_that_was_lost_while_it_waited_costs_no_answer(worker):
    assert worker.ask(LIGHT, 30, 30).status == 200
    os.kill(worker._process.pid, signal.SIGKILL)
    worker._process.join()
    assert worker.ask(LIGHT, 30, 30).status == 200


def test_what_ends_the_parser_is_told_and_the_next_query_is_answered(worker):
    reply = worker.ask(Request("SELECT * { " + "{" * 200_000 + "}" * 200_000 + " }"), 60, 60)
    assert reply.status in {400, 503}
    assert worker.ask(LIGHT, 30, 30).status == 200


def with_answerers(database, limits, act):
    async def run():
        answerers = Answerers(database, {}, limits)
        try:
            return await act(answerers)
        finally:
            answerers.close()

    return awaited(run())


def test_light_queries_pass_heavy_ones(database):
    async def act(answerers):
        assert (await answerers.answer(LIGHT)).status == 200
        heavy = [asyncio.ensure_future(answerers.answer(HEAVY)) for _ in range(6)]
        await asyncio.sleep(0)
        waits = []
        for _ in range(20):
            began = time.monotonic()
            assert (await answerers.answer(LIGHT)).status == 200
            waits.append(time.monotonic() - began)
        assert not any(task.done() for task in heavy)
        for task in heavy:
            task.cancel()
        await asyncio.gather(*heavy, return_exceptions=True)
        return waits

    waits = with_answerers(database, Limits(seconds=60, slice=0.3, quick=2, patient=1), act)
    assert sorted(waits)[10] < 0.5, waits


def test_heavy_queries_are_told_their_time_or_that_nobody_is_free(database):
    async def act(answerers):
        return await asyncio.gather(*(answerers.answer(HEAVY) for _ in range(3)))

    replies = with_answerers(database, Limits(seconds=2, slice=0.2, quick=2, patient=1), act)
    assert {reply.status for reply in replies} == {503}
    assert all(reply.retry_after for reply in replies)
    assert any(b"took more than 2 seconds" in reply.body for reply in replies)
    assert any(b"no process was free" in reply.body for reply in replies)


def test_too_many_are_sent_away_at_once(database):
    async def act(answerers):
        tasks = [asyncio.ensure_future(answerers.answer(HEAVY)) for _ in range(3)]
        await asyncio.sleep(0)
        began = time.monotonic()
        reply = await answerers.answer(LIGHT)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return reply, time.monotonic() - began

    reply, took = with_answerers(database, Limits(seconds=30, quick=1, patient=1, waiting=3), act)
    assert (reply.status, reply.retry_after) == (503, 5)
    assert took < 10


def test_a_query_whose_client_went_is_ended(database):
    async def act(answerers):
        began = time.monotonic()
        assert await until_gone(answerers.answer(HEAVY), asyncio.sleep(0.5)) is None
        after = await until_gone(answerers.answer(LIGHT), asyncio.sleep(60))
        return after.status, time.monotonic() - began

    status, took = with_answerers(database, Limits(seconds=60, slice=50, quick=1, patient=1), act)
    assert status == 200
    assert took < 30


def test_a_query_that_is_given_up_before_its_process_has_started_is_not_asked(database):
    async def act(answerers):
        began = time.monotonic()
        await until_gone(answerers.answer(HEAVY), asyncio.sleep(0))  # no process opens a store as fast
        after = await until_gone(answerers.answer(LIGHT), asyncio.sleep(60))
        return after.status, time.monotonic() - began

    status, took = with_answerers(database, Limits(seconds=50, slice=50, quick=1, patient=1), act)
    assert (status, took < 45) == (200, True)


def test_a_process_imports_the_command_line_but_not_its_commands():
    # what is spawned imports the main module again, `graph-builder`'s or that of `python -m graph_builder`
    code = "import graph_builder.__main__, graph_builder.endpoint.workers, sys; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
