"""Plain text and Markdown: a file is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.sources.metadata import Metadata
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Remark

_MARKDOWN_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MARKDOWN_MARKS = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|!?\[([^\]]*)\]\([^)]*\)",
    re.M,
)


def read_text(source: Input) -> Iterator[Record | Remark]:
    """Read plain text: the whole file is the article, its first line the title."""
    text = source.decoded.value
    yield from source.decoded.remarks
    yield Record(source.stem, text, Metadata(title=_first_line(text)), source.name, source.origin(), source.path)


def read_markdown(source: Input) -> Iterator[Record | Remark]:
    """Read Markdown: front matter, emphasis and link addresses are taken off before offsets are counted."""
    text = _MARKDOWN_FRONT.sub("", source.decoded.value)
    plain = _MARKDOWN_MARKS.sub(lambda match: match.group(1) or "", text)
    yield from source.decoded.remarks
    yield Record(source.stem, plain, Metadata(title=_first_line(plain)), source.name, source.origin(), source.path)


def _first_line(text: str) -> str:
    stripped = text.strip()
    return stripped.split("\n", 1)[0].strip() if stripped else ""
