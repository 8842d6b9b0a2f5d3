"""Files of one run on disk: all of them, or none and what was there before.

`write_files` stages all files in a hidden folder beside their places, has the disk confirm them, and renames them one
after the other. A file is never half there. An error puts back what was there before; so do Ctrl+C and SIGTERM, which
wait for the renames (well under a millisecond). A kill -9 between two renames leaves the earlier files and a journal
in the hidden folder: whoever comes next (`recover`) puts them back. Until then, and for the time of the renames, a
reader of several files may see a mixture, which POSIX has no means against; `report.json` is renamed last and lists the
hash of every other file, so that it can be told.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from graph_builder.errors import ConfigurationError

if sys.platform != "win32":
    import fcntl

_STAGE = ".graph-builder-"
_JOURNAL = "journal.json"  # of a run that renames: which file of the stage is for which place
_REMEDY = "free space or name another --out"


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


def write_files(files: Mapping[Path, bytes], remove: Collection[Path] = ()) -> None:
    """Write all files and remove others, or change nothing.

    Args:
        files: contents by path; renamed to their places in this order.
        remove: files that are removed once the others are in place.

    Raises:
        ConfigurationError: a file cannot be written; what was there before is there.
    """
    folders = sorted({target.parent for target in files})
    stages: dict[Path, Path] = {}
    current = next(iter(files), Path())
    locks: list[int] = []
    try:
        for folder in folders:
            with _held(folder):
                recover(folder)
                stages[folder] = Path(tempfile.mkdtemp(dir=folder, prefix=_STAGE))
                locks += _lock(stages[folder])
        for number, (target, content) in enumerate(files.items()):
            current = target
            _write(stages[target.parent] / f"{number}.new", content)
        with ExitStack() as held, _uninterrupted():
            for folder in folders:
                held.enter_context(_held(folder))
            _rename([(target, stages[target.parent], number) for number, target in enumerate(files)])
            for path in remove:
                path.unlink(missing_ok=True)
            for folder in folders:
                sync_folder(folder)
    except OSError as error:
        reason = error.strerror or error
        raise ConfigurationError(f"{current}: cannot be written ({reason}); {_REMEDY}") from error
    finally:
        for stage in stages.values():
            shutil.rmtree(stage, ignore_errors=True)
        for lock in locks:
            os.close(lock)


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


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _rename(staged: list[tuple[Path, Path, int]]) -> None:
    """Rename staged files to their places; where one cannot be, put back what was there."""
    journals: dict[Path, list[tuple[int, str, bool]]] = {}
    for target, stage, number in staged:
        there = target.exists()
        if there:
            _keep(target, stage / f"{number}.old")
        journals.setdefault(stage, []).append((number, target.name, there))
    for stage, entries in journals.items():
        _write(stage / _JOURNAL, json.dumps(entries).encode())
        sync_folder(stage)
    try:
        for target, stage, number in staged:
            (stage / f"{number}.new").replace(target)
    except OSError:
        for stage in journals:
            _put_back(stage)
        raise
    for stage in journals:
        (stage / _JOURNAL).unlink()


def _put_back(stage: Path) -> None:
    """Undo the renames of a run that did not come to their end."""
    try:
        entries = json.loads((stage / _JOURNAL).read_bytes())
    except (OSError, ValueError):  # it had not begun to rename, or had come to the end
        return
    for number, name, there in entries:
        if there:
            os.replace(stage / f"{number}.old", stage.parent / name)  # noqa: PTH105 -- not through what may have failed
        elif not (stage / f"{number}.new").exists():
            (stage.parent / name).unlink(missing_ok=True)
    (stage / _JOURNAL).unlink()


def _keep(path: Path, other: Path) -> None:
    """Give a file a second name; where the file system has no links, copy it."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copy2(path, other)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold the lock on a folder; another run that renames files there is waited for."""
    handles = _lock(folder, wait=True)
    try:
        yield
    finally:
        for handle in handles:
            os.close(handle)


def _lock(folder: Path, *, wait: bool = False) -> list[int]:
    """Lock a folder until the handle is closed, by the process or at its end; [] where it is locked or cannot be."""
    if sys.platform == "win32":
        return []
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        return []
    return [handle]


def recover(folder: Path) -> None:
    """Put back what was in a folder before a run that was killed among its renames, and remove what killed runs left.

    Raises:
        OSError: it cannot be put back.
    """
    for stage in folder.glob(f"{_STAGE}*"):
        if stage.is_dir() and (lock := _lock(stage)):  # a run that lives holds the lock on its own
            _put_back(stage)
            shutil.rmtree(stage, ignore_errors=True)
            os.close(lock[0])


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back Ctrl+C and SIGTERM for a moment; they take effect at its end."""
    if threading.current_thread() is not threading.main_thread():  # which alone receives signals
        yield
        return
    received: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda caught, frame: received.append(caught))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        for caught in received[:1]:
            signal.raise_signal(caught)
