"""Rows as the tables of other libraries, and as HTML for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from graph_builder.errors import ConfigurationError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

SHOWN = 20  # rows of a table in a notebook
_LONGEST = 160  # characters of a cell there

Row = Sequence[object]


def to_pandas(columns: Sequence[str], rows: Iterable[Row]) -> pd.DataFrame:
    """Return rows as a pandas table.

    Raises:
        ConfigurationError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise ConfigurationError("pandas is not installed; pip install pandas") from error
    return pd.DataFrame([tuple(row) for row in rows], columns=list(columns))


def to_polars(columns: Sequence[str], rows: Iterable[Row]) -> pl.DataFrame:
    """Return rows as a Polars table; a column's type is that of all its values, so ids stay text.

    Raises:
        ConfigurationError: Polars is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise ConfigurationError("polars is not installed; pip install polars") from error
    table = [tuple(row) for row in rows]
    if not table:
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    return pl.DataFrame(table, schema=list(columns), orient="row", infer_schema_length=None)


def to_html(columns: Sequence[str], rows: Sequence[Row], caption: str) -> str:
    """Return the first rows as an HTML table; whatever is in a cell is shown, never obeyed.

    Args:
        columns: names for the head.
        rows: all of them; `SHOWN` are shown, and a line says how many more there are.
        caption: stands above the table.
    """
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows[:SHOWN])
    more = f"<p>and {len(rows) - SHOWN} more</p>" if len(rows) > SHOWN else ""
    return (
        f'<table><caption style="text-align:left">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
    )


def _cell(value: object) -> str:
    text = " ".join(str(value).split())
    return escape(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
