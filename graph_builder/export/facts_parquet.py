"""The facts table as Apache Parquet, typed; needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

import io

from rdflib import Dataset

from graph_builder.errors import ConfigurationError
from graph_builder.export.facts_table import COLUMNS, rows
from graph_builder.model import KnowledgeGraph

_INTEGERS = frozenset({"sentence", "start", "end"})
_FLOATS = frozenset({"confidence"})


def to_facts_parquet(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """The columns of facts.csv: offsets as 32-bit integers, confidence as a double, the rest as strings.

    Args:
        graph: whose facts are written.
        dataset: not read; all exporters share one signature.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        remedy = 'pip install "graph-builder[parquet]"'
        raise ConfigurationError(f"the format parquet needs pyarrow, which is not installed: {remedy}") from error
    types = [_type(column, pyarrow) for column in COLUMNS]
    table = list(rows(graph))
    arrays = [pyarrow.array([row[i] for row in table], type=types[i]) for i in range(len(COLUMNS))]
    sink = io.BytesIO()
    parquet.write_table(pyarrow.table(arrays, names=list(COLUMNS)), sink, compression="zstd")
    return sink.getvalue()


def _type(column: str, pyarrow: object) -> object:
    kind = "int32" if column in _INTEGERS else "float64" if column in _FLOATS else "string"
    return getattr(pyarrow, kind)()
