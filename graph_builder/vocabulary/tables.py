"""Rows of the TSV files under ontology/; what is wrong in any data file is collected, then raised once."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph_builder.errors import VocabularyError


@dataclass(slots=True)
class Problems:
    """Collects what is wrong in data files, so that one run shows all of it."""

    found: list[str] = field(default_factory=list)

    def add(self, where: str, what: str) -> None:
        self.found.append(f"{where}: {what}")

    @contextmanager
    def gather(self) -> Iterator[None]:
        """Add what a reader raises to what was found, and go on."""
        try:
            yield
        except VocabularyError as error:
            self.found += error.problems

    def raise_all(self) -> None:
        """Raise one `VocabularyError` with everything found, if anything was."""
        if self.found:
            raise VocabularyError(tuple(self.found))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands and its cells, stripped, by column name."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read_rows(
    path: Path,
    columns: Sequence[str],
    problems: Problems,
    key: Sequence[str] = (),
    required: Sequence[str] = (),
) -> Iterator[Row]:
    """Yield the rows of a TSV file; lines that begin with `#` and blank lines are passed over.

    Args:
        path: the file, UTF-8, a header line first.
        columns: columns that the header must hold (it may hold more).
        problems: where wrong rows are noted; they are left out.
        key: columns whose values together may stand only once.
        required: columns that must be filled (by default those of `key`).
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    header: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))]
        where = f"{path}:{number}"
        if not header:
            header = cells
            if missing := [column for column in columns if column not in header]:
                problems.add(where, f"column missing: {', '.join(missing)}")
                return
            continue
        if len(cells) > len(header):
            problems.add(where, f"{len(cells)} cells under {len(header)} columns")
            continue
        row = dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
        identity = tuple(row[column] for column in key)
        if empty := [column for column in (required or key) if not row[column]]:
            problems.add(where, f"empty: {', '.join(empty)}")
        elif key and identity in seen:
            problems.add(where, f"the same {' + '.join(key)} as line {seen[identity]}")
        else:
            seen[identity] = number
            yield Row(where, row)
