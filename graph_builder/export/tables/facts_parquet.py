"""The facts table as Apache Parquet, typed; needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

from datetime import date

from rdflib import Dataset

from graph_builder.export.tables.facts_table import COLUMN_TYPES, DATES, Cell, rows
from graph_builder.export.tables.parquet_table import to_parquet
from graph_builder.model import KnowledgeGraph

_WHOLE_DAY = len("2024-06-19")
_FIRST = "-01-01"  # month and day


def to_facts_parquet(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """The columns of facts.csv: offsets and counts as 32-bit integers, confidence as a double, the rest as strings.

    What is empty there is null. Dates are dates: of a `date` whose month or day is unknown the first day stands, and
    `date_precision` says how much of it is told; a publication date that is not known to the day is null.

    Args:
        graph: whose facts are written.
        dataset: not read; all exporters share one signature.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    columns = tuple((name, date if name in DATES else type_) for name, type_ in COLUMN_TYPES.items())
    table = [[_value(name, cell) for (name, _), cell in zip(columns, row, strict=True)] for row in rows(graph)]
    return to_parquet(columns, table)


def _value(column: str, cell: Cell) -> Cell | date | None:
    if cell == "":
        return None
    if column not in DATES:
        return cell
    text = str(cell)
    if column == "date":
        text += _FIRST[len(text) - _WHOLE_DAY :] if len(text) < _WHOLE_DAY else ""
    return date.fromisoformat(text) if len(text) == _WHOLE_DAY else None
