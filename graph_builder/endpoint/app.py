"""A served graph enters, the web application leaves: SPARQL 1.1 Protocol at /sparql, read-only, and pages around it."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from pathlib import Path
from string import Template

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graph_builder.endpoint.answering import TABLES, TRIPLES, Answerers, Reply, Request, plain
from graph_builder.endpoint.served import Served
from graph_builder.export import EXPORTERS

_PAGE = Path(__file__).parent / "page"
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_READS = frozenset({"GET", "HEAD"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_SD = "http://www.w3.org/ns/sparql-service-description#"


def make_app(served: Served, answerers: Answerers, hosts: Sequence[str]) -> Starlette:
    """The application.

    Args:
        served: the graph.
        answerers: what runs the queries; closed with the application by the caller.
        hosts: names under which the server may be called; others are refused (DNS rebinding).
    """

    async def sparql(request: HttpRequest) -> Response:
        if request.method in _READS and not {"query", "update"} & set(request.query_params):
            return await run_in_threadpool(_description, request, answerers)
        asked = await _read(request)
        if isinstance(asked, Reply):
            return _response(asked)
        return _response(await run_in_threadpool(answerers.answer, asked))

    async def index(_: HttpRequest) -> Response:
        return Response(_index(served), media_type="text/html", headers={"Content-Security-Policy": _POLICY})

    async def examples(_: HttpRequest) -> Response:
        listed = [{"name": e.name, "description": e.description, "query": e.query} for e in served.examples()]
        return Response(json.dumps(listed, ensure_ascii=False), media_type="application/json")

    async def explorer(_: HttpRequest) -> Response:
        page = await run_in_threadpool(lambda: served.file("html"))
        return Response(page[1], media_type="text/html")

    async def download(request: HttpRequest) -> Response:
        form = request.path_params["form"]
        if form not in EXPORTERS:
            return _response(plain(404, f"no format '{form}'; there are {', '.join(EXPORTERS)}"))
        name, content = await run_in_threadpool(lambda: served.file(form))
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="application/octet-stream", headers=headers)

    return Starlette(
        routes=[
            Route("/", index),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/examples.json", examples),
            Route("/explorer", explorer),
            Route("/download/{form}", download),
            Route("/query", lambda _: RedirectResponse("/")),
            Mount("/page", StaticFiles(directory=_PAGE)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
    )


async def _read(request: HttpRequest) -> Request | Reply:
    """The query of a request by GET, by POSTed form or by POSTed text; a reply where there is none."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    parameters = request.query_params
    if request.method == "POST" and media_type == _QUERY:
        try:
            query = (await request.body()).decode()
        except UnicodeDecodeError:
            return plain(400, "the query is not UTF-8")
    elif request.method in _READS or media_type == _FORM:
        form = parameters if request.method in _READS else await request.form()
        if "update" in form:
            return plain(403, "this endpoint is read-only: no updates")
        if "query" not in form:
            return plain(400, "the parameter 'query' is missing")
        query = str(form["query"])
        parameters = form if request.method == "POST" else parameters  # type: ignore[assignment]
    elif media_type == "application/sparql-update":
        return plain(403, "this endpoint is read-only: no updates")
    else:
        return plain(415, f"send the query as {_FORM} or {_QUERY}")
    return Request(
        query=query,
        accept=request.headers.get("accept", "*/*"),
        default_graphs=tuple(map(str, parameters.getlist("default-graph-uri"))),
        named_graphs=tuple(map(str, parameters.getlist("named-graph-uri"))),
    )


def _response(reply: Reply) -> Response:
    return Response(reply.body, status_code=reply.status, headers={"Content-Type": reply.media_type, "Vary": "Accept"})


def _description(request: HttpRequest, answerers: Answerers) -> Response:
    """The service description (W3C SPARQL 1.1 Service Description), in the format asked for."""
    iris = [form.iri for form in TABLES.values()] + [form.iri for form in TRIPLES.values()]
    formats = ", ".join(f"<{iri}>" for iri in iris)
    construct = (
        f"PREFIX sd: <{_SD}> CONSTRUCT {{ <{request.url_for('sparql')}> a sd:Service ; "
        f"sd:endpoint <{request.url_for('sparql')}> ; sd:supportedLanguage sd:SPARQL11Query ; "
        f"sd:resultFormat {formats} ; sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] }} WHERE {{}}"
    )
    return _response(answerers.answer(Request(construct, request.headers.get("accept", "*/*"))))


def _index(served: Served) -> str:
    articles, facts, actors = served.counts
    links = " ".join(
        f'<a href="/download/{form}">{html.escape(exporter.file_name)}</a>' for form, exporter in EXPORTERS.items()
    )
    page = Template((_PAGE / "index.html").read_text(encoding="utf-8"))
    return page.substitute(articles=articles, facts=facts, actors=actors, downloads=links)
