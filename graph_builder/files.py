"""Folders and the bytes of files enter; they stand on disk, or nothing that was there has been touched."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from graph_builder.errors import ConfigurationError


def make_folder(folder: Path, option: str) -> None:
    """Make a folder where it is missing.

    Raises:
        ConfigurationError: it cannot be made; the message begins with the option that names it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"{option}: '{folder}' cannot be made ({error.strerror}); name a folder that can be written"
        ) from error


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write all files under temporary names beside their targets, then rename them.

    Raises:
        ConfigurationError: a file cannot be written; no target has been touched.
    """
    temporary: list[tuple[Path, Path]] = []
    try:
        for target, content in files.items():
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            temporary.append((Path(name), target))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        for source, target in temporary:
            source.chmod(0o644)
            source.replace(target)
    except OSError as error:
        raise ConfigurationError(
            f"{target}: cannot be written ({error.strerror}); free space or name another --out"
        ) from error
    finally:
        for source, _ in temporary:
            source.unlink(missing_ok=True)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file under another name beside its place, have the disk confirm it, and rename it.

    Whoever opens `path`, also after a crash, finds the earlier file or this one, whole. The new name itself is on disk
    after `sync_folder(path.parent)`.

    Raises:
        OSError: it cannot be written; what was there is untouched.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:64]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Have the disk confirm the names in a folder: files made, renamed or removed there.

    Raises:
        OSError: the disk fails.
    """
    if os.name == "nt":  # Windows opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Have the disk confirm all files and names below a folder.

    Raises:
        OSError: the disk fails.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        elif path.is_dir():
            sync_folder(path)
    sync_folder(folder)
