"""Excel workbooks of articles: one article a row, in columns that are guessed by their names, as in `tables`."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph_builder.errors import SourceError
from graph_builder.sources.columns import Columns, columns_of
from graph_builder.sources.packed import check_packed, needs
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Level, Remark
from graph_builder.sources.values import record_of

_PACKAGE = "openpyxl"


def read_excel(source: Input) -> Iterator[Record | Remark]:
    """Read the sheets of a workbook whose first row names a column with texts; other sheets are passed over."""
    try:
        workbook = _opened(source.data, source.name)
    except ImportError as error:
        raise SourceError(needs(source.name, _PACKAGE)) from error
    read = 0
    for sheet in workbook.worksheets:
        rows = sheet.iter_rows(values_only=True)
        columns = columns_of(map(_written, next(rows, ())), source.columns)
        if "text" not in columns:
            continue
        for number, cells in enumerate(rows, start=2):
            where = f"{source.name}:{sheet.title}:{number}"
            values = {name: _written(cell) for name, cell in zip(columns, cells, strict=False) if name}
            if values.get("text", "").strip():
                read += 1
                yield from record_of(values, source, read, where)
            elif any(map(_written, cells)):
                yield Remark(Level.SKIPPED, f"{where}: no text in the row; fill or delete it")
    if not read:
        raise SourceError(f"{source.name}: no column with texts; name it text, or say --column text=NAME")


def is_workbook_of_articles(path: Path, said: Columns) -> bool:
    """Return whether a sheet's first row names a column with texts; true where it cannot be told: reading says why."""
    try:
        sheets = _opened(path.read_bytes(), str(path)).worksheets
        heads = [columns_of(map(_written, next(sheet.iter_rows(values_only=True), ())), said) for sheet in sheets]
    except Exception:
        return True
    return any("text" in head for head in heads)


def _opened(data: bytes, name: str) -> Any:  # noqa: ANN401 -- openpyxl has no types
    import openpyxl

    check_packed(data, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and such, which are not read
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)


def _written(cell: object) -> str:
    """A cell as text: days without their midnight, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).removesuffix(" 00:00:00")
