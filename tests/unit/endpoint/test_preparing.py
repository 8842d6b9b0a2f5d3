"""The database that a server needs for queries: pages do not wait for it, queries are told to."""

from __future__ import annotations

import asyncio
import time

import pytest
from builders_rdf import knowledge_graph
from builders_store import silent
from servers import awaited

from graph_builder.api import Graph
from graph_builder.endpoint import preparing
from graph_builder.endpoint.answering import Request
from graph_builder.endpoint.preparing import Queries
from graph_builder.endpoint.scheduling import Answerers, Limits
from graph_builder.graph.identifiers import PREFIXES
from graph_builder.query import database

CLAIMS = Request("PREFIX al: <https://w3id.org/graph-builder/ontology#> SELECT ?c { ?c a al:Claim }", "text/csv")
DUTIES = Request("PREFIX al: <https://w3id.org/graph-builder/ontology#> ASK { ?d al:obligationType ?t }", "text/csv")


def start(path):
    return Answerers(path, dict(PREFIXES), Limits(quick=1, patient=1))


@pytest.fixture
def folder(tmp_path):
    Graph(knowledge_graph()).save(tmp_path / "graph")
    return tmp_path / "graph"


@pytest.fixture
def working(tmp_path):
    (tmp_path / "working").mkdir()
    return tmp_path / "working"


async def answered(queries, request, seconds=60.0):
    """The answer, asked for again as long as the server says so."""
    end = time.monotonic() + seconds
    while (reply := await queries.answer(request)).status == 503 and time.monotonic() < end:
        await asyncio.sleep(0.1)
    return reply


def test_queries_are_told_to_come_again_until_the_database_is_made(folder, working, monkeypatch):
    monkeypatch.setattr(preparing, "_WAITING", 0.0)
    queries = Queries(folder, working, start)
    try:
        early = awaited(queries.answer(CLAIMS))
        assert (early.status, early.retry_after > 0) == (503, True)
        assert b"is being made" in early.body
        reply = awaited(answered(queries, CLAIMS))
        assert (reply.status, len(reply.body.split())) == (200, len(knowledge_graph().facts) + 1)
        assert awaited(answered(queries, DUTIES)).body.strip() == b"true"
    finally:
        queries.close()
    assert not (folder / database.FOLDER).exists()


def test_the_database_of_a_large_graph_is_made_once(folder, working, monkeypatch):
    monkeypatch.setattr(database, "_LARGE", 0)
    database.make(folder, silent)
    for _ in range(2):
        queries = Queries(folder, working, start)
        try:
            assert awaited(queries.answer(CLAIMS)).status == 200
        finally:
            queries.close()
    assert not list(working.iterdir())


def test_why_there_is_no_database_is_told(folder, working):
    (working / "oxigraph").write_text("a file where the database is to be")
    queries = Queries(folder, working, start)
    try:
        reply = awaited(answered(queries, CLAIMS))
    finally:
        queries.close()
    assert (reply.status, b"cannot be made" in reply.body) == (500, True)
