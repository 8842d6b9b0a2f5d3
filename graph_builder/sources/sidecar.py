"""The sidecar tables of the folders that a run reads from: which row belongs to which record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph_builder.errors import SourceError
from graph_builder.sources.decoding import decode
from graph_builder.sources.finding import Found, printable
from graph_builder.sources.metadata import FILE_NAMES, Metadata, Row, article_key, read_table
from graph_builder.sources.record import Record
from graph_builder.sources.remarks import Level, Remark

_SHOWN = 5


class Sidecars:
    """Sidecars by folder, each read when the first file of its folder is."""

    def __init__(self) -> None:
        self._rows: dict[Path, dict[str, Row]] = {}
        self._names: dict[Path, str] = {}
        self._matched: dict[Path, set[str]] = {}
        self._whole: set[Path] = set()  # folders that are read as a whole: every row should match

    def open(self, found: Found, stem: str) -> Iterator[Remark]:
        """Read the sidecar of a file's folder, if it has one and it was not read before.

        Args:
            found: a file that is about to be read.
            stem: its name without the suffix of its format.

        Yields:
            Remarks about rows and values that cannot be used; the others count.
        """
        folder = found.path.parent
        if folder not in self._rows:
            self._rows[folder] = {}
            for name in FILE_NAMES:
                if (folder / name).is_file():
                    yield from self._read(folder, folder / name)
                    break
        if found.folder:
            self._whole.add(folder)
        self._matched.setdefault(folder, set()).update(map(article_key, (stem, found.path.name)))

    def of(self, record: Record) -> Metadata:
        """What the sidecar says about a record, found by its id or, for a file that is one article, its file name."""
        folder = record.path.parent if record.path is not None else None
        if folder is None or folder not in self._rows or record.path is None:
            return Metadata()
        for name in (record.id, *(() if record.origin is None else (record.path.name,))):
            row = self._rows[folder].get(article_key(name))
            if row is not None:
                self._matched[folder].add(article_key(name))
                return row.metadata
        return Metadata()

    def unmatched(self) -> Iterator[Remark]:
        """A remark about each folder's rows that belong to nothing in it, once all is read."""
        for folder in sorted(self._whole):
            rows = self._rows[folder]
            lost = [name for name in rows if name not in self._matched[folder]]
            if lost:
                where = f"{self._names[folder]}:{rows[lost[0]].line}"
                names = ", ".join(lost[:_SHOWN]) + (" ..." if len(lost) > _SHOWN else "")
                remedy = "'article' is the file's name, or a record's id"
                yield Remark(Level.NOTE, f"{where}: {len(lost)} rows match no article: {names}; {remedy}")

    def _read(self, folder: Path, path: Path) -> Iterator[Remark]:
        name = self._names[folder] = printable(path)
        try:
            decoded = decode(path.read_bytes(), name)
            table = read_table(decoded.value, name)
        except OSError as error:
            yield Remark(Level.SKIPPED, f"{name}: cannot be read ({error.strerror or error}); check its permissions")
        except SourceError as error:
            yield Remark(Level.SKIPPED, str(error))
        else:
            self._rows[folder] = table.rows
            yield from (*decoded.remarks, *table.remarks)
