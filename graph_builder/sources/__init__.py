"""Paths to articles: every file that can be read, and a remark about everything that cannot.

To add a format, write one reader in a file of its own and name it in `READERS`.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePath

from graph_builder.errors import SourceError
from graph_builder.model import Article
from graph_builder.sources.archive import read_zip
from graph_builder.sources.characters import UNUSABLE_REPLACED, is_usable, one_line, usable
from graph_builder.sources.columns import Columns, check_columns
from graph_builder.sources.dates import iso_date
from graph_builder.sources.decoding import unpack
from graph_builder.sources.excel import is_workbook_of_articles, read_excel
from graph_builder.sources.feeds import is_feed, read_feed
from graph_builder.sources.fetching import fetch, is_address
from graph_builder.sources.finding import STANDARD_INPUT, Found, check_inputs, find_files, printable, readable_name
from graph_builder.sources.given import Given, read_given
from graph_builder.sources.html import read_html
from graph_builder.sources.ids import content, plain_id, set_copies_aside, settle_ids
from graph_builder.sources.jsonl import read_jsonl
from graph_builder.sources.language import other_language
from graph_builder.sources.metadata import Metadata, shown
from graph_builder.sources.passages import Passage, passage, passages
from graph_builder.sources.pdf import read_pdf
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Level, Remark
from graph_builder.sources.repeated import without_repeated_ids
from graph_builder.sources.sidecar import Sidecars
from graph_builder.sources.tables import is_table_of_articles, read_csv
from graph_builder.sources.text import read_markdown, read_text
from graph_builder.sources.word import read_docx
from graph_builder.vocabulary.paths import languages

__all__ = [
    "READERS", "STANDARD_INPUT", "Columns", "Given", "Level", "Metadata", "Passage", "Reading", "Remark",
    "check_columns", "check_inputs", "content", "iso_date", "passage", "passages", "plain_id", "read_articles",
    "set_copies_aside", "settle_ids",
]  # fmt: skip

Reader = Callable[[Input], Iterator[Record | Remark]]


def _read_zip(source: Input) -> Iterator[Record | Remark]:
    """Read the files of an archive, but for archives in it."""
    return read_zip(source, lambda path: _suffix(path) if _suffix(path) != ".zip" else "", _read)


READERS: dict[str, Reader] = {
    ".atom": read_feed,
    ".csv": read_csv,
    ".docx": read_docx,
    ".htm": read_html,
    ".html": read_html,
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl,
    ".md": read_markdown,
    ".pdf": read_pdf,
    ".rss": read_feed,
    ".tsv": read_csv,
    ".txt": read_text,
    ".xlsx": read_excel,
    ".xml": read_feed,
    ".zip": _read_zip,
}

# Formats that are not always articles: in a folder, a file is read where it looks like them.
LOOKED_INTO: dict[str, Callable[[Path, Columns], bool]] = {
    ".csv": is_table_of_articles,
    ".tsv": is_table_of_articles,
    ".xlsx": is_workbook_of_articles,
    ".xml": lambda path, said: is_feed(path),
}

DEFAULT_LANGUAGE = "es"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles of a run, and a line about everything that was not read, or not as it was given."""

    articles: tuple[Article, ...]
    remarks: tuple[Remark, ...] = ()

    def lines(self, level: Level) -> tuple[str, ...]:
        """The remarks of one level."""
        return tuple(remark.message for remark in self.remarks if remark.level is level)


def read_articles(
    inputs: Sequence[str],
    defaults: Metadata = Metadata(),  # noqa: B008
    leave_out: Collection[Path] = (),
    columns: Columns | None = None,
    given: Sequence[Given] = (),
    fetching: bool = False,
) -> Reading:
    """Read files, folders, standard input, and what a program hands over.

    Args:
        inputs: paths; `-` is standard input (JSON Lines if it begins with `{`, else one plain text).
        defaults: metadata for articles that neither their file nor its sidecar describes.
        leave_out: folders inside the inputs that hold results.
        columns: names of the columns of tables that are not guessed: `{"text": "cuerpo_nota"}`.
        given: articles that are in no file, see `given`.
        fetching: whether inputs that are addresses of the web are fetched; else they are files that there are not.

    Returns:
        Articles with text in NFC that is not empty, sorted by their ids, which are unique (see `settle_ids`), and the
        remarks. A fault in one file, record or row costs that one alone. Files that say the same are all there:
        `set_copies_aside` tells them.
    """
    records: list[Record] = []
    remarks: list[Remark] = []
    addresses = [name for name in inputs if fetching and is_address(name)]
    files = [name for name in inputs if name not in addresses]
    found = _items(files, defaults, frozenset(path.resolve() for path in leave_out), columns or {})
    others = chain(_fetched(addresses, columns or {}), read_given(given, columns or {}))
    for item in chain(found, _without_files(others, defaults)):
        if isinstance(item, Record):
            records.append(item)
        else:
            remarks.append(item)
    kept, repeated = without_repeated_ids(records)
    articles = settle_ids(map(_article, kept))
    return Reading(tuple(sorted(articles, key=lambda one: one.id)), (*remarks, *repeated))


