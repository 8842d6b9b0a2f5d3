"""What readers take and give: the bytes of a file (`Input`), an article as found in it (`Record`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graph_builder.model import Origin
from graph_builder.sources.columns import Columns
from graph_builder.sources.decoding import Decoded, decode, unpack
from graph_builder.sources.ids import plain_id
from graph_builder.sources.metadata import Metadata


@dataclass(frozen=True)
class Input:
    """The bytes of one file (or of standard input) and the names that messages and articles use."""

    name: str  # what messages call it
    stem: str  # its file name without suffix; the id of an article that has no other
    data: bytes
    path: Path | None = None  # None for standard input
    folder: str = ""  # absolute; empty for standard input
    suffix: str = ""  # ".txt"
    columns: Columns = field(default_factory=dict)  # names of a table's columns, where the user says them

    def origin(self, line: int = 0) -> Origin | None:
        """Return the place that names an article without an id; None for standard input, which is no place."""
        return Origin(self.folder, self.stem, self.suffix, line) if self.folder else None

    @cached_property
    def unpacked(self) -> Decoded[bytes]:
        """The bytes, unpacked where gzipped; a file that ends early gives what can be read of it.

        Raises:
            SourceError: not a gzip file after all, or one that unpacks to far more than text would.
        """
        return unpack(self.data, self.name)

    @cached_property
    def decoded(self) -> Decoded[str]:
        r"""The text, with `\n` line ends and without a byte order mark.

        Raises:
            SourceError: it is no text.
        """
        unpacked = self.unpacked
        decoded = decode(unpacked.value, self.name)
        return Decoded(decoded.value, unpacked.remarks + decoded.remarks, unpacked.cut)


@dataclass(frozen=True, slots=True)
class Record:
    """One article as a reader found it, before sidecar and options are applied."""

    id: str  # as given, or the stem of its file
    text: str
    metadata: Metadata
    where: str  # file, or file:line
    origin: Origin | None = None  # None where the record gives its id
    path: Path | None = None  # the file; None for standard input
    named: bool = False  # an earlier run gave the id, where a slash stands between a folder and a stem

    @property
    def article_id(self) -> str:
        """The id as articles have it."""
        return "/".join(map(plain_id, self.id.split("/"))) if self.named else plain_id(self.id)
