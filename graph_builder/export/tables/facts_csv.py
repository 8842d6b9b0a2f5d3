"""The facts table as CSV (RFC 4180, but lines end with a newline alone); no cell is a formula, see `spreadsheets`."""

from __future__ import annotations

from rdflib import Dataset

from graph_builder.export.tables.facts_table import COLUMNS, rows
from graph_builder.model import KnowledgeGraph
from graph_builder.spreadsheets import to_table

HEADER = to_table([COLUMNS]).encode()


def to_facts_csv(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """One row a claim about a pair of participants, UTF-8, sorted; the header stands also over no facts.

    A text that begins like a formula has an apostrophe before it (`cell_text` gives it back); Parquet and JSON Lines
    hold the text itself.

    Args:
        graph: whose facts are written.
        dataset: not read; all exporters share one signature.
    """
    return HEADER + csv_rows(graph)


def csv_rows(graph: KnowledgeGraph) -> bytes:
    """The rows of a graph's facts without the header: those of some articles after those of others make one table."""
    return to_table([_number(cell) for cell in row] for row in rows(graph)).encode()


def _number(cell: str | int | float) -> str | int:
    return f"{cell:.2f}" if isinstance(cell, float) else cell