def _fetched(addresses: Sequence[str], columns: Columns) -> Iterator[Record | Remark]:
    """The records of pages, feeds and files of the web, each with its address where it gives none."""
    for address in dict.fromkeys(addresses):
        for source in fetch(address, columns):
            for item in [source] if isinstance(source, Remark) else _read(source):
                known = Metadata(url=address)
                yield replace(item, metadata=item.metadata.filled_from(known)) if isinstance(item, Record) else item


def _without_files(items: Iterable[Record | Remark], defaults: Metadata) -> Iterator[Record | Remark]:
    for item in items:
        if isinstance(item, Record):
            yield from _usable(replace(item, metadata=item.metadata.filled_from(defaults)))
        else:
            yield item


def _items(
    inputs: Sequence[str], defaults: Metadata, leave_out: frozenset[Path], columns: Columns
) -> Iterator[Record | Remark]:
    sidecars = Sidecars()
    for found in _files(inputs, leave_out, columns):
        if isinstance(found, Remark):
            yield found
            continue
        if str(found.path) != STANDARD_INPUT:
            yield from sidecars.open(found, _stem(found.path))
        for item in _records(found.path, columns):
            if isinstance(item, Record):
                known = sidecars.of(item).filled_from(item.metadata).filled_from(defaults)
                yield from _usable(replace(item, metadata=known))
            else:
                yield item
    yield from sidecars.unmatched()


def _files(inputs: Sequence[str], leave_out: frozenset[Path], columns: Columns) -> Iterator[Found | Remark]:
    """The files of all arguments, each once."""

    def suffix_in_folder(path: Path) -> str:
        suffix = _suffix(path)
        return suffix if suffix not in LOOKED_INTO or LOOKED_INTO[suffix](path, columns) else ""

    seen: set[str] = set()
    for name in inputs:
        for found in find_files(name, _suffix, suffix_in_folder, tuple(READERS), leave_out):
            place = name if name == STANDARD_INPUT or isinstance(found, Remark) else os.path.realpath(found.path)
            if isinstance(found, Remark):
                yield found
            elif place in seen:
                yield Remark(Level.NOTE, f"{printable(found.path)}: given twice, read once")
            else:
                seen.add(place)
                yield found


def _suffix(path: PurePath) -> str:
    name = path.name.lower()
    return next((suffix for suffix in sorted(READERS, key=len, reverse=True) if name.endswith(suffix)), "")


def _stem(path: Path) -> str:
    return readable_name(path.name)[0][: -len(_suffix(path)) or None]


def _records(path: Path, columns: Columns) -> Iterator[Record | Remark]:
    name = printable(path)
    try:
        if str(path) == STANDARD_INPUT:
            data = sys.stdin.buffer.read()
            is_json = unpack(data, name).value.lstrip()[:1] == b"{"
            source = Input("standard input", "stdin", data, suffix=".jsonl" if is_json else ".txt")
        else:
            if not readable_name(path.name)[1]:
                yield Remark(Level.WARNING, f"{name}: its name is not UTF-8 and was read like this; rename the file")
            folder = readable_name(path.parent.resolve().as_posix())[0]
            suffix = path.name[-len(_suffix(path)) :]
            source = Input(name, _stem(path), path.read_bytes(), path, folder, suffix, columns)
    except OSError as error:
        yield Remark(Level.SKIPPED, f"{name}: cannot be read ({error.strerror or error}); check its permissions")
    except SourceError as error:
        yield Remark(Level.SKIPPED, str(error))
    else:
        yield from _read(source)


def _read(source: Input) -> Iterator[Record | Remark]:
    """The records of a file; whatever goes wrong with it goes wrong with it alone."""
    try:
        yield from READERS[source.suffix.lower()](source)
    except SourceError as error:
        yield Remark(Level.SKIPPED, str(error))
    except Exception as error:
        _log.info("%s", source.name, exc_info=True)
        reason = shown(f"{type(error).__name__}: {error}")
        yield Remark(Level.SKIPPED, f"{source.name}: cannot be read ({reason}); save the article as UTF-8 text")


def _usable(record: Record) -> Iterator[Record | Remark]:
    """The record, or why it is none; and a warning about characters that it cannot keep."""
    declared = record.metadata.language.replace("_", "-").split("-")[0].lower()
    language = declared or DEFAULT_LANGUAGE
    known = ", ".join(languages())
    if not record.text.strip():
        yield Remark(Level.SKIPPED, f"{record.where}: empty; nothing to read")
    elif language not in languages():
        yield Remark(Level.SKIPPED, f"{record.where}: language '{language}' cannot be read; known are {known}")
    elif not declared and (other := other_language(record.text, language)) is not None:
        remedy = f"known are {known}; say language {language} in the metadata where it is"
        yield Remark(Level.SKIPPED, f"{record.where}: the text is in {other.name}, which cannot be read; {remedy}")
    else:
        if not is_usable(record.text):
            yield Remark(Level.WARNING, f"{record.where}: the text has {UNUSABLE_REPLACED}")
        yield replace(record, text=usable(record.text), metadata=replace(record.metadata, language=language))


def _article(record: Record) -> Article:
    known = record.metadata
    return Article(
        id=record.article_id,
        text=record.text,
        title=one_line(known.title),
        language=known.language,
        published=known.published,
        publisher=one_line(known.publisher),
        url=one_line(known.url),
        source=record.where,
        origin=record.origin,
    )
