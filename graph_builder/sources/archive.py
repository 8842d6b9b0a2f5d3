"""Zip archives of articles: each file in them is read by the reader of its format."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from graph_builder.errors import SourceError
from graph_builder.sources.decoding import decode
from graph_builder.sources.metadata import FILE_NAMES, Row, article_key, read_table
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Level, Remark

_FREE = 64 << 20  # bytes that any file may unpack to
_SHOWN = 5
_BROKEN = (zipfile.BadZipFile, OSError, RuntimeError, EOFError, NotImplementedError, zlib.error)
_RATIO = 100  # beyond, text is never packed so tightly

Read = Callable[[Input], Iterator[Record | Remark]]


def read_zip(source: Input, suffix_of: Callable[[PurePosixPath], str], read: Read) -> Iterator[Record | Remark]:
    """Read the files of an archive, in the order of their paths; hidden ones and other types are passed over.

    Args:
        source: the archive.
        suffix_of: tells the format of a file by its name, "" where none reads it.
        read: reads one file, whatever is wrong with it.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(f"{source.name}: broken zip archive ({error}); pack it again") from error
    sidecars, remarks = _sidecars(archive, source.name)
    yield from remarks
    unread = 0
    for member in sorted(archive.infolist(), key=lambda one: one.filename):
        path = PurePosixPath(member.filename)
        if member.is_dir() or any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
            continue
        if path.name in FILE_NAMES:
            continue
        suffix = suffix_of(path)
        if not suffix:
            unread += 1
            continue
        where = f"{source.name}/{member.filename}"
        if member.file_size > max(_FREE, _RATIO * member.compress_size):
            yield Remark(Level.SKIPPED, f"{where}: unpacks to over {_RATIO} times its size; is no text, or split it")
            continue
        try:
            data = archive.read(member)
        except _BROKEN as error:
            yield Remark(Level.SKIPPED, f"{where}: cannot be unpacked ({error}); pack it again, without a password")
            continue
        folder = PurePosixPath(source.folder or "/", f"{source.stem}{source.suffix}", *path.parent.parts).as_posix()
        stem, suffix = path.name[: -len(suffix)], path.name[-len(suffix) :]
        for item in read(Input(where, stem, data, None, folder, suffix, source.columns)):
            yield sidecars[path.parent].told(item, path.name) if path.parent in sidecars else item
    for sidecar in sidecars.values():
        yield from sidecar.unmatched()
    if unread:
        yield Remark(Level.NOTE, f"{source.name}: {unread} files of other types were not read")


@dataclass
class _Sidecar:
    """The metadata of one folder of an archive."""

    name: str
    rows: dict[str, Row]
    matched: set[str] = field(default_factory=set)

    def told(self, item: Record | Remark, file: str) -> Record | Remark:
        """A record with what the row of its id or file says of it; the row wins."""
        if isinstance(item, Remark):
            return item
        for key in (article_key(item.id), article_key(file)):
            if key in self.rows:
                self.matched.add(key)
                return replace(item, metadata=self.rows[key].metadata.filled_from(item.metadata))
        return item

    def unmatched(self) -> Iterator[Remark]:
        lost = [key for key in self.rows if key not in self.matched]
        if lost:
            names = ", ".join(lost[:_SHOWN]) + (" ..." if len(lost) > _SHOWN else "")
            yield Remark(Level.NOTE, f"{self.name}: {len(lost)} rows match no article: {names}")


def _sidecars(archive: zipfile.ZipFile, name: str) -> tuple[dict[PurePosixPath, _Sidecar], list[Remark]]:
    """The metadata tables of an archive by their folders, and remarks about those that cannot be read."""
    found: dict[PurePosixPath, _Sidecar] = {}
    remarks: list[Remark] = []
    for member in archive.infolist():
        path = PurePosixPath(member.filename)
        if path.name not in FILE_NAMES or path.parent in found:
            continue
        where = f"{name}/{member.filename}"
        try:
            if member.file_size > _FREE:
                raise SourceError(f"{where}: is too large for a table of metadata; split it")
            decoded = decode(archive.read(member), where)
            table = read_table(decoded.value, where)
        except SourceError as error:
            remarks.append(Remark(Level.SKIPPED, str(error)))
        except _BROKEN as error:
            remarks.append(Remark(Level.SKIPPED, f"{where}: cannot be unpacked ({error}); pack it again"))
        else:
            remarks += [*decoded.remarks, *table.remarks]
            found[path.parent] = _Sidecar(where, table.rows)
    return found, remarks
