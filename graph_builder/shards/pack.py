"""The records of a shard in one file: gzip members one after the other, one an article.

While a shard is being read its members are appended to a file of another name, so that a run that was killed goes on
behind the last whole one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from graph_builder.errors import GraphError
from graph_builder.records.record import Record, from_bytes, to_bytes

_GZIP = 31  # zlib's number for a gzip member with its checksum
_PIECE = 1 << 14  # bytes


def members(content: bytes) -> Iterator[bytes]:
    """Yield the members of a pack as they are, but for what is behind the last whole one."""
    start = place = 0
    unpacker = zlib.decompressobj(_GZIP)
    while place < len(content):
        piece = content[place : place + _PIECE]
        try:
            unpacker.decompress(piece)
        except zlib.error:
            return
        place += len(piece) - len(unpacker.unused_data)
        if unpacker.eof:
            yield content[start:place]
            start = place
            unpacker = zlib.decompressobj(_GZIP)


def records(content: bytes) -> Iterator[Record]:
    """Yield the records of a pack, in their order.

    Raises:
        GraphError: one is damaged, or another version wrote it.
    """
    return map(from_bytes, members(content))


class Unfinished:
    """A pack that is being written: what was appended before is there again, also after a kill."""

    def __init__(self, path: Path | None) -> None:
        self._path = path  # None: nothing is kept before the pack is whole
        self._members: list[bytes] = []

    def known(self) -> Iterator[Record]:
        """Yield the records that an earlier run appended; asked for once, before any is added."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        for member in members(self._path.read_bytes() if self._path.is_file() else b""):
            try:
                record = from_bytes(member)
            except GraphError:
                break
            self._members.append(member)
            yield record
        with self._path.open("ab") as file:
            file.truncate(sum(map(len, self._members)))

    def add(self, record: Record) -> None:
        """Append a record."""
        self._members.append(to_bytes(record))
        if self._path is not None:
            with self._path.open("ab") as file:
                file.write(self._members[-1])

    def content(self) -> bytes:
        """Return the pack's bytes."""
        return b"".join(self._members)

    def remove(self) -> None:
        """Remove the unfinished file: the pack is whole, under its own name."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)
