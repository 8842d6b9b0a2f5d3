"""Values as feeds, tables and JSON Lines give them, to one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph_builder.sources.characters import UNUSABLE_REPLACED, is_usable, usable
from graph_builder.sources.markup import plain_text
from graph_builder.sources.metadata import from_values
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Level, Remark


def record_of(values: Mapping[str, str], source: Input, number: int, where: str) -> Iterator[Record | Remark]:
    """Make a record of values, and remarks about those that cannot be used.

    Args:
        values: `text`, and where known `id` and the columns of a sidecar; markup in the text is read.
        source: the file that they are from.
        number: of the line, row or item, from 1; without an id the article is named `STEM-NUMBER`.
        where: for messages.
    """
    metadata, remarks = from_values(values, where)
    yield from remarks
    for key in ("id", "text"):
        if not is_usable(values.get(key, "")):
            yield Remark(Level.WARNING, f"{where}: '{key}' has {UNUSABLE_REPLACED}")
    own = values.get("id", "").strip()
    text = plain_text(usable(values["text"]))
    origin = None if own else source.origin(number)
    yield Record(own or f"{source.stem}-{number}", text, metadata, where, origin, source.path)
