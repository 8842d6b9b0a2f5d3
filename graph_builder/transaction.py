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
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from graph_builder.errors import ConfigurationError
from graph_builder.files import move_through, sync_folder, write_through

if sys.platform != "win32":
    import fcntl

_STAGE = ".graph-builder-"
_JOURNAL = "journal.json"  # of a run that renames: number in the stage, name, whether it was there before
_REMEDY = "free space or name another --out"

_Entry = tuple[int, str, bool]


def write_files(files: Mapping[Path, bytes | Path], remove: Collection[Path] = ()) -> None:
    """Write all files and remove others, or change nothing.

    Args:
        files: contents by path, or files that hold them and that are moved; renamed to their places in this order.
        remove: files in the same folders that are removed once the others are in place.

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
                _put_back_in(folder)
                stages[folder] = Path(tempfile.mkdtemp(dir=folder, prefix=_STAGE))
                locks += _lock(stages[folder])
        for number, (target, content) in enumerate(files.items()):
            current = target
            staged = stages[target.parent] / f"{number}.new"
            if isinstance(content, Path):
                move_through(content, staged)
            else:
                write_through(staged, content)
        with ExitStack() as held, _uninterrupted():
            for folder in folders:
                held.enter_context(_held(folder))
            _rename([(target, stages[target.parent], number) for number, target in enumerate(files)], remove)
    except OSError as error:
        reason = error.strerror or error
        raise ConfigurationError(f"{current}: cannot be written ({reason}); {_REMEDY}") from error
    finally:
        for stage in stages.values():
            shutil.rmtree(stage, ignore_errors=True)
        for lock in locks:
            os.close(lock)


def recover(folder: Path) -> None:
    """Put back what was in a folder before a run that was killed among its renames, and remove what killed runs left.

    Raises:
        OSError: it cannot be put back.
    """
    if any(folder.glob(f"{_STAGE}*")):
        with _held(folder):
            _put_back_in(folder)


def _put_back_in(folder: Path) -> None:
    """`recover` for whoever holds the lock on the folder: a stage that is not locked is then no living run's."""
    for stage in folder.glob(f"{_STAGE}*"):
        if stage.is_dir() and (lock := _lock(stage)):  # a run that lives holds the lock on its own
            _put_back(stage)
            shutil.rmtree(stage, ignore_errors=True)
            os.close(lock[0])


def _rename(staged: list[tuple[Path, Path, int]], remove: Collection[Path]) -> None:
    """Rename staged files to their places and remove others; where it cannot be done, put back what was there."""
    journals: dict[Path, list[_Entry]] = {}
    for target, stage, number in staged:
        there = target.exists()
        if there:
            _keep(target, stage / f"{number}.old")
        journals.setdefault(stage, []).append((number, target.name, there))
    stages = {stage.parent: stage for stage in journals}
    gone = [(path, stages[path.parent], number) for number, path in enumerate(remove, start=len(staged))]
    for path, stage, number in gone:
        journals[stage].append((number, path.name, True))
    for stage, entries in journals.items():
        write_through(stage / _JOURNAL, json.dumps(entries).encode())
        sync_folder(stage)
    try:
        for target, stage, number in staged:
            (stage / f"{number}.new").replace(target)
        for path, stage, number in gone:
            with suppress(FileNotFoundError):
                path.rename(stage / f"{number}.old")
        for stage in journals:
            sync_folder(stage.parent)
    except OSError:
        for stage in journals:
            _put_back(stage)
        raise
    for stage in journals:
        (stage / _JOURNAL).unlink()


def _put_back(stage: Path) -> None:
    """Undo the renames of a run that did not come to its end; can be done again where it was itself killed."""
    try:
        entries: list[_Entry] = json.loads((stage / _JOURNAL).read_bytes())
    except (OSError, ValueError):  # it had not begun to rename, or had come to the end
        return
    for number, name, there in entries:
        old = stage / f"{number}.old"
        if old.exists():
            os.replace(old, stage.parent / name)  # noqa: PTH105 -- not through what may have failed
        elif not there and not (stage / f"{number}.new").exists():
            (stage.parent / name).unlink(missing_ok=True)
    sync_folder(stage.parent)
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
