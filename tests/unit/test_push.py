"""`push` on stores of ours: they check what they are sent, point elsewhere, forget, hide and cut connections."""

from __future__ import annotations

import base64
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from typing import ClassVar

import pytest
from builders_rdf import knowledge_graph

from graph_builder.api import Graph
from graph_builder.cli import app
from graph_builder.errors import ConfigurationError, GraphBuilderError, GraphError
from graph_builder.graph.assemble import assemble
from graph_builder.push import Credentials, push


class Store(BaseHTTPRequestHandler):
    scheme = "Basic"
    seen: ClassVar[list[str]] = []

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        given = self.headers.get("Authorization", "")
        basic = "Basic " + base64.b64encode(b"ana:clave").decode()
        good = given == basic if self.scheme == "Basic" else given.startswith("Digest") and 'username="ana"' in given
        self.seen.append(given)
        self.send_response(204 if good else 401)
        if not good:
            self.send_header("WWW-Authenticate", f'{self.scheme} realm="s", nonce="n", qop="auth", algorithm=MD5')
        self.end_headers()

    def log_message(self, *arguments):
        """Quiet."""


@pytest.fixture(params=["Basic", "Digest"])
def store(request):
    handler = type("Handler", (Store,), {"scheme": request.param, "seen": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield request.param, f"http://127.0.0.1:{server.server_port}/store", handler
    server.shutdown()
    server.server_close()


def test_credentials_are_sent_as_the_store_wants_them(store):
    scheme, url, handler = store
    dataset = assemble(knowledge_graph())
    number = push(dataset, url, Credentials("ana", "clave", digest=scheme == "Digest"))
    assert number == len({graph.identifier for graph in dataset.graphs() if len(graph)})
    assert handler.seen[-1].startswith(scheme)


def test_wrong_credentials_are_told(store):
    _, url, _ = store
    with pytest.raises(ConfigurationError, match="check --user"):
        push(assemble(knowledge_graph()), url, Credentials("otro", "clave"))


class GraphStore(BaseHTTPRequestHandler):
    """A store of named graphs with faults: it redirects, forgets, hides, cuts connections."""

    fault = ""
    graphs: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[list[tuple[str, str, str]]] = []

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(("PUT", self.path, self.headers.get("Authorization", "")))
        first = sum(asked[:2] == ("PUT", self.path) for asked in self.asked) == 1
        if self.fault.isdigit():
            self.reply(int(self.fault), Location="/elsewhere?token=secret")
            return
        if self.fault == "cut before" and first:
            self.close_connection = True
            return
        if self.fault != "forgets":
            self.graphs[self.path] = body
        if self.fault == "cut after" and first:
            self.close_connection = True
            return
        self.reply(204)

    def do_GET(self):
        self.asked.append(("GET", self.path, self.headers.get("Authorization", "")))
        if self.fault == "hides":
            self.reply(405)
        elif self.fault == "portal":
            self.reply(200, b"<html>log in</html>", **{"Content-Type": "text/html"})
        elif self.fault == "halves":
            self.reply(200, b"\n".join(self.graphs[self.path].split(b"\n")[1:]), **{"Content-Type": "text/turtle"})
        elif self.path in self.graphs:
            self.reply(200, self.graphs[self.path], **{"Content-Type": "application/n-triples"})
        else:
            self.reply(404)

    def reply(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Quiet."""


@pytest.fixture
def faulty(request):
    handler = type("Handler", (GraphStore,), {"fault": request.param, "graphs": {}, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()


def expected():
    dataset = assemble(knowledge_graph())
    return dataset, len({graph.identifier for graph in dataset.graphs() if len(graph)})


@pytest.mark.parametrize("faulty", ["301", "302", "303", "307", "308"], indirect=True)
def test_a_store_that_points_elsewhere_stores_nothing(faulty):
    where, handler = faulty
    with pytest.raises(GraphError, match=r"points to http://\S+/elsewhere\?\.\.\..*; 0 graphs were stored") as caught:
        push(expected()[0], f"http://{where}/store")
    assert "secret" not in str(caught.value)
    assert not any("elsewhere" in path for _, path, _ in handler.asked)


@pytest.mark.parametrize(
    "faulty", ["202", "206", "300", "304", "400", "404", "409", "429", "500", "503", "507"], indirect=True
)
def test_a_status_that_stores_nothing_now_is_none(faulty):
    with pytest.raises(GraphError, match="0 graphs were stored"):
        push(expected()[0], f"http://{faulty[0]}/store")


@pytest.mark.parametrize("faulty", ["forgets", "halves", "portal"], indirect=True)
def test_a_graph_that_is_not_there_afterwards_was_not_stored(faulty):
    with pytest.raises(GraphError, match=r"shows \d+ of its \d+ triples.*; 0 graphs were stored"):
        push(expected()[0], f"http://{faulty[0]}/store")


@pytest.mark.parametrize("faulty", ["cut before", "cut after", "hides", ""], indirect=True)
def test_a_connection_that_is_cut_is_made_again_and_nothing_stored_twice(faulty):
    where, handler = faulty
    dataset, number = expected()
    assert push(dataset, f"http://{where}/store") == number
    assert len(handler.graphs) == number
    held = [body.count(b" .\n") for body in handler.graphs.values()]
    assert sum(held) == sum(map(len, dataset.graphs()))


@pytest.mark.parametrize("faulty", [""], indirect=True)
def test_name_password_and_query_of_the_address_are_used_and_not_shown(faulty, tmp_path, capfd, caplog):
    where, handler = faulty
    caplog.set_level("DEBUG")
    Graph(knowledge_graph()).save(tmp_path)
    with pytest.raises(SystemExit) as left:
        app(["push", str(tmp_path), f"http://ana:s3cr%40t@{where}/store?token=abc&graph=old"])
    assert left.value.code in {0, None}
    basic = "Basic " + base64.b64encode(b"ana:s3cr@t").decode()
    assert {given for _, _, given in handler.asked} == {basic}
    assert all(
        "token=abc" in path and "graph=https" in path and "graph=old" not in path for _, path, _ in handler.asked
    )
    said = "".join(capfd.readouterr())
    assert f"http://***@{where}/store?..." in said
    assert not {"s3cr", "abc"} & set(said.replace("?", " ").replace(":", " ").split())
    assert "s3cr" not in said + caplog.text


@pytest.mark.parametrize(
    "url",
    [
        "http://ana:hush@127.0.0.1:1/store",
        "http://ana:hu/hush@127.0.0.1:1/store",
        "http://ana:hu?hush@127.0.0.1:1/store",
        "http://ana:hu#hush@127.0.0.1:1/store",
        "http://ana:hu@hush@127.0.0.1:1/store",
        "http://ana:hush@127.0.0.1:99999/store",
        "http://ana:hush@[::1/store",
        "http://ana:hush@",
        "ana:hush@127.0.0.1/store",
        "ftp://ana:hush@127.0.0.1/store",
        "http://127.0.0.1:1/store?password=hush",
        "http://127.0.0.1:1/store?mail=ana@hush",
        "http://ana:hu@hush/rest@127.0.0.1:1/store",
    ],
)
def test_no_error_shows_a_password(url):
    with pytest.raises(GraphBuilderError) as caught:
        push(expected()[0], url)
    error: BaseException | None = caught.value
    while error is not None:
        assert "hush" not in f"{error} {error!r}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def test_credentials_do_not_show_their_password():
    assert "clave" not in repr(Credentials("ana", "clave"))


@pytest.mark.parametrize("url", ["http://xn--/store", f"http://{'a' * 70}/store"])
def test_a_host_that_is_none_is_told_in_a_line(url):
    with pytest.raises(GraphBuilderError):
        push(expected()[0], url)


@pytest.fixture
def saying():
    """A store that answers each request with the status, headers and body that the test gives."""
    replies: list[tuple[int, dict[str, str], bytes]] = []

    class Saying(BaseHTTPRequestHandler):
        def do_PUT(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, body = replies[0]
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Saying)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/store", replies
    server.shutdown()
    server.server_close()


def test_what_a_store_says_commands_no_terminal(saying):
    url, replies = saying
    replies.append((500, {}, b"bad\x1b[31m\0 news"))
    with pytest.raises(GraphError, match="500 bad") as caught:
        push(expected()[0], url)
    assert str(caught.value).isprintable()


def test_a_challenge_that_is_none_is_told(saying):
    url, replies = saying
    replies.append((401, {"WWW-Authenticate": "Digest nonsense"}, b""))
    with pytest.raises(GraphError, match=r"cannot be understood.*--digest"):
        push(expected()[0], url, Credentials("ana", "clave", digest=True))
