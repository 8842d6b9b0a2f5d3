"""What the readers of office files share: the libraries that they need, and how much a file may unpack to."""

from __future__ import annotations

import io
import zipfile

from graph_builder.errors import SourceError

_FREE = 256 << 20  # bytes that any file may unpack to
_RATIO = 200  # beyond, no document is packed so tightly


def needs(name: str, package: str) -> str:
    """Return the line about a file whose library is not installed."""
    return f"{name}: needs {package}, which is not installed; pip install 'graph-builder[documents]'"


def check_packed(data: bytes, name: str) -> None:
    """Find out whether a file is a zip archive, as office files are, that unpacks to a sensible size.

    Raises:
        SourceError: it is not.
    """
    try:
        size = sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(f"{name}: broken, or of an old format ({error}); save it again") from error
    if size > max(_FREE, _RATIO * len(data)):
        raise SourceError(f"{name}: unpacks to over {_RATIO} times its size; is no document, or split it")
