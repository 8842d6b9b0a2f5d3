"""HTML pages: the main text of each, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from trafilatura.settings import Document

from graph_builder.errors import SourceError
from graph_builder.sources.decoding import decode
from graph_builder.sources.metadata import from_values
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Remark

_HEAD = 4096  # bytes in which a page must declare its encoding; the standard asks for 1024
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_WINDOWS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}


def read_html(source: Input) -> Iterator[Record | Remark]:
    """Read a page's main text, and title, date, publisher and address where the page gives them.

    The page is read in UTF-8 where it is valid, else in the encoding that it declares, else in the one it looks like.
    The article's text is what trafilatura extracts, a paragraph a line, the title first where the text lacks it.
    """
    decoded = decode(source.data, source.name, _declared(source.data))
    yield from decoded.remarks
    found = _main_text(decoded.value) if decoded.value.strip() else None
    text = (found.text or "") if found else ""
    if found is None or not text.strip():
        raise SourceError(f"{source.name}: no main text found in the page; save the article as .txt")
    title = found.title or ""
    if title and title not in text[: 3 * len(title)]:
        text = f"{title}\n\n{text}"
    written = {
        "title": title, "published": found.date or "", "publisher": found.sitename or "", "url": found.url or "",
    }  # fmt: skip
    metadata, _ = from_values(written, source.name)
    yield Record(source.stem, text, metadata, source.name, source.origin(), source.path)


def _declared(data: bytes) -> str:
    """The encoding that a page names; browsers read Latin-1 as Windows-1252, and so does this."""
    found = _DECLARED.search(data[:_HEAD])
    name = found[1].decode("ascii", "replace").lower() if found else ""
    return _WINDOWS.get(name, name)


def _main_text(page: str) -> Document | None:
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    return found if isinstance(found, Document) else None
