"""The facts table as Apache Parquet, typed; needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

import io

from rdflib import Dataset

from graph_builder.errors import ConfigurationError
from graph_builder.export.facts_table import COLUMN_TYPES, rows
from graph_builder.model import KnowledgeGraph

_PARQUET_TYPES = {str: "string", int: "int32", float: "float64"}


def to_facts_parquet(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """The columns of facts.csv: offsets and counts as 32-bit integers, confidence as a double, the rest as strings.

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
    types = [getattr(pyarrow, _PARQUET_TYPES[kind])() for kind in COLUMN_TYPES.values()]
    table = list(rows(graph))
    arrays = [pyarrow.array([row[i] for row in table], type=kind) for i, kind in enumerate(types)]
    sink = io.BytesIO()
    parquet.write_table(pyarrow.table(arrays, names=list(COLUMN_TYPES)), sink, compression="zstd")
    return sink.getvalue()
