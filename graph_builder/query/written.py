"""The text of an answer in a format: CSV and JSON for tables, Turtle for triples."""

from __future__ import annotations

import json
from collections.abc import Callable

from graph_builder.errors import ConfigurationError
from graph_builder.query.sparql import Answer
from graph_builder.spreadsheets import to_table


def to_csv(answer: Answer) -> str:
    """Rows as CSV, the variables' names first; no cell is a formula, see `spreadsheets`."""
    return to_table([answer.columns, *answer.rows])


def to_json(answer: Answer) -> str:
    """Rows as a list of objects; what is not bound is missing."""
    rows = [{c: cell for c, cell in zip(answer.columns, row, strict=True) if cell} for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def to_turtle(answer: Answer) -> str:
    """Triples of a CONSTRUCT or DESCRIBE.

    Raises:
        ConfigurationError: the query gives a table.
    """
    if answer.columns != ("subject", "predicate", "object"):
        raise ConfigurationError("--output ttl: the query gives a table, no triples; write CONSTRUCT or take csv")
    return answer.turtle


WRITERS: dict[str, Callable[[Answer], str]] = {"csv": to_csv, "json": to_json, "ttl": to_turtle}
