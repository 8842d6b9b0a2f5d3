"""Several texts in one file, each of which can be read without the others: what a stage leaves of a shard.

Eight digits say how long the index is, which is JSON; behind it stand the sections, compressed one by one.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping

from graph_builder.errors import GraphError
from graph_builder.shards.folder import Folder

_LEVEL = 1  # they are written once and read once
_DIGITS = 8
_PART = 1 << 20  # bytes


class Sections:
    """A file of sections that is being read; a section that it does not have is empty."""

    def __init__(self, folder: Folder, name: str) -> None:
        self._folder, self._name = folder, name
        try:
            length = int(folder.read(name, 0, _DIGITS))
            self._start = _DIGITS + length
            index = json.loads(folder.read(name, _DIGITS, self._start))
            self._places: dict[str, tuple[int, int]] = index["sections"]
            self.told: dict[str, object] = index["told"]
            self.names = tuple(self._places)
        except (ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{name}: is damaged; remove it, and run again") from error

    def read(self, section: str) -> bytes:
        """Return the bytes of a section.

        Raises:
            GraphError: the file is damaged.
        """
        start, length = self._places.get(section, (0, 0))
        start += self._start
        try:
            return zlib.decompress(self._folder.read(self._name, start, start + length)) if length else b""
        except zlib.error as error:
            raise GraphError(f"{self._name}: is damaged; remove it, and run again") from error

    def lines(self, section: str) -> Iterator[bytes]:
        """Yield the lines of what `in_parts` divided, one part in memory at a time."""
        number = 0
        while (part := f"{section}/{number}") in self._places:
            yield from self.read(part).splitlines(keepends=True)
            number += 1


def in_parts(section: str, lines: Iterable[bytes]) -> dict[str, bytes]:
    """Return lines in parts of about a megabyte, as sections of a common name with numbers."""
    parts: list[list[bytes]] = []
    room = 0
    for line in lines:
        if room <= 0:
            parts.append([])
            room = _PART
        parts[-1].append(line)
        room -= len(line)
    return {f"{section}/{number}": b"".join(part) for number, part in enumerate(parts)}


def write_sections(folder: Folder, name: str, sections: Mapping[str, bytes], told: Mapping[str, object]) -> None:
    """Write sections as one file.

    Args:
        folder: the working folder.
        name: of the file.
        sections: what is read by itself later; empty ones take no room.
        told: a few numbers and names, read with the index.
    """
    places: dict[str, tuple[int, int]] = {}
    packed: list[bytes] = []
    length = 0
    for section, content in sections.items():
        if content:
            packed.append(zlib.compress(content, _LEVEL))
            places[section] = length, len(packed[-1])
            length += len(packed[-1])
    index = json.dumps({"sections": places, "told": told}, ensure_ascii=False).encode()
    folder.write(name, b"".join((f"{len(index):0{_DIGITS}}".encode(), index, *packed)))
