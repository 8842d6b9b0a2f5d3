"""Review in a spreadsheet: one CSV, a row a fact, in whose first column the verdict is written."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from graph_builder.errors import ConfigurationError
from graph_builder.model import KnowledgeGraph
from graph_builder.review.proposals import CHANGEABLE, Proposal
from graph_builder.spreadsheets import cell_text, to_table

FILE_NAME = "review.csv"
_COLUMNS = ("verdict", "id", "article", *CHANGEABLE, "confidence", "sentence_text", "note")
_NEEDED = ("verdict", "id", "article")


def to_sheet(graph: KnowledgeGraph) -> dict[str, bytes]:
    """Return the sheet; it begins with the mark by which Excel knows UTF-8."""
    texts = {article.id: article.text for article in graph.articles}
    rows = [
        (
            "", fact.id, fact.article, *(" ".join(str(getattr(fact, name)).split()) for name in CHANGEABLE),
            fact.confidence, " ".join(fact.sentence_span.of(texts[fact.article]).split()), "",
        )
        for fact in graph.facts
    ]  # fmt: skip
    return {FILE_NAME: to_table([_COLUMNS, *rows]).encode("utf-8-sig")}


def read_sheet(path: Path, graph: KnowledgeGraph) -> Iterator[Proposal]:
    """Read a sheet, whatever separates its cells.

    Raises:
        ConfigurationError: it cannot be read, or lacks columns.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}); save it as CSV in UTF-8") from error
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
    missing = [column for column in _NEEDED if column not in (reader.fieldnames or ())]
    if missing:
        raise ConfigurationError(f"{path}:1: columns missing: {', '.join(missing)}; export the review again")
    for row in reader:
        cells = {name: cell_text(value or "").strip() for name, value in row.items() if name is not None}
        values = {name: cells[name] for name in CHANGEABLE if name in cells}
        where = f"{path}:{reader.line_num}"
        yield Proposal(where, cells["verdict"], cells["id"], cells["article"], values, note=cells.get("note", ""))
