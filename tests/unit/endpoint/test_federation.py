"""SERVICE in every wording that Oxigraph accepts is refused; the word alone is not. A listener tells who called."""

from __future__ import annotations

import socket
import threading

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.endpoint.answering import Request, evaluate
from graph_builder.endpoint.federation import asks_elsewhere

ANSWER = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"INTERNAL"}}]}}'
SERVICES = {
    "plain": "SELECT ?s { SERVICE URL {?s ?p ?o} }",
    "small": "SELECT ?s { service URL {?s ?p ?o} }",
    "mixed": "SELECT ?s { sErViCe URL {?s ?p ?o} }",
    "silent": "SELECT ?s { SERVICE SILENT URL {?s ?p ?o} }",
    "silent, nothing between": "SELECT ?s {SERVICE SILENTURL{?s ?p ?o}}",
    "nothing between": "SELECT ?s {SERVICEURL{?s ?p ?o}}",
    "comment ended by CR": "SELECT ?s { # x\rSERVICE URL {?s ?p ?o} }",
    "comment ended by CR LF": "SELECT ?s { # x\r\nSERVICE URL {?s ?p ?o} }",
    "comment between": "SELECT ?s { SERVICE# SERVICE\nURL {?s ?p ?o} }",
    "comment with CR between": "SELECT ?s { SERVICE # no\rURL {?s ?p ?o} }",
    "comment with a quotation mark": "SELECT ?s { # it's\n SERVICE URL {?s ?p ?o} # 's\n }",
    "comment with three quotation marks": 'SELECT ?s { # """\n SERVICE URL {?s ?p ?o} # """\n }',
    "number sign in an IRI": "SELECT ?s { ?a <http://x/#> ?b . SERVICE URL {?s ?p ?o} }",
    "less-than before": "SELECT ?s { FILTER(1 < 2) SERVICE URL {?s ?p ?o} FILTER(2 > 1) }",
    "empty prefix": "PREFIX : <ROOT> SELECT ?s { SERVICE:internal {?s ?p ?o} }",
    "a prefix": "PREFIX z: <ROOT> SELECT ?s { SERVICE z:internal {?s ?p ?o} }",
    "a prefix of its name": "PREFIX service: <ROOT> SELECT ?s { SERVICE service:internal {?s ?p ?o} }",
    "a given prefix": "SELECT ?s { SERVICE given:internal {?s ?p ?o} }",
    "a base": "BASE <ROOT> SELECT ?s { SERVICE <internal> {?s ?p ?o} }",
    "an escape in the IRI": "SELECT ?s { SERVICE <ROOTintern\\u0061l> {?s ?p ?o} }",
    "after a whole number": "SELECT ?s { OPTIONAL { ?a <x:b> 1SERVICE URL {?s ?p ?o} } }",
    "after a decimal": "SELECT ?s { OPTIONAL { ?a <x:b> 1.5SERVICE URL {?s ?p ?o} } }",
    "after a double": "SELECT ?s { OPTIONAL { ?a <x:b> 1e5SERVICE URL {?s ?p ?o} } }",
    "after a literal": 'SELECT ?s { OPTIONAL { ?a <x:b> "1"SERVICE URL {?s ?p ?o} } }',
    "after an IRI": "SELECT ?s { OPTIONAL { ?a <x:b> <x:c>SERVICE URL {?s ?p ?o} } }",
    "after a bracket": "SELECT ?s { {}SERVICE URL {?s ?p ?o} }",
    "after an empty list": "SELECT ?s { OPTIONAL { ?a <x:b> ()SERVICE URL {?s ?p ?o} } }",
    "after VALUES": "SELECT ?s { VALUES ?n {1}SERVICE URL {?s ?p ?o} }",
    "after BIND": "SELECT ?s { BIND(1 AS ?n)SERVICE URL {?s ?p ?o} }",
    "after a path": "SELECT ?s { OPTIONAL { ?x <x:none>|!<x:none> 1SERVICE URL {?s ?p ?o} } }",
    "in OPTIONAL": "SELECT ?s { OPTIONAL { SERVICE URL {?s ?p ?o} } }",
    "in UNION": "SELECT ?s { {} UNION { SERVICE URL {?s ?p ?o} } }",
    "in MINUS": "SELECT ?s { VALUES ?s {1} MINUS { SERVICE URL {?s ?p ?o} } }",
    "in LATERAL": "SELECT ?s { VALUES ?n {1} LATERAL { SERVICE URL {?s ?p ?o} } }",
    "in EXISTS": "SELECT ?n { VALUES ?n {1} FILTER EXISTS { SERVICE URL {?s ?p ?o} } }",
    "in a bound EXISTS": "SELECT (EXISTS { SERVICE URL {?s ?p ?o} } AS ?x) {}",
    "in a subquery": "SELECT ?s { { SELECT ?s { SERVICE URL {?s ?p ?o} } } }",
    "in HAVING": "SELECT (COUNT(*) AS ?n) { VALUES ?m {1} } HAVING (EXISTS { SERVICE URL {?s ?p ?o} })",
    "in ORDER BY": "SELECT ?n { VALUES ?n {1 2} } ORDER BY (EXISTS { SERVICE URL {?s ?p ?o} })",
    "ASK": "ASK { SERVICE URL {?s ?p ?o} }",
    "CONSTRUCT": "CONSTRUCT { ?s <x:p> 1 } WHERE { SERVICE URL {?s ?p ?o} }",
    "DESCRIBE": "DESCRIBE ?s WHERE { SERVICE URL {?s ?p ?o} }",
    "a variable": "SELECT ?s { VALUES ?u {URL} SERVICE ?u {?s ?p ?o} }",
    "tabs": "SELECT\t?s\t{\tSERVICE\tURL\t{?s ?p ?o}\t}",
    "twice": "PREFIX service: <x:> SELECT ?s { ?service service:a 'SERVICE' . SERVICE URL {?s ?p ?o} }",
    "escaped keyword": "SELECT ?s { SERV\\u0049CE URL {?s ?p ?o} }",
    "escaped keyword, eight digits": "SELECT ?s { \\U00000053ERVICE URL {?s ?p ?o} }",
}
HARMLESS = {
    "a literal": 'SELECT ("SERVICE <http://x/> {}" AS ?a) {}',
    "a long literal": "SELECT ('''\n' SERVICE <http://x/> {}\n''' AS ?a) {}",
    "a literal with an escaped mark": 'SELECT ("\\" SERVICE <x:y> {" AS ?a) {}',
    "an escaped literal": 'SELECT ("\\u0053ERVICE" AS ?a) {}',
    "a language": 'SELECT ("a"@service AS ?a) {}',
    "an IRI": "SELECT * { ?s <http://x/SERVICE> 1 }",
    "an IRI's scheme": "SELECT * { ?s <service:x> 1 }",
    "a comment": "SELECT * { ?s ?p 1 } # SERVICE <http://x/> {}",
    "a comment ended by CR": "SELECT * { # SERVICE <http://x/>\r?s ?p 1 }",
    "a variable": "SELECT ?service { ?service ?p $SERVICE }",
    "part of a variable": "SELECT ?secret_services { ?secret_services ?p 1 }",
    "a prefix": "PREFIX service: <http://x/> SELECT * { service:a ?p 1 }",
    "two prefixes": "PREFIX service: <http://x/> PREFIX SERVICE: <http://y/> SELECT * { service:a SERVICE:b 1 }",
    "a local name": "PREFIX sd: <http://x/> SELECT * { ?s a sd:Service ; sd:SERVICE sd:defaultService }",
    "an escaped local name": "PREFIX sd: <http://x/> SELECT * { ?s a sd:a\\-service }",
    "a blank node": "SELECT * { _:service ?p _:SERVICE }",
    "a regular expression": 'SELECT * { ?s ?p ?o FILTER REGEX(?o, "secret service", "i") }',
    "a path": "SELECT * { ?s (<http://x/service>|^<x:service>)* ?o }",
}


