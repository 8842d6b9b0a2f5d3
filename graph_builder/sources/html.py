"""An HTML page enters, its main text leaves as one article (by trafilatura)."""

from __future__ import annotations

from collections.abc import Iterator

import trafilatura
from trafilatura.settings import Document

from graph_builder.errors import SourceError
from graph_builder.sources.metadata import Metadata, iso_date
from graph_builder.sources.record import Input, Record


def read_html(source: Input) -> Iterator[Record | SourceError]:
    """Read a page's main text, and title, date, publisher and address where the page gives them.

    The article's text is what trafilatura extracts, a paragraph a line, the title first where the text lacks it.
    """
    page = source.text()
    found = _main_text(page) if page.strip() else None
    text = (found.text or "") if found else ""
    if found is None or not text.strip():
        yield SourceError(f"{source.name}: no main text found in the page; save the article as .txt")
        return
    title = found.title or ""
    date = found.date or ""
    if title and title not in text[: 3 * len(title)]:
        text = f"{title}\n\n{text}"
    metadata = Metadata(
        title=title,
        published=iso_date(date),
        publisher=found.sitename or "",
        url=found.url or "",
    )
    yield Record(source.stem, text, metadata, source.name, source.origin())


def _main_text(page: str) -> Document | None:
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    return found if isinstance(found, Document) else None
