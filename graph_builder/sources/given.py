"""Articles that a program hands over: texts, mappings and `Article`s, as if files had held them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph_builder.model import Article
from graph_builder.sources.columns import Columns, columns_of
from graph_builder.sources.metadata import Metadata, shown
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Level, Remark
from graph_builder.sources.values import record_of

Given = str | Mapping[str, object] | Article

_STEM = "text"


def read_given(items: Sequence[Given], said: Columns | None = None) -> Iterator[Record | Remark]:
    """Read articles of a program.

    Args:
        items: a text; a mapping whose keys are the names of a table's columns (`text`, `texto`, `fecha` ...), with
            values of any type, None and NaN for nothing; an `Article`, whose text is taken as it is.
        said: names of columns that are not guessed.

    Yields:
        Records, those without an id named `text-1`, `text-2` by their place; a remark on a mapping without a text.
    """
    for number, item in enumerate(items, start=1):
        if isinstance(item, Article):
            known = Metadata(item.title, item.language, item.published, item.publisher, item.url)
            yield Record(item.id, item.text, known, item.source or f"article '{item.id}'", named=True)
            continue
        where = f"article {number} of those given"
        values = {"text": item} if isinstance(item, str) else _values(item, said)
        if values.get("text", "").strip():
            yield from record_of(values, Input(where, _STEM, b""), number, where)
        else:
            names = ", ".join(map(str, item)) if isinstance(item, Mapping) else ""
            yield Remark(Level.SKIPPED, f"{where}: has no text; name it text (there is: {shown(names) or 'nothing'})")


def _values(item: Mapping[str, object], said: Columns | None) -> dict[str, str]:
    names = [str(name) for name in item]
    pairs = zip(columns_of(names, said), item.values(), strict=True)
    return {column: _written(value) for column, value in pairs if column}


def _written(value: object) -> str:
    """A value as text; None and what differs from itself (NaN, NaT) are nothing, a whole number has no point."""
    if value is None or value != value:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
