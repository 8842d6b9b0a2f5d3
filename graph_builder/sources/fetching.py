"""Articles from the web, by their addresses: only where the user says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import httpx

from graph_builder.sources.columns import Columns
from graph_builder.sources.record import Input
from graph_builder.sources.remarks import Level, Remark
from graph_builder.version import VERSION

_SECONDS = 30.0
_MOST = 32 << 20  # bytes of an answer
_ADDRESS = re.compile(r"https?://", re.I)
_SUFFIXES = {
    "application/atom+xml": ".atom", "application/json": ".jsonl", "application/pdf": ".pdf",
    "application/rss+xml": ".rss", "application/x-ndjson": ".jsonl", "application/xhtml+xml": ".html",
    "application/xml": ".xml", "text/csv": ".csv", "text/html": ".html", "text/plain": ".txt", "text/xml": ".xml",
    "text/tab-separated-values": ".tsv",
}  # fmt: skip


def is_address(name: str) -> bool:
    """Return whether an input is an address of the web."""
    return _ADDRESS.match(name) is not None


def fetch(address: str, columns: Columns) -> Iterator[Input | Remark]:
    """Fetch one address; what it answers is read as a file of that type, named by the end of the address."""
    try:
        with (
            httpx.Client(follow_redirects=True, timeout=_SECONDS, headers={"User-Agent": f"graph-builder/{VERSION}"})
            as client,
            client.stream("GET", address) as answer,
        ):  # fmt: skip
            answer.raise_for_status()
            data = b""
            for piece in answer.iter_bytes():
                data += piece
                if len(data) > _MOST:
                    message = f"{address}: is larger than {_MOST >> 20} MiB; save it and name the file"
                    yield Remark(Level.SKIPPED, message)
                    return
            kind = answer.headers.get("content-type", "text/html").split(";")[0].strip().lower()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        yield Remark(
            Level.SKIPPED, f"{address}: cannot be fetched ({error or type(error).__name__}); check the address"
        )
        return
    if kind not in _SUFFIXES:
        yield Remark(Level.SKIPPED, f"{address}: is of type {kind}; readable are {', '.join(sorted(_SUFFIXES))}")
        return
    parts = urlsplit(address)
    path = PurePosixPath(unquote(parts.path) or "/")
    stem = PurePosixPath(path.name).stem or parts.hostname or "page"
    query = f"-{parts.query}" if parts.query else ""
    folder = f"{parts.scheme}://{parts.netloc}{path.parent}"
    yield Input(address, f"{stem}{query}", data, None, folder, _SUFFIXES[kind], columns)
