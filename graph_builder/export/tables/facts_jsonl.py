"""The facts table as JSON Lines: one object a line, keys in column order."""

from __future__ import annotations

import json

from rdflib import Dataset

from graph_builder.export.tables.facts_table import COLUMNS, rows
from graph_builder.model import KnowledgeGraph


def to_facts_jsonl(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """One JSON object a fact, UTF-8, sorted like facts.csv; no line for no facts.

    Args:
        graph: whose facts are written.
        dataset: not read; all exporters share one signature.
    """
    lines = (json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) + "\n" for row in rows(graph))
    return "".join(lines).encode()
