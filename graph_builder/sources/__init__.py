"""Paths enter, articles leave; what cannot be read leaves as a `SourceError`, and the rest goes on.

To add a format, write one reader in a file of its own and name it in `READERS`.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from graph_builder.errors import SourceError
from graph_builder.model import Article, Origin
from graph_builder.sources.furniture import paragraphs
from graph_builder.sources.html import read_html
from graph_builder.sources.ids import content, plain_id, set_copies_aside, settle_ids
from graph_builder.sources.jsonl import read_jsonl
from graph_builder.sources.metadata import Metadata, iso_date, read_metadata
from graph_builder.sources.record import Input, Record
from graph_builder.sources.text import read_markdown, read_text
from graph_builder.vocabulary.paths import languages

__all__ = [
    "READERS", "STANDARD_INPUT", "Metadata", "content", "iso_date", "paragraphs", "plain_id", "read_articles",
    "set_copies_aside", "settle_ids",
]  # fmt: skip

Reader = Callable[[Input], Iterator[Record | SourceError]]

READERS: dict[str, Reader] = {
    ".htm": read_html,
    ".html": read_html,
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl,
    ".md": read_markdown,
    ".txt": read_text,
}

STANDARD_INPUT = "-"
DEFAULT_LANGUAGE = "es"


def read_articles(inputs: Sequence[str], defaults: Metadata = Metadata()) -> Iterator[Article | SourceError]:  # noqa: B008
    """Read files, folders and standard input in the order given (a folder: sorted by path).

    Args:
        inputs: paths; `-` is standard input (JSON Lines if it begins with `{`, else one plain text).
        defaults: metadata for articles that neither their file nor its `metadata.tsv` describes.

    Yields:
        Articles with non-empty NFC text and ids that are unique in the run (see `settle_ids`), or an error for what
        was skipped.
    """
    items = list(_items(inputs, defaults))
    named = iter(settle_ids(item for item in items if isinstance(item, Article)))
    for item in items:
        yield item if isinstance(item, SourceError) else next(named)


def _items(inputs: Sequence[str], defaults: Metadata) -> Iterator[Article | SourceError]:
    taken: set[str | Origin] = set()
    sidecars: dict[Path, dict[str, Metadata]] = {}
    for path in inputs:
        for item in _files(path):
            if isinstance(item, SourceError):
                yield item
                continue
            folder = item.parent
            if folder not in sidecars:
                sidecars[folder], problems = ({}, ()) if str(item) == STANDARD_INPUT else read_metadata(folder)
                yield from problems
            for record in _records(item):
                yield (_article(record, sidecars[folder], defaults, taken) if isinstance(record, Record) else record)


def _files(name: str) -> Iterator[Path | SourceError]:
    path = Path(name)
    if name == STANDARD_INPUT:
        yield path
    elif path.is_dir():
        found = sorted(file for file in path.rglob("*") if _suffix(file) in READERS and file.is_file())
        yield from found
        if not found:
            yield SourceError(f"{name}: no articles in this folder; readable are {', '.join(READERS)}")
    elif not path.exists():
        yield SourceError(f"{name}: no such file or folder; check the path")
    elif _suffix(path) not in READERS:
        yield SourceError(f"{name}: unknown format; readable are {', '.join(READERS)}")
    else:
        yield path


def _suffix(path: Path) -> str:
    name = path.name.lower()
    return next((suffix for suffix in sorted(READERS, key=len, reverse=True) if name.endswith(suffix)), "")


def _records(path: Path) -> Iterator[Record | SourceError]:
    try:
        if str(path) == STANDARD_INPUT:
            source = Input("standard input", "stdin", sys.stdin.buffer.read())
            reader: Reader = read_jsonl if source.data.lstrip()[:1] == b"{" else read_text
        else:
            suffix = _suffix(path)
            folder = path.parent.resolve().as_posix()
            source = Input(str(path), path.name[: -len(suffix)], path.read_bytes(), folder, path.name[-len(suffix) :])
            reader = READERS[suffix]
        yield from reader(source)
    except OSError as error:
        yield SourceError(f"{path}: cannot be read ({error.strerror or error}); check its permissions")
    except SourceError as error:
        yield error


def _article(
    record: Record, sidecar: dict[str, Metadata], defaults: Metadata, taken: set[str | Origin]
) -> Article | SourceError:
    text = unicodedata.normalize("NFC", record.text)
    if not text.strip():
        return SourceError(f"{record.where}: empty; nothing to read")
    name = plain_id(record.id)
    place = record.origin or name
    if place in taken:
        return SourceError(f"{record.where}: the article id '{name}' was read already; give each article its own")
    known = sidecar.get(record.id, Metadata()).filled_from(record.metadata).filled_from(defaults)
    language = (known.language or DEFAULT_LANGUAGE).split("-")[0].lower()
    if language not in languages():
        return SourceError(f"{record.where}: language '{language}' cannot be read; known are {', '.join(languages())}")
    taken.add(place)
    return Article(
        id=name,
        text=text,
        title=unicodedata.normalize("NFC", known.title),
        language=language,
        published=known.published,
        publisher=known.publisher,
        url=known.url,
        source=record.where,
        origin=record.origin,
    )
