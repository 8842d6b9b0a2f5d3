"""Processes that answer queries over one store: each answers one at a time, and can be ended.

Oxigraph cannot be interrupted inside a query. Past its time a query's process is killed and a new one opens the store.
A process has no network and a limit of memory and of computing time (`sandbox`).
"""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from graph_builder.endpoint.answering import Reply, Request, evaluate, plain
from graph_builder.endpoint.sandbox import TIME_OVER, give_up_network, limit_memory, limited_time
from graph_builder.errors import GraphError

_STARTING = 60.0  # seconds for a process to open the store on a machine under load
_PATIENCE = 10  # how much less urgent than others a process for long queries is, in steps of nice(2)


@dataclass(frozen=True, slots=True)
class Work:
    """What a process is told at its start."""

    database: Path
    prefixes: dict[str, str]
    memory: int  # bytes that queries may take
    answer: int  # bytes that an answer may have


class Worker:
    """A process that answers queries; started at once, and anew after each query that it did not survive."""

    def __init__(self, work: Work, *, patient: bool = False) -> None:
        """Start the process; a patient one leaves the processor to others."""
        self._arguments = work, patient
        self._given_up = False  # whether nobody waits for the query's answer any more
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy the server's threads and locks
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, *self._arguments), daemon=True)
        self._process.start()
        self._ready = False
        theirs.close()

    def take(self) -> None:
        """Take the process for the next query: what was given up before says nothing about it."""
        self._given_up = False

    def ask(self, request: Request, seconds: float, computing: float) -> Reply | None:
        """Answer a query; None past its time or where it was given up, and 503 where the query ended the process.

        Args:
            request: the query.
            seconds: the longest time to wait, by the clock.
            computing: seconds of the processor's time, which are the same on a busy machine (not on Windows).

        Raises:
            GraphError: the process cannot open the store.
        """
        for _ in range(2):  # a process that was lost while it waited says nothing about this query
            try:
                self._await_start()
                if self._given_up:
                    return None
                self._pipe.send((request, computing))
                break
            except (EOFError, OSError):
                self._renew()
                if self._given_up:
                    return None
        else:
            raise GraphError("no process can open the store that is served")
        try:
            if self._pipe.poll(seconds):
                reply: Reply = self._pipe.recv()
                return reply
        except (EOFError, OSError):
            self._process.join()
            timed_out = self._process.exitcode == -TIME_OVER
            self._renew()
            if timed_out:
                return None
            return plain(503, "the query ended its process, perhaps for its memory; narrow it")
        self._renew()
        return None

    def _await_start(self) -> None:
        """Wait until the process has opened the store, so that its start is not taken from a query's time."""
        if not self._ready:
            if not self._pipe.poll(_STARTING):
                raise EOFError
            self._pipe.recv()
            self._ready = True

    def _renew(self) -> None:
        self.end()
        self._start()

    def give_up(self) -> None:
        """End the process in the middle of a query, or before it began: whoever waits in `ask` is told at once."""
        self._given_up = True
        self._process.kill()

    def end(self) -> None:
        """End the process for good."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _work(pipe: Connection, work: Work, patient: bool) -> None:
    """Answer queries until the pipe ends; what the process gives up, it gives up before the first."""
    give_up_network()
    if patient and hasattr(os, "nice"):
        os.nice(_PATIENCE)
    store = ox.Store.read_only(str(work.database))
    limit_memory(work.memory)
    try:
        pipe.send(True)
        while True:
            request, computing = pipe.recv()
            with limited_time(computing):
                reply = evaluate(store, request, work.prefixes, work.answer)
            pipe.send(reply)
    except (EOFError, OSError, KeyboardInterrupt):
        return
