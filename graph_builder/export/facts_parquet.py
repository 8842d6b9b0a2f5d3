"""The facts table as Apache Parquet, typed; needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

from rdflib import Dataset

from graph_builder.export.facts_table import COLUMN_TYPES, rows
from graph_builder.export.parquet_table import to_parquet
from graph_builder.model import KnowledgeGraph


def to_facts_parquet(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """The columns of facts.csv: offsets and counts as 32-bit integers, confidence as a double, the rest as strings.

    Args:
        graph: whose facts are written.
        dataset: not read; all exporters share one signature.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    return to_parquet(tuple(COLUMN_TYPES.items()), list(rows(graph)))
