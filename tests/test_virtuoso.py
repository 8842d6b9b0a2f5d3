"""Uploads to a real Virtuoso (Debian: apt-get install virtuoso-opensource); skipped where it is not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import httpx
import pytest
from builders_rdf import knowledge_graph
from rdflib import Graph
from servers import free_port, running

from graph_builder.api import Graph as AllianceGraph

SETTINGS = """\
[Database]
DatabaseFile = virtuoso.db
TransactionFile = virtuoso.trx
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{}
ServerRoot = .
"""


@pytest.fixture
def virtuoso(tmp_path):
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed (apt-get install virtuoso-opensource)")
    port = free_port()
    (tmp_path / "virtuoso.ini").write_text(SETTINGS.format(free_port(), port), encoding="utf-8")
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    with running(command, f"http://127.0.0.1:{port}", tmp_path / "output.txt", tmp_path) as address:
        yield address


def test_push_with_digest_stores_every_named_graph(virtuoso, tmp_path):
    kg = AllianceGraph(knowledge_graph())
    kg.save(tmp_path / "out")

    def push(password):
        command = [sys.executable, "-m", "graph_builder.cli", "push", str(tmp_path / "out")]
        command += [f"{virtuoso}/sparql-graph-crud-auth", "--user", "dba", "--digest"]
        environment = {**os.environ, "GRAPH_BUILDER_PASSWORD": password}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    assert "check --user" in push("wrong").stderr
    for _ in range(2):  # a second push replaces, it does not add
        done = push("dba")
        assert done.returncode == 0, done.stderr
    graphs = [graph for graph in kg.dataset.graphs() if len(graph)]
    assert f"{len(graphs)} named graphs" in done.stdout
    for graph in graphs:
        reply = httpx.get(
            f"{virtuoso}/sparql-graph-crud",
            params={"graph-uri": str(graph.identifier)},
            headers={"Accept": "application/n-triples"},
        )
        stored = Graph().parse(data=reply.content, format="nt")
        assert set(stored) == set(graph), graph.identifier
