"""The running server with real clients: curl-like HTTP, SPARQLWrapper, rdflib; and uploads to a real Oxigraph."""

from __future__ import annotations

import csv
import io
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from benchmarks.load_endpoint import load
from builders_rdf import knowledge_graph
from rdflib import Dataset, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from servers import awaited, free_port, running, serving
from SPARQLWrapper import JSON, SPARQLWrapper

from graph_builder.api import Graph as AllianceGraph
from graph_builder.endpoint.answering import Request, evaluate
from graph_builder.endpoint.files import MEDIA_TYPES
from graph_builder.endpoint.served import Served
from graph_builder.export import EXPORTERS
from graph_builder.graph.assemble import assemble
from graph_builder.graph.identifiers import AL, PREFIXES
from graph_builder.query.named import named_queries
from graph_builder.query.opening import open_store
from graph_builder.query.sparql import run_query

NTRIPLES = "application/n-triples"
CLAIMS = "SELECT ?claim WHERE { ?claim a al:Claim }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("served")
    AllianceGraph(knowledge_graph()).save(path)
    return path


@pytest.fixture(scope="module")
def address(folder, tmp_path_factory):
    with serving(folder, tmp_path_factory.mktemp("log") / "output.txt", "--timeout", "3") as address:
        yield address


@pytest.fixture(scope="module")
def claims():
    return len(knowledge_graph().facts)


def test_sparqlwrapper_reads_a_table(address, claims):
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery(CLAIMS)
    client.setReturnFormat(JSON)
    assert len(client.queryAndConvert()["results"]["bindings"]) == claims
    client.setMethod("POST")
    assert len(client.queryAndConvert()["results"]["bindings"]) == claims


def test_rdflib_reads_the_endpoint_as_a_graph(address, claims):
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    assert len(list(graph.subjects(URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), AL.Claim))) == claims


