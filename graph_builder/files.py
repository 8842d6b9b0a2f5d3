"""Durable files, one at a time, and the folders that they go into; all files of a run are in `transaction`."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

from graph_builder.errors import ConfigurationError


def shown(path: Path) -> str:
    """Return a path as text that every encoding has: U+FFFD where its name is not UTF-8."""
    return os.fsencode(path).decode(errors="replace")


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


def check_writable(folder: Path, option: str) -> None:
    """Find out whether files can be written into a folder that may not be there yet; nothing is made.

    Raises:
        ConfigurationError: they cannot; the message begins with the option that names the folder.
    """
    try:
        nearest = next(path for path in (folder, *folder.resolve().parents) if path.exists())
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise ConfigurationError(f"{option}: '{folder}' cannot be made ({error}); name another") from error
    if not nearest.is_dir():
        raise ConfigurationError(f"{option}: '{folder}' cannot be made ('{nearest}' is a file); name another folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise ConfigurationError(f"{option}: '{folder}' cannot be written; name another folder")


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


def unchanged_files(folder: Path, report: str) -> tuple[str, ...]:
    """Return the names of the files that the last run wrote into a folder and nobody has changed since.

    Args:
        folder: where a run wrote to, or any other.
        report: the name of the file that lists the others with their hashes, under "files".
    """
    try:
        listed = json.loads((folder / report).read_bytes())["files"]
        items = [(name, digest) for name, digest in listed.items() if Path(name).name == name]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()
    return tuple(name for name, digest in items if _digest(folder / name) == digest)


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return ""


def move_through(path: Path, target: Path) -> None:
    """Move a file, onto another disk too, and have that disk confirm its content.

    Raises:
        OSError: it cannot be moved.
    """
    shutil.move(path, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def write_through(path: Path, content: bytes) -> None:
    """Write a file and have the disk confirm its content.

    Raises:
        OSError: it cannot be written.
    """
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
