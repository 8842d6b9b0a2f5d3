"""Records that give an id which another record of the run gives too."""

from __future__ import annotations

from collections.abc import Iterable

from graph_builder.sources.metadata import shown
from graph_builder.sources.record import Record
from graph_builder.sources.remarks import Level, Remark


def without_repeated_ids(records: Iterable[Record]) -> tuple[list[Record], list[Remark]]:
    """Leave out records whose id another record of the run has given, the one whose file and line come first.

    Returns:
        The other records in the same order, and a remark about each that was left out: a note where it says the same.
    """
    listed = list(records)
    first: dict[str, Record] = {}
    for record in sorted((one for one in listed if one.origin is None), key=_place):
        first.setdefault(record.article_id, record)
    kept, remarks = [], []
    for record in listed:
        other = first[record.article_id] if record.origin is None else record
        if other is record:
            kept.append(record)
        elif record.text == other.text:
            remarks.append(Remark(Level.NOTE, f"{record.where}: the same article as {other.where}; read once"))
        else:
            remedy = "give each article its own"
            message = f"{record.where}: the article id '{shown(record.id)}' was read already ({other.where}); {remedy}"
            remarks.append(Remark(Level.SKIPPED, message))
    return kept, remarks


def _place(record: Record) -> tuple[str, int]:
    """Where a record stands, so that which of two is kept does not depend on the order of the arguments."""
    file, _, line = record.where.rpartition(":")
    return (file, int(line)) if line.isdigit() else (record.where, 0)
