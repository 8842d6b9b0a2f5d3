"""What a worker process gives up before it reads a query: the network, and memory and time without end.

Each step is taken where the platform allows it; `give_up_network` says whether it did.
"""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TIME_OVER = 27 if sys.platform == "win32" else signal.SIGPROF
_NEW_USER = 0x10000000  # linux/sched.h
_NEW_NET = 0x40000000
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2  # linux/prctl.h, linux/seccomp.h
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO | EACCES
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF: load a word, jump if equal, return
# linux/audit.h's architecture and the number of socket(2) there
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def give_up_network() -> bool:
    """Cut this process from every network for good; return whether the platform let it.

    A network namespace of its own (Linux, also unprivileged where user namespaces are allowed) has no interface that
    is up; where that is forbidden, as in many containers, a seccomp filter refuses new sockets.
    """
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    return library.unshare(_NEW_NET) == 0 or library.unshare(_NEW_USER | _NEW_NET) == 0 or _refuse_sockets(library)


def _refuse_sockets(library: ctypes.CDLL) -> bool:
    if os.uname().machine not in _SOCKET:
        return False
    architecture, number = _SOCKET[os.uname().machine]
    steps = (
        (_LOAD, 0, 0, 4),  # the architecture: a call by another one's numbers is refused if it may be a socket
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _DENY),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_EQUAL, 0, 1, number),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HL", len(steps), ctypes.addressof(code)))
    steps_taken = (
        library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0),
        library.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0),
    )
    return not any(steps_taken)


def limit_memory(more: int) -> None:
    """Let this process take at most so many bytes of address space beyond what it has (Linux only)."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


@contextmanager
def limited_time(seconds: float) -> Iterator[None]:
    """End this process, by the signal TIME_OVER, once the block has computed for so many seconds (not on Windows).

    Waiting does not count, so that a busy machine ends no light query; and it works when nobody watches the process.
    """
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
