"""What readers take (`Input`) and give (`Record`): bytes with a name, and a text with what came along."""

from __future__ import annotations

import gzip
import os
import zlib
from dataclasses import dataclass

from graph_builder.errors import SourceError
from graph_builder.model import Origin
from graph_builder.sources.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes of one file (or of standard input) and the name that messages use."""

    name: str
    stem: str
    data: bytes
    folder: str = ""  # absolute; empty for standard input
    suffix: str = ""  # ".txt"

    def origin(self, line: int = 0) -> Origin | None:
        """Return the place that names an article without an id; None for standard input, which is no place."""
        return Origin(_utf8(self.folder), _utf8(self.stem), _utf8(self.suffix), line) if self.folder else None

    def text(self) -> str:
        r"""The bytes as text, unpacked where gzipped, with `\n` line ends and without a byte order mark.

        Raises:
            SourceError: not UTF-8 (names the line), or a broken gzip file.
        """
        data = self.data
        if data[:2] == b"\x1f\x8b":
            try:
                data = gzip.decompress(data)
            except (OSError, EOFError, zlib.error) as error:
                raise SourceError(f"{self.name}: broken gzip file ({error}); pack it again") from error
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise SourceError(
                f"{self.name}:{line}: not UTF-8 (byte 0x{data[error.start]:02x}); "
                "convert it, e.g. with iconv -f latin1 -t utf-8"
            ) from error
        return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Record:
    """One article as a reader found it, before sidecar and options are applied."""

    id: str
    text: str
    metadata: Metadata
    where: str  # file, or file:line
    origin: Origin | None = None  # None where the record gives its id


def _utf8(name: str) -> str:
    r"""A name of the file system as text; bytes that are none stand as `\xe9`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