@pytest.fixture(scope="module")
def other():
    """Another server, which answers any query, and who called it."""
    called = []
    listener = socket.create_server(("127.0.0.1", 0))

    def listen():
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with caller:
                called.append(caller.recv(65536))
                head = f"Content-Type: application/sparql-results+json\r\nContent-Length: {len(ANSWER)}"
                caller.sendall(f"HTTP/1.1 200 OK\r\n{head}\r\nConnection: close\r\n\r\n".encode() + ANSWER)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/", called
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(10)


def test_the_listener_would_be_asked(other):
    root, called = other
    before = len(called)
    found = list(ox.Store().query(f"SELECT ?s {{ SERVICE <{root}internal> {{?s ?p ?o}} }}"))
    assert found[0]["s"] == ox.Literal("INTERNAL")
    assert len(called) == before + 1


@pytest.mark.parametrize("wording", SERVICES)
def test_no_wording_of_service_is_answered(other, wording):
    root, called = other
    before = len(called)
    query = SERVICES[wording].replace("URL", f"<{root}internal>").replace("ROOT", root)
    reply = evaluate(ox.Store(), Request(query), {"given": root})
    assert reply.status in {400, 403}, reply.body
    assert "\\u00" in query.lower() or reply.status == 403, reply.body
    assert len(called) == before


