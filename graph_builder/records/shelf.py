"""The folder of a store's records, each in a file that its key names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from graph_builder.errors import GraphError
from graph_builder.files import sync_folder, write_durably
from graph_builder.model import Article
from graph_builder.records.record import Record, article_from_bytes, from_bytes, to_bytes

_SUFFIX = ".json.gz"
_BUCKET = 2  # the first digits of a key name its folder: file systems slow down over folders of a million files


class Shelf:
    """Records in a folder; many readers, one writer (who holds the store's lock)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unsynced: set[Path] = set()

    def path(self, key: str) -> Path:
        """Return the file of a record, whether it is there or not."""
        return self._folder / key[:_BUCKET] / f"{key}{_SUFFIX}"

    def find(self, key: str) -> Record | None:
        """Return the record of a key; None where there is none that is whole and of this key."""
        try:
            record = from_bytes(self.path(key).read_bytes())
        except (OSError, GraphError):
            return None
        return record if record.key == key else None

    def article(self, key: str) -> Article | None:
        """Return the article of a record that this or an earlier version wrote; None where it cannot be read."""
        try:
            return article_from_bytes(self.path(key).read_bytes())
        except (OSError, GraphError):
            return None

    def add(self, record: Record) -> None:
        """Write a record; after `sync` it outlasts a power failure.

        Raises:
            OSError: it cannot be written.
        """
        path = self.path(record.key)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, to_bytes(record))
        self._unsynced |= {path.parent, path.parent.parent}

    def sync(self) -> None:
        """Make sure that the names of all records added are on disk.

        Raises:
            OSError: the disk fails.
        """
        for folder in sorted(self._unsynced):
            sync_folder(folder)
        self._unsynced.clear()

    def sweep(self, kept: Collection[str]) -> None:
        """Remove all files but the records of these keys: those replaced, and what killed runs have left."""
        names = {f"{key}{_SUFFIX}" for key in kept}
        for path in self._files():
            if path.name not in names:
                path.unlink(missing_ok=True)

    def _files(self) -> Iterator[Path]:
        for bucket in self._folder.glob("*/"):
            yield from bucket.iterdir()
