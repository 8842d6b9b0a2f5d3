"""Tables of articles (CSV, TSV): one article a row, in columns that are guessed by their names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from graph_builder.errors import SourceError
from graph_builder.sources.columns import Columns, columns_of
from graph_builder.sources.metadata import shown
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Level, Remark
from graph_builder.sources.values import record_of

_HEAD = 16 << 10  # bytes in which the first line of a table must end
_FIELD = 16 << 20  # characters of a cell


def read_csv(source: Input) -> Iterator[Record | Remark]:
    """Read a table of articles.

    The first line names the columns, one of which holds the texts (see `columns.tsv` for the names that are known);
    cells are separated by tabs, commas or semicolons, and quoted where they have several lines. A row that is no row is
    skipped, and reading goes on with the next line.
    """
    decoded = source.decoded
    yield from decoded.remarks
    lines = decoded.value.split("\n")
    delimiter = _delimiter(lines[0])
    columns = _columns(lines[0], delimiter, source.columns)
    if "text" not in columns:
        there = shown(", ".join(lines[0].split(delimiter)))
        raise SourceError(f"{source.name}:1: no column with texts among {there}; say --column text=NAME")
    csv.field_size_limit(_FIELD)
    start = 1
    while start < len(lines):
        reader = csv.reader((line + "\n" for line in lines[start:]), delimiter=delimiter, strict=True)
        row = start
        try:
            for cells in reader:
                yield from _row(cells, columns, source, row + 1)
                row = start + reader.line_num
            return
        except csv.Error as error:
            yield Remark(Level.SKIPPED, f"{source.name}:{row + 1}: broken row ({shown(str(error))}); mend its quotes")
            start = row + 1


def is_table_of_articles(path: Path, said: Columns | None = None) -> bool:
    """Return whether a file's first line names a column with texts, by its own or a name that the user says."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8-sig", errors="replace")
    except OSError:
        return True  # why it cannot be read is told when it is
    first = re.split(r"[\r\n]", head, maxsplit=1)[0]
    return "text" in _columns(first, _delimiter(first), said)


def _row(cells: list[str], columns: list[str], source: Input, line: int) -> Iterator[Record | Remark]:
    values = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    where = f"{source.name}:{line}"
    if values.get("text", "").strip():
        yield from record_of(values, source, line, where)
    elif any(cell.strip() for cell in cells):
        yield Remark(Level.SKIPPED, f"{where}: no text in the row; fill or delete it")


def _delimiter(head: str) -> str:
    return max("\t;,", key=head.count)


def _columns(head: str, delimiter: str, said: Columns | None = None) -> list[str]:
    """What each column of a table is, by its first line."""
    try:
        return columns_of(next(csv.reader([head], delimiter=delimiter), []), said)
    except csv.Error:  # NUL, or a cell of megabytes
        return []
