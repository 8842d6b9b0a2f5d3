"""Rows and column names of the facts table: the contract of `facts.csv`.

Scorers and users read these columns, so that they never change silently.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_builder.model import Fact, KnowledgeGraph

COLUMNS: tuple[str, ...] = (
    "id",
    "article",
    "sentence",
    "start",
    "end",
    "evidence",
    "relation",
    "event_type",
    "subject",
    "subject_id",
    "subject_state",
    "object",
    "object_id",
    "object_state",
    "polarity",
    "status",
    "attributed_to",
    "attributed_to_id",
    "date",
    "date_precision",
    "place",
    "theme",
    "cue",
    "confidence",
    "rule",
    "implied",
)


def rows(graph: KnowledgeGraph) -> Iterator[tuple[str | int | float, ...]]:
    """One row a fact, in the order of `COLUMNS`, sorted by article and offset."""
    for fact in sorted(graph.facts):
        yield tuple(_cell(fact, column) for column in COLUMNS)


def _cell(fact: Fact, column: str) -> str | int | float:
    value = getattr(fact, column)
    if isinstance(value, float):
        return round(value, 2)
    return value if isinstance(value, int) else str(value)
