"""Authentication of `push`, on a store of ours that checks what it is sent."""

from __future__ import annotations

import base64
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest
from builders_rdf import knowledge_graph

from graph_builder.errors import ConfigurationError
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
