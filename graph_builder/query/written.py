"""An answer enters, its text in a format leaves: CSV and JSON for tables, Turtle for triples."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from graph_builder.errors import ConfigurationError
from graph_builder.query.run import Answer


def to_csv(answer: Answer) -> str:
    """Rows as CSV (RFC 4180, lines end with a newline alone), the variables' names first."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return stream.getvalue()


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
