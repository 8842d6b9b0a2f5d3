r"""A graph enters, the facts table leaves as CSV (RFC 4180 but for the line ends, which are "\n")."""

from __future__ import annotations

import csv
import io

from rdflib import Dataset

from graph_builder.export.facts_table import COLUMNS, rows
from graph_builder.model import KnowledgeGraph


def to_facts_csv(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """One row a claim about a pair of participants, UTF-8, sorted; the header stands also over no facts.

    Args:
        graph: whose facts are written.
        dataset: not read; all exporters share one signature.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(graph):
        writer.writerow(f"{cell:.2f}" if isinstance(cell, float) else cell for cell in row)
    return text.getvalue().encode()
