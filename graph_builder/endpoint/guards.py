"""What stands around every request: which names and which other sites may ask, how much, and the headers of replies."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


def guards(host: str, hosts: Sequence[str], origins: Sequence[str], body: int) -> list[Middleware]:
    """The middleware of the server, outermost first.

    Args:
        host: the address that the server is bound to.
        hosts: names, beside those of this machine, by which it may be called.
        origins: other sites whose pages may ask and read; `*` for all.
        body: the most bytes of a request.
    """
    readers = Middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Content-Type"],
        expose_headers=["Retry-After"],
    )
    return [
        Middleware(SecurityHeaders, shared=bool(origins)),
        _known_hosts(host, hosts),
        *([readers] if origins else []),
        Middleware(SameSite, origins=origins),
        Middleware(RequestBodyLimitMiddleware, max_body_size=body),
    ]


def _known_hosts(host: str, hosts: Sequence[str]) -> Middleware:
    """The check of the Host header: on the loopback its names alone, beyond it also the machine's own."""
    if _is_loopback(host):
        names = [*LOOPBACK, f"[{host}]" if ":" in host else host, *hosts]
        return Middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False)
    return Middleware(KnownHosts, names=[*LOOPBACK, host, socket.gethostname(), socket.getfqdn(), *hosts])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class KnownHosts:
    """Starlette's check of the Host header against DNS rebinding, but any address in digits is right.

    A rebound name is a name; a page that calls the server by its number is of the server itself.
    """

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self._app = app
        self._checked = TrustedHostMiddleware(app, allowed_hosts=list(names), www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app if scope["type"] == "http" and _in_digits(scope) else self._checked
        await app(scope, receive, send)


def _in_digits(scope: Scope) -> bool:
    given = Headers(scope=scope).getlist("host")
    try:
        ipaddress.ip_address(urlsplit(f"//{given[0]}").hostname or "")
    except (IndexError, ValueError):
        return False
    return len(given) == 1


class SameSite:
    """Refuses what a page of another site makes a browser send: its forms, scripts and pictures, not its links.

    Browsers tell where a request comes from (Fetch Metadata, and Origin on each POST); other clients say nothing, and
    are let through.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._foreign(scope):
            await self._app(scope, receive, send)
            return
        message = "pages of other sites may not ask here; serve with --allow-origin ORIGIN to let one in"
        await PlainTextResponse(f"{message}\n", status_code=403)(scope, receive, send)

    def _foreign(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        told = headers.getlist("origin")
        if "*" in self._origins or (told and self._origins.issuperset(told)):
            return False
        read = scope["method"] in _READS
        if headers.get("sec-fetch-site", "none") in {"cross-site", "same-site"}:
            return not (read and headers.get("sec-fetch-mode") == "navigate")
        return not read and any(_authority(origin) != headers.get("host", "").lower() for origin in told)


def _authority(origin: str) -> str:
    """Host and port of an origin; "" where it is none, which is no site's own."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


class SecurityHeaders:
    """Adds to each reply the headers that keep browsers from doing more with it than was meant."""

    def __init__(self, app: ASGIApp, *, shared: bool) -> None:
        self._app = app
        self._headers = {**_HEADERS, "Cross-Origin-Resource-Policy": "cross-origin" if shared else "same-origin"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
