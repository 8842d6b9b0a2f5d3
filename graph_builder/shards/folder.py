"""The working folder of a run in shards: small files that are whole or not there, on this machine or behind a URL.

A file's name says what it was made from, so whoever finds it has the work done. Local folders need no library;
addresses such as `s3://bucket/run` are opened by fsspec (extra `cloud`), whose stores replace objects as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from graph_builder.errors import ConfigurationError
from graph_builder.files import sync_folder, write_durably

_SCHEME = "://"
_DIGITS = 24  # of a digest, in names of files


def digest_of(*made_from: object) -> str:
    """Return the digest by which a file says what it was made from: of anything that JSON can hold."""
    return sha256(json.dumps(made_from).encode()).hexdigest()[:_DIGITS]


class Folder(Protocol):
    """Files by name; a name may have one folder before it: `facts/0f3a.sections`."""

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        """Return a file's bytes, or some of them.

        Raises:
            FileNotFoundError: it is not there.
        """
        ...

    def write(self, name: str, content: bytes) -> None:
        """Write a file as a whole: whoever opens it finds all of it."""
        ...

    def has(self, name: str) -> bool:
        """Return whether a file is there."""
        ...

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of the files in a folder, that folder before them."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file, where it is there."""
        ...

    @property
    def local(self) -> Path | None:
        """Where it is on this machine; None where it is elsewhere."""
        ...


def open_folder(place: str) -> Folder:
    """Return the folder of a path or URL.

    Raises:
        ConfigurationError: a URL needs a library that is not installed, or that does not know it.
    """
    return _Remote(place) if _SCHEME in place else _Local(Path(place))


class _Local:
    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def local(self) -> Path | None:
        return self._root

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        with (self._root / name).open("rb") as file:
            file.seek(start)
            return file.read() if end is None else file.read(end - start)

    def write(self, name: str, content: bytes) -> None:
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, content)
        sync_folder(path.parent)

    def has(self, name: str) -> bool:
        return (self._root / name).is_file()

    def names(self, folder: str) -> Iterator[str]:
        for path in sorted((self._root / folder).glob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield f"{folder}/{path.name}"

    def remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)


class _Remote:
    local = None

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs  # type: ignore[import-untyped]
        except ImportError as error:
            raise ConfigurationError(
                f'--work: {url} needs fsspec, which is not installed: pip install "graph-builder[cloud]"'
            ) from error
        try:
            found: tuple[Any, str] = url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise ConfigurationError(f"--work: {url} cannot be opened ({error})") from error
        self._files, self._root = found

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        content: bytes = self._files.cat_file(self._path(name), start=start or None, end=end)
        return content

    def write(self, name: str, content: bytes) -> None:
        self._files.makedirs(self._path(name).rpartition("/")[0], exist_ok=True)
        self._files.pipe_file(self._path(name), content)

    def has(self, name: str) -> bool:
        return bool(self._files.isfile(self._path(name)))

    def names(self, folder: str) -> Iterator[str]:
        for path in (
            sorted(self._files.ls(self._path(folder), detail=False)) if self._files.isdir(self._path(folder)) else ()
        ):
            yield f"{folder}/{path.rpartition('/')[2]}"

    def remove(self, name: str) -> None:
        if self.has(name):
            self._files.rm_file(self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"