@pytest.mark.parametrize("wording", HARMLESS)
def test_the_word_alone_is_no_federation(wording):
    assert not asks_elsewhere(HARMLESS[wording], {})
    assert evaluate(ox.Store(), Request(HARMLESS[wording]), {}).status == 200


PIECES = (
    "SERVICE<http://127.0.0.1:1/x>{?s ?p ?o}", "SERVICE:x{?s ?p ?o}", "SERVICE", "service", "SILENT", "service:x", ":x",
    "<http://127.0.0.1:1/x>", "?service", "{?s ?p ?o}", "{", "}", "1", "1.5", "1e5", '"', "'", '"service"', "'''", "#",
    "\r", "\n", " ", "a", ".", ";", "OPTIONAL", "UNION", "?x", "<x:p>", "(", ")", "_:b", "@en", "^^", "\\u0053ERVICE",
    "BIND(1 AS ?n)", "VALUES ?v {1}", "FILTER EXISTS", "MINUS", "GRAPH ?g",
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
def test_what_oxigraph_would_ask_elsewhere_is_always_seen(middle):
    """Any text: where it is taken for harmless, Oxigraph answers without trying to reach the other server."""
    query = f"PREFIX : <http://127.0.0.1:1/> PREFIX service: <http://127.0.0.1:1/> SELECT * {{ {middle} }}"
    if asks_elsewhere(query, {}):
        return
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:p"), ox.Literal("1")))
    try:
        list(store.query(query))
    except (SyntaxError, RuntimeError):
        return
    except OSError as error:  # Oxigraph's word for a server that it could not reach
        raise AssertionError(query) from error


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED", "from named", "FROM # x\n", "FROM\r"])
def test_a_graph_that_is_not_here_is_refused_and_not_fetched(other, clause):
    root, called = other
    before = len(called)
    for query in (
        f"SELECT * {clause} <{root}g> {{ ?s ?p ?o }}",
        f"PREFIX z: <{root}> SELECT * {clause} z:g {{ ?s ?p ?o }}",
        f"BASE <{root}> SELECT * {clause} <g> {{ ?s ?p ?o }}",
        f"BASE <{root}> PREFIX z: <sub/> SELECT * {clause} z:g {{ ?s ?p ?o }}",
    ):
        reply = evaluate(ox.Store(), Request(query), {})
        assert (reply.status, b"no such graph" in reply.body) == (403, True)
    assert len(called) == before


def test_a_graph_that_is_here_is_answered_by_from():
    here = ox.NamedNode("http://x/here")
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:p"), ox.Literal("1"), here))
    for query in (
        "SELECT ?s FROM <http://x/here> { ?s ?p ?o }",
        "BASE <http://x/there> SELECT ?s FROM <here> { ?s ?p ?o }",
        "SELECT ?s FROM NAMED z:here { GRAPH ?g { ?s ?p ?o } }",
        'SELECT ("FROM <http://elsewhere/>" AS ?s) { VALUES ?n {1} } # FROM <http://elsewhere/>',
    ):
        reply = evaluate(store, Request(query, "text/csv"), {"z": "http://x/"})
        assert (reply.status, len(reply.body.split(b"\r\n"))) == (200, 3), reply.body


@pytest.mark.parametrize("text", ["LOAD <http://x/>", "INSERT DATA { <x:a> <x:b> 1 }", "CLEAR ALL", "DROP SILENT ALL"])
def test_updates_are_no_queries(text):
    assert evaluate(ox.Store(), Request(text), {}).status == 400
