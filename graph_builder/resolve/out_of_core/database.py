"""A DuckDB database in a scratch folder: rows go in by batches, sorted rows come out one at a time.

It sorts and joins on disk in the memory that it is given; Python sees a group of rows at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

_BATCH = 20_000  # rows that go in or out at once

Row = tuple[Any, ...]

TEXT, NUMBER, REAL, FLAG, NUMBERS = "VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "BIGINT[]"
_TYPES = {
    TEXT: pa.string(),
    NUMBER: pa.int64(),
    REAL: pa.float64(),
    FLAG: pa.bool_(),
    NUMBERS: pa.list_(pa.int64()),
}


class Database:
    """Tables on disk.

    Args:
        folder: of the database and of what sorting puts aside; nothing else is in it.
        memory: that DuckDB may use, "400MB".
    """

    def __init__(self, folder: Path, memory: str) -> None:
        self._connection = duckdb.connect(str(folder / "names.duckdb"))
        self.run(f"SET memory_limit = '{memory}'")
        self.run(f"SET temp_directory = '{str(folder / 'sorting').replace(chr(39), chr(39) * 2)}'")
        self.run("SET preserve_insertion_order = false")
        self.run("SET enable_progress_bar = false")

    def run(self, query: str, *values: object) -> None:
        """Carry out a statement."""
        self._connection.execute(query, list(values))

    def rows(self, query: str, *values: object) -> Iterator[Row]:
        """Return the rows of a query as they are computed."""
        cursor = self._connection.cursor()
        cursor.execute(query, list(values))
        while some := cursor.fetchmany(_BATCH):
            yield from some
        cursor.close()

    def groups(self, query: str, columns: int) -> Iterator[tuple[Row, Iterator[Row]]]:
        """Return the rows of a sorted query by their first columns."""
        return groupby(self.rows(query), key=lambda row: row[:columns])

    def writer(self, table: str, columns: dict[str, str]) -> Writer:
        """Make a table, and return what puts rows into it."""
        self.run(f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
        return Writer(self._connection.cursor(), table, columns)

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()


class Writer:
    """Puts rows into a table, many at a time; `with` it, so that the last ones go in, too."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str]) -> None:
        self._cursor, self._table, self._columns = cursor, table, columns
        self._rows: list[Sequence[object]] = []

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.flush()

    def add(self, *row: object) -> None:
        """Put a row in, sooner or later."""
        self._rows.append(row)
        if len(self._rows) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Put all rows in now."""
        if self._rows:
            columns = zip(*self._rows, strict=True)
            kinds = (_TYPES[kind] for kind in self._columns.values())
            arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
            self._cursor.register("batch", pa.table(arrays, names=list(self._columns)))
            self._cursor.execute(f"INSERT INTO {self._table} SELECT * FROM batch")
            self._cursor.unregister("batch")
            self._rows.clear()
