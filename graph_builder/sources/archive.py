"""Zip archives of articles: each file in them is read by the reader of its format."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from graph_builder.errors import SourceError
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Level, Remark

_FREE = 64 << 20  # bytes that any file may unpack to
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
    unread = 0
    for member in sorted(archive.infolist(), key=lambda one: one.filename):
        path = PurePosixPath(member.filename)
        if member.is_dir() or any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
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
        except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, NotImplementedError, zlib.error) as error:
            yield Remark(Level.SKIPPED, f"{where}: cannot be unpacked ({error}); pack it again, without a password")
            continue
        folder = PurePosixPath(source.folder or "/", f"{source.stem}{source.suffix}", *path.parent.parts).as_posix()
        stem, suffix = path.name[: -len(suffix)], path.name[-len(suffix) :]
        yield from read(Input(where, stem, data, None, folder, suffix, source.columns))
    if unread:
        yield Remark(Level.NOTE, f"{source.name}: {unread} files of other types were not read")
