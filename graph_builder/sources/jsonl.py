"""JSON Lines, also gzipped: one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graph_builder.sources.columns import columns_of
from graph_builder.sources.decoding import decode_lines
from graph_builder.sources.metadata import COLUMNS, shown
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Level, Remark
from graph_builder.sources.values import record_of

_VALUES = COLUMNS[1:]


def read_jsonl(source: Input) -> Iterator[Record | Remark]:
    """Read JSON Lines with the keys id, title, text, published, publisher, url, language, or names that tables have.

    Only `text` must be there; without `id` the article is named `STEM-LINE`. A key that is missing may have one of its
    names in `columns.tsv` ("date", "fecha"); other keys are ignored. Markup and entities in a text, as feeds have them,
    are read. A broken line is skipped, the lines after it are read; a value of the wrong type is left out, its article
    is read.
    """
    unpacked = source.unpacked
    decoded = decode_lines(unpacked.value, source.name)
    lines = decoded.value
    yield from unpacked.remarks + decoded.remarks
    if unpacked.cut:
        lines.pop()  # half a record: the warning about the file says so
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield from _record(source, number, line)


def _record(source: Input, number: int, line: str) -> Iterator[Record | Remark]:
    where = f"{source.name}:{number}"
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:  # ValueError: broken JSON, or a number of thousands of digits
        yield Remark(Level.SKIPPED, f"{where}: broken JSON ({shown(str(error))}); mend or delete the line")
        return
    keys = list(value) if isinstance(value, dict) else []
    found = {column: value[key] for key, column in zip(keys, columns_of(keys), strict=True) if column}
    text = found.get("text")
    if not isinstance(text, str):
        shape = '{"id": ..., "text": ...}'
        yield Remark(Level.SKIPPED, f"{where}: no string under 'text'; one object a line, {shape}")
        return
    values: dict[str, str] = {}
    for key in ("id", *_VALUES):
        given = found.get(key)
        if isinstance(given, str) or (isinstance(given, int | float) and not isinstance(given, bool)):
            values[key] = _written(given)
        elif given is not None:
            yield Remark(Level.WARNING, f"{where}: '{key}' must be a string; it is left out, the article is read")
    yield from record_of({**values, "text": text}, source, number, where)


def _written(value: str | float) -> str:
    """A value as text; a whole number without its decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    try:
        return str(value)
    except ValueError:  # an integer of thousands of digits
        return ""
