"""Cells that no spreadsheet takes for a formula (OWASP, "CSV Injection"), and their words again.

A text that begins like a formula is written with an apostrophe before it, the sign by which spreadsheets mark text.
One that begins with apostrophes and then like a formula gets another, so that taking one away gives the text back.
Every table that is written here goes through `safe_row`; JSON Lines and Parquet hold the text itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable

# Beside OWASP's six the full-width forms, which East Asian versions of Excel read as the narrow ones.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")


def safe_cell(text: str) -> str:
    """Return a text as a cell: with an apostrophe before it where it begins like a formula and is no number."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def cell_text(cell: str) -> str:
    """Return the text that `safe_cell` made a cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def safe_row(cells: Iterable[object]) -> list[object]:
    """Return a row whose texts are safe; numbers stay."""
    return [safe_cell(cell) if isinstance(cell, str) else cell for cell in cells]


def to_table(rows: Iterable[Iterable[object]], delimiter: str = ",", ends: str = "\n") -> str:
    """Return rows as CSV (RFC 4180) of which no cell is a formula.

    Args:
        rows: the header first; numbers are written as they are.
        delimiter: a tab makes it TSV.
        ends: what ends a line.
    """
    lines = _Lines()
    csv.writer(lines, delimiter=delimiter).writerows(map(safe_row, rows))
    return "".join(line.removesuffix("\r\n") + ends for line in lines)


class _Lines(list[str]):
    """The lines that a `csv.writer` writes; it quotes a carriage return only where one ends its lines."""

    def write(self, line: str) -> None:
        self.append(line)
