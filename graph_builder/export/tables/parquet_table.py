"""Rows as Apache Parquet, typed; needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from graph_builder.errors import ConfigurationError

_TYPES = {str: "string", int: "int32", float: "float64", date: "date32"}


def to_parquet(columns: Sequence[tuple[str, type]], rows: Sequence[Sequence[object]]) -> bytes:
    """Return a table as the bytes of a Parquet file.

    Args:
        columns: names and types of the columns: str, int (32 bits), float or `datetime.date`.
        rows: one value a column; None is null.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        remedy = 'pip install "graph-builder[parquet]"'
        raise ConfigurationError(f"the format parquet needs pyarrow, which is not installed: {remedy}") from error
    types = [getattr(pyarrow, _TYPES[type_])() for _, type_ in columns]
    arrays = [pyarrow.array([row[i] for row in rows], type=types[i]) for i in range(len(columns))]
    sink = io.BytesIO()
    parquet.write_table(pyarrow.table(arrays, names=[name for name, _ in columns]), sink, compression="zstd")
    return sink.getvalue()
