"""A served graph as a web application: SPARQL 1.1 Protocol at /sparql, read-only, and pages around it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import ImmutableMultiDict
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graph_builder.endpoint.answering import FORMATS, HTML, TABLES, TRIPLES, Reply, Request, chosen, plain
from graph_builder.endpoint.files import media_type
from graph_builder.endpoint.preparing import Queries
from graph_builder.endpoint.query_page import PAGE, language_of, query_page, questions
from graph_builder.endpoint.scheduling import until_gone
from graph_builder.endpoint.served import Served
from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.export import EXPORTERS

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_READS = frozenset({"GET", "HEAD"})
_ACTORS = 1000  # that the page proposes for a parameter, those with most facts first
_BODY_SECONDS = 30.0  # for a body to come in
_SD = "http://www.w3.org/ns/sparql-service-description#"


def make_app(served: Served, queries: Queries, middleware: Sequence[Middleware]) -> Starlette:
    """Return the application.

    Args:
        served: the graph.
        queries: what answers them; closed with the application by the caller.
        middleware: what stands around every request, see `guards`.
    """

    async def sparql(request: HttpRequest) -> Response:
        if request.method in _READS and not {"query", "update"} & set(request.query_params):
            if chosen([HTML, *TRIPLES], request.headers.get("accept", "*/*")) == HTML:
                return RedirectResponse("/")
            asked: Request | Reply = _description(request)
        else:
            asked = await _read(request)
        if isinstance(asked, Reply):
            return _response(asked)
        reply = await until_gone(queries.answer(asked), _disconnected(request))
        return Response(status_code=499) if reply is None else _response(reply)  # nobody reads the former

    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        *_page_routes(served),
        *_file_routes(served),
        Route("/query", lambda _: RedirectResponse("/")),
        Mount("/page", StaticFiles(directory=PAGE)),
    ]
    return Starlette(routes=routes, middleware=list(middleware))


def _page_routes(served: Served) -> list[Route]:
    """The query page and what it asks for; plain functions, which Starlette runs beside the loop."""

    def index(request: HttpRequest) -> Response:
        page = query_page(served, language_of(request))
        return Response(page, media_type=HTML, headers={"Vary": "Accept-Language"})

    def examples(request: HttpRequest) -> Response:
        return JSONResponse(questions(served, language_of(request)))

    def question(request: HttpRequest) -> Response:
        values = {name: value for name, value in request.query_params.items() if name != "lang"}
        try:
            return PlainTextResponse(served.question(request.path_params["name"], values))
        except ConfigurationError as error:
            return _response(plain(400, str(error)))

    def actors(_: HttpRequest) -> Response:
        return JSONResponse([{"id": actor.id, "label": actor.label} for actor in served.actors()[:_ACTORS]])

    return [
        Route("/", index),
        Route("/examples.json", examples),
        Route("/question/{name}", question),
        Route("/actors.json", actors),
    ]


def _file_routes(served: Served) -> list[Route]:
    """The explorer and the downloads."""

    async def explorer(request: HttpRequest) -> Response:
        around, find = (request.query_params.get(name, "") for name in ("around", "find"))
        try:
            page = await run_in_threadpool(lambda: served.explorer(around, find))
        except KeyError:
            missing = "around: there is no such actor" if around else "find: no actor and no sentence has these words"
            return _response(plain(404, f"{missing}; search for it on /explorer"))
        return Response(page.content, media_type=HTML, headers={"Content-Security-Policy": page.policy})

    async def download(request: HttpRequest) -> Response:
        form = request.path_params["form"]
        if form not in EXPORTERS:
            return _response(plain(404, f"no format '{form}'; there are {', '.join(EXPORTERS)}"))
        try:
            file = await run_in_threadpool(lambda: served.file(form))
        except GraphError as error:
            return _response(plain(404, str(error)))
        if isinstance(file, Path):
            return FileResponse(file, media_type=media_type(file), filename=file.name)
        headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Content-Type": file.media_type}
        return Response(file.content, headers=headers)

    return [Route("/explorer", explorer), Route("/download/{form}", download)]


async def _read(request: HttpRequest) -> Request | Reply:
    """The query of a request by GET, by POSTed form or by POSTed text; a reply where there is none."""
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            given = await _parameters(request)
    except ClientDisconnect:
        return plain(499, "the client has gone")  # nobody reads it
    except TimeoutError:
        return plain(408, f"the query did not come within {_BODY_SECONDS:g} seconds")
    if isinstance(given, Reply):
        return given
    if "update" in given:
        return plain(403, "this endpoint is read-only: no updates")
    if "query" not in given:
        return plain(400, "the parameter 'query' is missing")
    form = str(given.get("format", ""))
    if form and "/" not in form and form not in FORMATS:
        return plain(400, f"no format '{form}'; there are {', '.join(FORMATS)}")
    return Request(
        query=str(given["query"]),
        accept=FORMATS.get(form, form) or request.headers.get("accept", "*/*"),
        default_graphs=tuple(map(str, given.getlist("default-graph-uri"))),
        named_graphs=tuple(map(str, given.getlist("named-graph-uri"))),
    )


async def _parameters(request: HttpRequest) -> ImmutableMultiDict[str, object] | Reply:
    """The parameters by which the protocol brings a query (SPARQL 1.1 Protocol, 2.1)."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    parameters = [*request.query_params.multi_items()]
    if request.method in _READS:
        return ImmutableMultiDict(parameters)
    if media_type == _FORM:
        return ImmutableMultiDict([*parameters, *(await request.form()).multi_items()])
    if media_type == _QUERY:
        try:
            return ImmutableMultiDict([*parameters, ("query", (await request.body()).decode())])
        except UnicodeDecodeError:
            return plain(400, "the query is not UTF-8")
    if media_type == "application/sparql-update":
        return plain(403, "this endpoint is read-only: no updates")
    return plain(415, f"send the query as {_FORM} or {_QUERY}")


async def _disconnected(request: HttpRequest) -> None:
    """Wait until the client is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(reply: Reply) -> Response:
    headers = {"Content-Type": reply.media_type, "Vary": "Accept"}
    if reply.retry_after:
        headers["Retry-After"] = str(reply.retry_after)
    return Response(reply.body, status_code=reply.status, headers=headers)


def _description(request: HttpRequest) -> Request:
    """The query that gives the service description (W3C SPARQL 1.1 Service Description)."""
    iris = [form.iri for form in TABLES.values()] + [form.iri for form in TRIPLES.values()]
    formats = ", ".join(f"<{iri}>" for iri in iris)
    construct = (
        f"PREFIX sd: <{_SD}> CONSTRUCT {{ <{request.url_for('sparql')}> a sd:Service ; "
        f"sd:endpoint <{request.url_for('sparql')}> ; sd:supportedLanguage sd:SPARQL11Query ; "
        f"sd:resultFormat {formats} ; sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] }} WHERE {{}}"
    )
    return Request(construct, request.headers.get("accept", "*/*"))
