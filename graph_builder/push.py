"""A graph and the address of a store enter; the store holds the graph: SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

from dataclasses import dataclass

import httpx
from rdflib import Dataset

from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.export.ntriples import nt_lines
from graph_builder.export.rdf_terms import named_graphs

_TYPE = "application/n-triples"
_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks: name and password, sent as HTTP Basic or Digest."""

    user: str
    password: str
    digest: bool = False


def push(dataset: Dataset, url: str, credentials: Credentials | None = None) -> int:
    """PUT each named graph of a dataset to a Graph Store; returns how many there were.

    A graph that the store holds under the same name is replaced; others stay.

    Args:
        dataset: what `assemble` made.
        url: the graph store's address, e.g. `http://localhost:7878/store`.
        credentials: none where the store asks for none.

    Raises:
        ConfigurationError: the address is no http(s) URL, or the store refuses the credentials.
        GraphError: the store cannot be reached or refuses a graph; those before it are stored.
    """
    if not url.startswith(("http://", "https://")):
        raise ConfigurationError(f"URL: '{url}' must begin with http:// or https://")
    done = 0
    with httpx.Client(auth=_auth(credentials), timeout=_TIMEOUT) as client:
        for name, triples in named_graphs(dataset):
            body = "".join(nt_lines(triples)).encode()
            try:
                reply = client.put(url, params={"graph": str(name)}, content=body, headers={"Content-Type": _TYPE})
            except httpx.HTTPError as error:
                raise GraphError(f"{url}: cannot be reached ({error}); {done} graphs were stored") from error
            if reply.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
                raise ConfigurationError(f"{url}: refuses access ({reply.status_code}); check --user and the password")
            if reply.is_error:
                reason = reply.text.strip()[:200]
                raise GraphError(f"{url}: refuses {name} ({reply.status_code} {reason}); {done} graphs were stored")
            done += 1
    return done


def _auth(credentials: Credentials | None) -> httpx.Auth | None:
    if credentials is None:
        return None
    kind = httpx.DigestAuth if credentials.digest else httpx.BasicAuth
    return kind(credentials.user, credentials.password)
