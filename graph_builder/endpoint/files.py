"""What is sent as a file: its name, its media type, and of a page the policy that it brings along."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8; header=present",
    ".gexf": "application/gexf+xml",
    ".graphml": "application/graphml+xml",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".parquet": "application/vnd.apache.parquet",
    ".rdf": "application/rdf+xml",
    ".sqlite": "application/vnd.sqlite3",
    ".trig": "application/trig",
    ".ttl": "text/turtle; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}
_META_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
_PAGE_START = 4096  # characters in which a page's own policy stands


@dataclass(frozen=True, slots=True)
class File:
    """A file to be downloaded: its name, media type and bytes."""

    name: str
    media_type: str
    content: bytes

    @property
    def policy(self) -> str:
        """The Content-Security-Policy that a page brings along, and that nobody may frame it."""
        found = _META_POLICY.search(self.content[:_PAGE_START].decode("utf-8", "ignore"))
        policy = html.unescape(found[1]) if found else "default-src 'none'"
        return f"{policy}; frame-ancestors 'none'"


def media_type(path: Path) -> str:
    """Return the media type of a file by its name."""
    return MEDIA_TYPES.get(path.suffix, "application/octet-stream")
