"""A graph is brought into a store by the SPARQL 1.1 Graph Store HTTP Protocol, each named graph confirmed.

PUT replaces a graph as a whole, so that a request that is sent again after a cut connection stores nothing twice.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

import httpx
import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.export.rdf.ntriples import nt_lines
from graph_builder.export.rdf.terms import named_graphs

_TYPE = "application/n-triples"
_READABLE = {
    "": ox.RdfFormat.N_TRIPLES,
    _TYPE: ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "text/n3": ox.RdfFormat.N3,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_ACCEPT = f"{_TYPE}, text/turtle;q=0.9"
_TIMEOUT = 60.0
_PAUSES = (0.5, 2.0)  # seconds before a request is sent again
_STORED = frozenset({200, 201, 204})  # Graph Store HTTP Protocol, 5.3; 202 promises, and stores perhaps later
_CLOSED = frozenset({401, 403, 405, 406, 501})  # a store that takes graphs and shows none
_PATH = re.compile(r"[/?#]")
_QUERY = re.compile(r"\?.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks: name and password, sent as HTTP Basic or Digest; the password is never shown."""

    user: str
    password: str = field(repr=False)
    digest: bool = False


def push(dataset: Dataset, url: str, credentials: Credentials | None = None) -> int:
    """PUT each named graph of a dataset to a Graph Store; returns how many there were.

    A graph that the store holds under the same name is replaced; others stay. Each one is read back where the store
    lets it be read.

    Args:
        dataset: what `assemble` made.
        url: the graph store's address, e.g. `http://localhost:7878/store`; its query is kept.
        credentials: none where the store asks for none, or where they stand in the address.

    Raises:
        ConfigurationError: the address is no http(s) URL, or the store refuses the credentials.
        GraphError: the store cannot be reached, points elsewhere, refuses a graph or does not hold it afterwards; those
            before it are stored.
    """
    address, given = _address(url)
    store = _Store(address, shown(url))
    with httpx.Client(auth=_auth(credentials or given), timeout=_TIMEOUT) as client:
        for name, triples in named_graphs(dataset):
            lines = frozenset(nt_lines(triples))
            try:
                store.put(client, str(name), lines)
            except (httpx.InvalidURL, ValueError) as error:  # a challenge, an address or a host that is none
                raise GraphError(
                    f"{store.shown}: cannot be understood ({_printable(str(error))}); check the URL and --digest; "
                    f"{store.done} graphs were stored"
                ) from error
            except httpx.HTTPError as error:
                reason = _printable(str(error)) or type(error).__name__
                raise GraphError(
                    f"{store.shown}: cannot be reached ({reason}); {store.done} graphs were stored"
                ) from error
    return store.done


def shown(url: str) -> str:
    """Return an address as it may be printed: without name and password, and without what its query says."""
    start, slashes, rest = url.partition("//") if "//" in url else ("", "", url)
    authority = _PATH.split(rest, maxsplit=1)[0]
    if "@" in rest[len(authority) :]:  # of a password that holds what ends an authority, or of a path or query
        return f"{start}{slashes}***"
    return start + slashes + _QUERY.sub("?...", rest if "@" not in rest else f"***{rest[rest.rfind('@') :]}")


@dataclass(slots=True)
class _Store:
    address: httpx.URL
    shown: str
    done: int = 0

    def put(self, client: httpx.Client, name: str, lines: frozenset[str]) -> None:
        """Store one graph and see that it is there."""
        body = "".join(sorted(lines)).encode()
        reply = self._request(client, "PUT", name, content=body, headers={"Content-Type": _TYPE})
        self._raise_for(reply, name)
        self._confirm(client, name, len(lines))
        self.done += 1

    def _request(self, client: httpx.Client, method: str, name: str, **options: object) -> httpx.Response:
        """Ask, and ask again where the connection was cut: GET and PUT do the same once or twice (RFC 9110, 9.2.2)."""
        target = self.address.copy_merge_params({"graph": name})
        for pause in _PAUSES:
            try:
                return client.request(method, target, **options)  # type: ignore[arg-type]
            except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
                time.sleep(pause)
        return client.request(method, target, **options)  # type: ignore[arg-type]

    def _raise_for(self, reply: httpx.Response, name: str) -> None:
        stored = f"{self.done} graphs were stored"
        if reply.status_code in {401, 403}:
            raise ConfigurationError(
                f"{self.shown}: refuses access ({reply.status_code}); check --user and the password"
            )
        if reply.has_redirect_location:
            to = shown(str(self.address.join(reply.headers["location"])))
            raise GraphError(f"{self.shown}: points to {to} ({reply.status_code}); push to that address; {stored}")
        if reply.status_code not in _STORED:
            reason = _printable(reply.text)[:200]
            raise GraphError(f"{self.shown}: refuses {name} ({reply.status_code} {reason}); {stored}")

    def _confirm(self, client: httpx.Client, name: str, expected: int) -> None:
        reply = self._request(client, "GET", name, headers={"Accept": _ACCEPT})
        if reply.status_code in _CLOSED:
            return
        media_type = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        form = _READABLE.get(media_type)
        held = _count(reply.content, form) if reply.is_success and form else 0
        if held != expected:
            what = f"took {name}, but shows {held} of its {expected} triples ({reply.status_code} {media_type})"
            raise GraphError(f"{self.shown}: {what}; {self.done} graphs were stored")


def _printable(text: str) -> str:
    """What a server says, on one line and without codes that a terminal would obey."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _count(content: bytes, form: ox.RdfFormat) -> int:
    """How many different triples a file holds; none where it is not whole."""
    try:
        return len({str(quad.triple) for quad in ox.parse(content, format=form)})
    except SyntaxError:
        return 0


def _address(url: str) -> tuple[httpx.URL, Credentials | None]:
    """The address without name and password, and these."""
    wrong = f"URL: '{shown(url)}' must be an address like http://localhost:7878/store"
    try:
        address = httpx.URL(url)
        host = address.host  # refused only here where its Punycode is none
    except (httpx.InvalidURL, ValueError, TypeError):
        raise ConfigurationError(wrong) from None  # its words would show the password
    if address.scheme not in {"http", "https"} or not host:
        raise ConfigurationError(wrong)
    given = Credentials(address.username, address.password) if address.userinfo else None
    return address.copy_with(userinfo=b"", fragment=""), given


def _auth(credentials: Credentials | None) -> httpx.Auth | None:
    if credentials is None:
        return None
    kind = httpx.DigestAuth if credentials.digest else httpx.BasicAuth
    return kind(credentials.user, credentials.password)
