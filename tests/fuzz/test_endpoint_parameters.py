"""The endpoint's parameters, headers and bodies at random: always an answer, never an error of the server's own."""

from __future__ import annotations

import httpx
import pytest
from builders_rdf import knowledge_graph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from servers import serving

from graph_builder.api import Graph

EXPECTED = {200, 307, 400, 403, 404, 405, 406, 413, 415, 503}
PATHS = ("/sparql", "/", "/query", "/graph.ttl", "/facts.csv", "/nowhere", "/explorer")
NAMES = ("query", "update", "default-graph-uri", "named-graph-uri", "format", "name", "actor", "timeout", "a" * 300)
WORDS = (
    "SELECT * WHERE { ?s ?p ?o } LIMIT 1", "ASK {}", "SELECT", "DROP ALL", "http://example.org/g", "not an iri", "<>",
    "csv", "json", "turtle", "text/html", "disputed", "-1",
    "é\u202e🦊", "\x00\x01", "%", "'\"><script>", "x" * 5000, "",
)  # fmt: skip
VALUES = st.one_of(st.sampled_from(WORDS), st.text(max_size=40))
TYPES = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
    "text/plain",
    "?",
)
ACCEPTS = (
    "*/*",
    "application/json",
    "text/csv",
    "text/html;q=0.1",
    "nonsense",
    "application/sparql-results+xml, */*;q=0",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fuzzed")
    Graph(knowledge_graph()).save(folder)
    with serving(folder, tmp_path_factory.mktemp("log") / "output.txt", "--timeout", "2") as address:
        yield address


@settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    method=st.sampled_from(("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS")),
    path=st.sampled_from(PATHS),
    parameters=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4),
    content_type=st.sampled_from(TYPES),
    accept=st.sampled_from(ACCEPTS),
    body=st.one_of(st.binary(max_size=200), VALUES.map(lambda text: text.encode("utf-8", "replace"))),
)
def test_every_request_has_an_answer(address, method, path, parameters, content_type, accept, body):
    query = httpx.QueryParams([(name, value.encode("utf-8", "replace").decode()) for name, value in parameters])
    headers = {"Content-Type": content_type, "Accept": accept}
    content = body if method in {"POST", "PUT"} else None
    answer = httpx.request(method, f"{address}{path}?{query}", headers=headers, content=content, timeout=20)
    assert answer.status_code in EXPECTED, (answer.status_code, answer.text[:300])
    assert "Traceback" not in answer.text
