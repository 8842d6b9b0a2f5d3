"""What is known about articles besides their text, and the sidecar table (`metadata.tsv`, `.csv`) that tells it."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_builder.errors import SourceError
from graph_builder.sources.characters import UNUSABLE_REPLACED, is_usable, one_line
from graph_builder.sources.columns import FILE, columns_of
from graph_builder.sources.dates import read_date
from graph_builder.sources.remarks import Level, Remark

FILE_NAMES = ("metadata.tsv", "metadata.csv")
KEY = "article"
COLUMNS = ("article", "title", "language", "published", "publisher", "url")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")  # of BCP 47, or as locales are written
_FOLDERS = re.compile(r".*[/\\]")
_DATE_REMEDY = "write YYYY-MM-DD"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text; unknown is empty."""

    title: str = ""
    language: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""

    def filled_from(self, other: Metadata) -> Metadata:
        """Own values; where one is empty, the other's."""
        return Metadata(
            self.title or other.title,
            self.language or other.language,
            self.published or other.published,
            self.publisher or other.publisher,
            self.url or other.url,
        )


def from_values(values: Mapping[str, str], where: str) -> tuple[Metadata, tuple[Remark, ...]]:
    """Make metadata of values as they were written.

    Args:
        values: by the names of `COLUMNS`; others are left out.
        where: file, or file:line, for messages.

    Returns:
        The metadata, in one-line values, and remarks; a date that is none is left empty and warned of.
    """
    remarks = [
        Remark(Level.WARNING, f"{where}: '{name}' has {UNUSABLE_REPLACED}")
        for name in COLUMNS[1:]
        if not is_usable(values.get(name, ""))
    ]
    fields = {name: one_line(values.get(name, "")) for name in COLUMNS[1:]}
    written = shown(fields["published"])
    reading = read_date(fields["published"])
    fields["published"] = reading.value
    if fields["language"] and not _LANGUAGE.fullmatch(fields["language"]):
        message = f"{where}: language '{shown(fields['language'])}' is no code; it is left out, write es"
        remarks.append(Remark(Level.WARNING, message))
        fields["language"] = ""
    if written and not reading.value:
        message = f"{where}: published '{written}' is no date; it is left out, {_DATE_REMEDY}"
        remarks.append(Remark(Level.WARNING, message))
    elif reading.ambiguous:
        message = f"{where}: published '{written}' was read day first, as {reading.value}; {_DATE_REMEDY} to be sure"
        remarks.append(Remark(Level.NOTE, message))
    return Metadata(**fields), tuple(remarks)


def shown(value: str, longest: int = 60) -> str:
    """A value as a message quotes it: on one line, its end left out where it is long."""
    line = one_line(value)
    return line if len(line) <= longest else f"{line[:longest]}..."


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sidecar: whose metadata, and the line that it stands on."""

    metadata: Metadata
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sidecar by the name that the first column gives, and what was wrong with them."""

    rows: dict[str, Row]
    remarks: tuple[Remark, ...] = ()


def read_table(text: str, name: str) -> Table:
    r"""Read a sidecar.

    Args:
        text: the table with `\n` line ends; the first line names the columns of `COLUMNS`, or as `columns.tsv` has
            them, in any order and with others between them. Cells are separated by tabs, or by commas or semicolons
            where the first line has no tab.
        name: of the file, for messages.

    Raises:
        SourceError: the column `article` is missing.
    """
    lines = _cells(text)
    header = _header(next(lines, (0, [""]))[1])
    if KEY not in header and FILE not in header:
        raise SourceError(f"{name}:1: column '{KEY}' is missing; columns: {', '.join(COLUMNS)}")
    rows: dict[str, Row] = {}
    remarks: list[Remark] = []
    for number, cells in lines:
        where = f"{name}:{number}"
        values = {column: cell for column, cell in zip(header, cells, strict=False) if column in (*COLUMNS, FILE)}
        article = _article(values)
        if not article or article in rows:
            message = f"{where}: '{KEY}' is empty or repeated; one row per article"
            remarks.append(Remark(Level.SKIPPED, message))
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            message = f"{where}: more cells than the {len(header)} columns; the last are not read"
            remarks.append(Remark(Level.WARNING, message))
        metadata, problems = from_values(values, where)
        remarks += problems
        rows[article] = Row(metadata, number)
    return Table(rows, tuple(remarks))


def _header(cells: list[str]) -> list[str]:
    """What the columns hold, by what such columns are called in other tables too: `FILE` or `KEY` names the article.

    A column `article` goes before one with a file's name, and that before an id: spreadsheets number their rows. A
    column `source` may be a corpus or an archive: publishers are not guessed.
    """
    names = [one_line(cell).lower() for cell in cells]
    found = [
        name if name in COLUMNS else ("" if column == "publisher" else column)
        for name, column in zip(names, columns_of(names), strict=True)
    ]
    names_articles = (KEY, FILE, "id")
    article = next((column for column in names_articles if column in found), "")
    kept = ["" if column in names_articles and column != article else column for column in found]
    return [KEY if column == "id" else column for column in kept]


def _article(values: dict[str, str]) -> str:
    """The name that a row gives its article: the last part of a path, or what the column `article` says."""
    return article_key(_FOLDERS.sub("", values.pop(FILE)) if FILE in values else values.pop(KEY, ""))


def article_key(name: str) -> str:
    """A name as rows and articles are compared by it: one line, NFC (some systems write NFD)."""
    return unicodedata.normalize("NFC", one_line(name))


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """The line number and cells of each row that is not blank.

    Cells may be quoted as spreadsheets quote them, also over several lines. Where the quotes of a file do not fit
    that (a title that begins with a quotation), each line is read by itself, and its quotes are taken as they are.
    """
    head = text.split("\n", 1)[0]
    delimiter = next((mark for mark in "\t;," if mark in head), "\t")
    try:
        rows = list(_quoted(text.split("\n"), delimiter))
    except csv.Error:
        rows = [(number, _line_cells(line, delimiter)) for number, line in enumerate(text.split("\n"), start=1)]
    yield from ((number, cells) for number, cells in rows if any(cell.strip() for cell in cells))


def _quoted(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True)
    before = 0
    for cells in reader:
        yield before + 1, cells
        before = reader.line_num


def _line_cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return line.split(delimiter)