@pytest.mark.parametrize(
    ("accept", "media_type", "start"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", b"{"),
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        ("text/csv", "text/csv; charset=utf-8", b"claim"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", b"?claim"),
        ("*/*", "application/sparql-results+json", b"{"),
        ("application/json", "application/json", b"{"),
        ("text/html, */*;q=0.1", "text/html; charset=utf-8", b"<!doctype html>"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml", b"<?xml"),
    ],
)
def test_tables_come_in_the_format_asked_for(address, accept, media_type, start):
    reply = httpx.get(f"{address}/sparql", params={"query": CLAIMS}, headers={"Accept": accept})
    assert (reply.status_code, reply.headers["content-type"]) == (200, media_type)
    assert reply.content.startswith(start)


@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_triples_come_in_the_format_asked_for(address, media_type, claims):
    reply = httpx.post(
        f"{address}/sparql",
        content="CONSTRUCT { ?c a al:Claim } WHERE { ?c a al:Claim }",
        headers={"Content-Type": "application/sparql-query", "Accept": media_type},
    )
    assert reply.status_code == 200
    form = {"text/turtle": "turtle", "application/n-triples": "nt", "application/rdf+xml": "xml"}[media_type]
    assert len(Graph().parse(data=reply.content, format=form)) == claims


@pytest.mark.parametrize(
    ("method", "options", "status", "words"),
    [
        ("GET", {"params": {"query": "SELECT WHERE {"}}, 400, "no valid SPARQL query: error at 1:"),
        ("POST", {"data": {"query": "SELECT WHERE {"}}, 400, "error at 1:"),
        ("POST", {"data": {"other": "x"}}, 400, "'query' is missing"),
        ("POST", {"data": {"update": "CLEAR ALL"}}, 403, "read-only"),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 403, "read-only"),
        ("POST", {"data": {"query": "CLEAR ALL"}}, 400, "no valid SPARQL query"),
        ("HEAD", {"params": {"query": "SELECT WHERE {"}}, 400, ""),
        ("POST", {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403, "read-only"),
        ("POST", {"content": "x", "headers": {"Content-Type": "text/plain"}}, 415, "application/sparql-query"),
        ("POST", {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400, "UTF-8"),
        ("GET", {"params": {"query": CLAIMS}, "headers": {"Accept": "image/png"}}, 406, "text/csv"),
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"}}, 403, "SERVICE"),
        ("PUT", {"content": "x"}, 405, ""),
        ("DELETE", {}, 405, ""),
        ("GET", {"params": {"query": CLAIMS}, "headers": {"Host": "evil.example"}}, 400, "host"),
    ],
)
def test_what_is_refused_says_why(address, method, options, status, words):
    reply = httpx.request(method, f"{address}/sparql", **options)
    assert reply.status_code == status
    assert words in reply.text


def test_a_query_past_its_time_is_ended_and_the_next_is_answered(address, claims):
    began = time.monotonic()
    reply = httpx.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=60)
    assert reply.status_code == 503
    assert "more than 3 seconds" in reply.text
    assert time.monotonic() - began < 30
    after = httpx.get(f"{address}/sparql", params={"query": CLAIMS}, headers={"Accept": "text/csv"}, timeout=60)
    assert len(after.text.split()) == claims + 1


def test_many_light_queries_pass_heavy_ones(address):
    host, _, port = address.removeprefix("http://").partition(":")
    light, heavy = awaited(load(host, int(port), clients=16, heavy=2, seconds=6))
    assert (light.wrong, heavy.wrong) == (0, 0), (light.statuses, heavy.statuses)
    assert light.statuses["200"] > 100
    assert light.share(0.95) < 3, light.line("light")  # a second on a quiet machine: benchmarks/load_endpoint.py


def test_questions_speak_spanish_and_take_values(address):
    listed = httpx.get(f"{address}/examples.json", params={"lang": "es"}).json()
    assert all(one["description"] and all(p["meaning"] for p in one["parameters"]) for one in listed)
    assert listed != httpx.get(f"{address}/examples.json").json()
    text = httpx.get(f"{address}/question/timeline", params={"actor": "CHN", "other": "IND"}).text
    assert "id:CHN" in text
    assert httpx.post(f"{address}/sparql", data={"query": text}).status_code == 200
    for wrong in (
        "timeline?actor=CHN",
        "timeline?actor=CHN&other=%3E+%7B",
        "timeline?actor=A&other=B&more=C",
        "nothing",
    ):
        assert httpx.get(f"{address}/question/{wrong}").status_code == 400


def test_the_service_describes_itself(address):
    reply = httpx.get(f"{address}/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=reply.text, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert (None, URIRef(sd + "supportedLanguage"), URIRef(sd + "SPARQL11Query")) in graph
    assert len(list(graph.objects(None, URIRef(sd + "resultFormat")))) == 8


def test_a_head_has_the_status_and_type_of_the_get_and_no_body(address):
    reply = httpx.head(f"{address}/sparql", params={"query": CLAIMS}, headers={"Accept": "text/csv"})
    assert (reply.status_code, reply.headers["content-type"], reply.content) == (200, "text/csv; charset=utf-8", b"")


def test_named_and_default_graphs_of_the_protocol(address):
    only = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "default-graph-uri": "https://nowhere.example/"}
    reply = httpx.get(f"{address}/sparql", params=only, headers={"Accept": "text/csv"})
    assert reply.text.split() == ["n", "0"]


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("iri", ["my graph", "", "graph", "<http://x/>", "http://x/{y}"])
def test_a_graph_name_that_is_no_iri_is_said_so(address, parameter, iri):
    reply = httpx.get(f"{address}/sparql", params={"query": "ASK {}", parameter: iri})
    assert (reply.status_code, "no absolute IRI" in reply.text) == (400, True), reply.text


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("csv", "text/csv"), ("json", "application/sparql-results+json"), ("html", "text/html"), ("text/csv", "text/csv")],
)
def test_the_format_can_stand_in_the_address(address, form, media_type):
    options = {"query": CLAIMS, "format": form}
    for reply in (
        httpx.get(f"{address}/sparql", params=options, headers={"Accept": "image/png"}),
        httpx.post(f"{address}/sparql", data=options, headers={"Accept": "image/png"}),
    ):
        assert reply.status_code == 200
        assert reply.headers["content-type"].startswith(media_type)
    assert httpx.get(f"{address}/sparql", params={**options, "format": "xls"}).status_code == 400


def test_no_cell_of_an_answer_in_csv_is_a_formula(address):
    cells = '"=1+1" "@x" "-2" "-2+3" "\\t=1" "\'=1" "a=b"'
    query = f"SELECT ?x ?n {{ VALUES ?x {{ {cells} }} BIND(-5 AS ?n) }}"
    reply = httpx.get(f"{address}/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    rows = list(csv.reader(io.StringIO(reply.text, newline="")))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'@x", "-2", "'-2+3", "'\t=1", "''=1", "a=b"]
    assert {row[1] for row in rows[1:]} == {"-5"}


def test_an_answer_in_html_is_escaped(address):
    query = 'SELECT ?x { VALUES ?x { "<script>alert(1)</script>" <javascript:alert(1)> <http://x/"onclick=> } }'
    query = query.replace(' <http://x/"onclick=>', " <http://x/'onclick=>")
    reply = httpx.get(f"{address}/sparql", params={"query": query}, headers={"Accept": "text/html"})
    assert reply.status_code == 200, reply.text
    assert "<script" not in reply.text
    assert 'href="javascript' not in reply.text
    assert "http://x/&#x27;onclick=" in reply.text


@pytest.mark.filterwarnings("ignore:.*(ConjunctiveGraph|default_context):DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize("form", ["ttl", "nt", "rdf"])
def test_rdflib_reads_a_download_by_its_address(address, folder, form):
    there = Graph().parse(f"{address}/download/{form}")
    assert len(there) == len(Graph().parse(folder / "graph.ttl")) > 0


@pytest.mark.filterwarnings("ignore:.*(ConjunctiveGraph|default_context):DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize("form", ["nq", "trig", "jsonld"])
def test_rdflib_reads_a_download_of_named_graphs_by_its_address(address, form):
    there = Dataset(default_union=True)
    there.parse(f"{address}/download/{form}")
    assert len(list(there.quads())) > 0


def test_a_download_says_what_it_is(address):
    for form, exporter in EXPORTERS.items():
        suffix = Path(exporter.file_name).suffix
        assert httpx.head(f"{address}/download/{form}").headers["content-type"] == MEDIA_TYPES[suffix]


def test_rdflib_reads_an_answer_by_its_address(address, claims):
    query = urlencode({"query": "CONSTRUCT { ?c a al:Claim } WHERE { ?c a al:Claim }"})
    assert len(Graph().parse(f"{address}/sparql?{query}")) == claims
    assert len(Graph().parse(f"{address}/sparql?{query}&format=ttl")) == claims


def test_a_browser_at_the_endpoint_is_led_to_the_page(address):
    reply = httpx.get(f"{address}/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (reply.status_code, reply.headers["location"]) == (307, "/")


def test_a_large_body_is_refused_before_it_is_read(address):
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 10) as caller:
        caller.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 99000000000\r\n\r\n"
        )
        assert caller.recv(1000).startswith(b"HTTP/1.1 413")


def test_a_client_that_goes_while_it_sends_is_no_fault_of_the_server(folder, tmp_path):
    log = tmp_path / "output.txt"
    with serving(folder, log) as address:
        host, port = address.removeprefix("http://").rsplit(":", 1)
        with socket.create_connection((host, int(port))) as client:
            head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            client.sendall(f"{head}Content-Length: 100\r\n\r\nquery=".encode())
            time.sleep(0.5)
        time.sleep(0.5)
        assert httpx.get(address).status_code == 200
    assert "Traceback" not in log.read_text("utf-8")


def test_a_port_in_use_is_told_before_serving(address, folder):
    command = [sys.executable, "-m", "graph_builder", "serve", str(folder), "--port", address.rpartition(":")[2]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "Serving" in done.stdout) == (2, False)
    assert "in use" in done.stderr


def test_pages_and_downloads(address, folder):
    assert "Ask the alliance graph" in httpx.get(f"{address}/").text
    assert httpx.get(f"{address}/explorer").content == (folder / "graph.html").read_bytes()
    turtle = httpx.get(f"{address}/download/ttl")
    assert turtle.content == (folder / "graph.ttl").read_bytes()
    assert 'filename="graph.ttl"' in turtle.headers["content-disposition"]
    assert httpx.get(f"{address}/download/xls").status_code == 404
    assert len(httpx.get(f"{address}/examples.json").json()) == len(named_queries())


def test_examples_answer_what_the_named_questions_answer(folder):
    served = Served(folder)
    dataset = assemble(knowledge_graph())
    store = open_store(dataset)
    for example, query in zip(served.examples(), named_queries(), strict=True):
        if query.background:
            continue
        construct = "CONSTRUCT" in query.text
        reply = evaluate(store, Request(example.query, NTRIPLES if construct else "text/csv"), dict(PREFIXES))
        assert reply.status == 200, (example.question.name, reply.body)
        asked = [p.name for p in query.parameters if not p.default]
        values = dict(zip(asked, ("RUS", "PRK"), strict=False))  # the actors with most facts, the first by id
        lines = set(reply.body.decode().strip().split("\n"))
        assert len(run_query(dataset, query, values).rows) == len(lines) - (not construct), example.query


@pytest.mark.parametrize(
    "text", ['SELECT ("SERVICE" AS ?a) {}', "SELECT * { ?service <http://x/SERVICE> 1 } # SERVICE"]
)
def test_the_word_service_alone_is_no_federation(text):
    assert evaluate(open_store(assemble(knowledge_graph())), Request(text), {}).status == 200


@pytest.fixture
def oxigraph(tmp_path):
    program = shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert program, "the oxigraph package of the development dependencies is missing"
    port = free_port()
    command = [program, "serve", "--location", str(tmp_path / "db"), "--bind", f"127.0.0.1:{port}"]
    with running(command, f"http://127.0.0.1:{port}", tmp_path / "output.txt") as address:
        yield address


def test_push_stores_the_named_graphs_of_a_graph(folder, oxigraph, claims):
    def push(url, *options):
        command = [sys.executable, "-m", "graph_builder.cli", "push", str(folder), url, *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    for _ in range(2):  # a second push replaces, it does not add
        done = push(f"{oxigraph}/store")
        assert done.returncode == 0, done.stderr
    query = "SELECT ?c { GRAPH ?g { ?c a <https://w3id.org/graph-builder/ontology#Claim> } }"
    reply = httpx.get(f"{oxigraph}/query", params={"query": query}, headers={"Accept": "text/csv"})
    assert len(reply.text.split()) == claims + 1
    refused = push(f"{oxigraph}/nowhere")
    assert refused.returncode == 2
    assert "refuses" in refused.stderr
    assert push("ftp://x").returncode == 2
    assert "cannot be reached" in push(f"http://127.0.0.1:{free_port()}/store").stderr
