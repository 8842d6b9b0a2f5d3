"""Locks end with their process, however it ends, and say who has them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time

import pytest

from graph_builder.errors import GraphError
from graph_builder.records.locks import exclusive, shared, taken

HOLDER = """
import os, pathlib, sys, time
from graph_builder.records.locks import exclusive
with exclusive(pathlib.Path(sys.argv[1]), print):
    if sys.argv[2] == "fork" and os.fork() == 0:
        os.setsid()
        os.write(1, f"{os.getpid()}\\n".encode())  # at once: two processes write here
        os.close(1)
        time.sleep(60)
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(60)
"""


@pytest.fixture
def lock(tmp_path):
    return tmp_path / "lock"


def held_by_another(lock, how):
    return subprocess.Popen([sys.executable, "-c", HOLDER, str(lock), how], stdout=subprocess.PIPE, text=True)


def test_who_waits_learns_who_is_writing_and_gets_the_lock_when_that_one_is_killed(lock):
    holder = held_by_another(lock, "alone")
    assert holder.stdout.readline()
    told = []
    threading.Timer(2, holder.kill).start()
    with exclusive(lock, told.append):
        holder.wait()
    [line] = told
    assert re.fullmatch(rf"waiting for .*: process {holder.pid} \(since \d{{4}}-.*\) is writing to it", line)
    holder.stdout.close()


def test_an_orphan_of_a_killed_process_holds_nothing(lock):
    holder = held_by_another(lock, "fork")
    pids = {int(holder.stdout.readline()), int(holder.stdout.readline())}
    holder.kill()
    holder.wait()
    [orphan] = pids - {holder.pid}
    try:
        os.kill(orphan, 0)
        with exclusive(lock, print, wait=5):
            pass
    finally:
        os.kill(orphan, signal.SIGKILL)
        holder.stdout.close()


def test_a_wait_has_an_end(lock):
    began = time.monotonic()
    waits = pytest.raises(GraphError, match=rf"process {os.getpid()} .*--wait")
    with exclusive(lock, print), waits, exclusive(lock, print, wait=0.2):
        pass
    assert 0.2 <= time.monotonic() - began < 5


def test_two_threads_exclude_each_other(lock):
    inside = []

    def work():
        with exclusive(lock, print):
            inside.append("in")
            time.sleep(0.05)
            inside.append("out")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inside == ["in", "out"] * 4


def test_a_shared_lock_is_for_many_and_keeps_out_who_wants_it_alone(lock):
    lock.touch()
    with shared(lock), shared(lock), taken(lock) as free:
        assert not free
    with taken(lock) as free:
        assert free


def test_a_file_left_behind_locks_nothing(lock):
    lock.write_text('{"pid": 1, "host": "elsewhere", "since": "long ago"}', "utf-8")
    with exclusive(lock, print, wait=0):
        assert str(os.getpid()) in lock.read_text("utf-8")
    assert lock.read_text("utf-8") == ""


def test_a_forked_child_may_leave_the_block_of_its_parent(lock):
    with exclusive(lock, print):
        child = os.fork()
        if child:
            _, status = os.waitpid(child, 0)
            assert status == 0
            assert str(os.getpid()) in lock.read_text("utf-8")
            with taken(lock) as free:
                assert not free
    if not child:
        os._exit(0)
