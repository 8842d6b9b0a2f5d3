"""Locks on files that the kernel lets go of when their process ends, however it ends.

They are `flock` locks: a file left behind by a killed process locks nothing. Child processes made by a fork let go of
them at once, or an orphan would go on holding what its killed parent held.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from graph_builder.errors import ConfigurationError, GraphError

Tell = Callable[[str], None]

_PAUSE = 0.05  # seconds between two tries
_SILENT = 1.0  # seconds of waiting that are not worth a message

_held: set[int] = set()  # file descriptors of this process's locks; only a fork looks at it


def _let_go() -> None:
    """Close the parent's locks in a child: an unlocking call would take them from the parent too."""
    for handle in _held:
        os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


@contextmanager
def exclusive(path: Path, tell: Tell, wait: float | None = None) -> Iterator[None]:
    """Hold a lock that one process at a time can have.

    Args:
        path: the lock's file, made where missing; it says who has the lock.
        tell: gets a line when another process has had the lock for more than a second.
        wait: seconds to wait at most; None waits as long as it takes.

    Raises:
        GraphError: another process had the lock all the time.
        OSError: the file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    _held.add(handle)
    try:
        _acquire(handle, path, tell, wait)
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now().isoformat(" ", "seconds")}
        _say(handle, json.dumps(holder))
        yield
    finally:
        if handle in _held:
            _say(handle, "")
        _close(handle)


@contextmanager
def shared(path: Path) -> Iterator[int]:
    """Hold a lock that many may hold, and with which nobody gets `taken`; gives its file descriptor.

    Raises:
        OSError: there is no such file.
    """
    handle = os.open(path, os.O_RDONLY)
    _held.add(handle)
    try:
        _flock(handle, alone=False, blocking=True)
        yield handle
    finally:
        _close(handle)


@contextmanager
def taken(path: Path) -> Iterator[bool]:
    """Hold a lock for oneself where nobody has it: gives whether that is so, at once.

    Raises:
        OSError: there is no such file.
    """
    handle = os.open(path, os.O_RDWR)
    _held.add(handle)
    try:
        yield _flock(handle, alone=True, blocking=False)
    finally:
        _close(handle)


def _acquire(handle: int, path: Path, tell: Tell, wait: float | None) -> None:
    began = time.monotonic()
    told = False
    while not _flock(handle, alone=True, blocking=False):
        waited = time.monotonic() - began
        if wait is not None and waited >= wait:
            raise GraphError(f"{path.parent}: {_holder(handle)} is writing to it; try again, or wait longer (--wait)")
        if waited >= _SILENT and not told:
            tell(f"waiting for {path.parent}: {_holder(handle)} is writing to it")
            told = True
        time.sleep(_PAUSE)


def _holder(handle: int) -> str:
    """Who has the lock, in words."""
    try:
        known = json.loads(os.pread(handle, 1024, 0))
        where = "" if known["host"] == socket.gethostname() else f" on {known['host']}"
        return f"process {known['pid']}{where} (since {known['since']})"
    except (OSError, ValueError, KeyError, TypeError):  # it has only just taken it
        return "another process"


def _flock(handle: int, *, alone: bool, blocking: bool) -> bool:
    try:
        import fcntl  # not on Windows
    except ImportError as error:
        raise ConfigurationError("stores need a system with POSIX file locks; build with --out alone") from error
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | (0 if blocking else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _say(handle: int, text: str) -> None:
    with suppress(OSError):  # on a full disk the lock holds as well, and who is refused is told less
        os.ftruncate(handle, 0)
        os.pwrite(handle, text.encode(), 0)


def _close(handle: int) -> None:
    """Let go of a lock, once: a forked child has done so at its start."""
    if handle in _held:
        _held.discard(handle)
        os.close(handle)
