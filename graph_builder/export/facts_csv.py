"""A graph enters, the facts table leaves as CSV (RFC 4180 quoting, `\\n` line ends, UTF-8)."""

from __future__ import annotations

import csv
import io

from rdflib import Dataset

from graph_builder.model import Fact, KnowledgeGraph

COLUMNS = (
    "id", "article", "sentence", "start", "end", "evidence", "relation", "event_type", "subject", "subject_id",
    "subject_state", "object", "object_id", "object_state", "polarity", "status", "attributed_to",
    "attributed_to_id", "date", "date_precision", "place", "theme", "cue", "confidence", "rule",
)  # fmt: skip


def to_facts_csv(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """One row a fact, in the graph's order; the columns are a contract (see README).

    Args:
        graph: its `facts` are written.
        dataset: not read; all exporters share one signature.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(fact) for fact in graph.facts)
    return out.getvalue().encode()


def _row(fact: Fact) -> list[str]:
    return [f"{fact.confidence:.2f}" if name == "confidence" else str(getattr(fact, name)) for name in COLUMNS]
