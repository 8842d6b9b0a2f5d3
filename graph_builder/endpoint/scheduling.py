"""Which query runs when: light ones never wait behind heavy ones.

Every query begins in a quick place, for a short slice of time. One that needs more is ended there and begins again in
one of a few patient places, with the whole time; others wait for such a place while the quick ones go on. A query that
is known to be heavy goes to a patient place directly.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from graph_builder.endpoint.answering import Reply, Request, plain
from graph_builder.endpoint.workers import Work, Worker

_REMEMBERED = 1000  # heavy queries
_BUSY = 4  # how much slower a busy machine may be before a query in a quick place counts as heavy


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take, and how many there may be at once."""

    seconds: float = 30.0  # for a query, and for waiting
    slice: float = 0.5  # seconds of computing after which a query counts as heavy
    quick: int = 4  # processes for the first slice
    patient: int = 2  # processes for heavy queries
    waiting: int = 256  # queries that wait or run; more are sent away
    memory: int = 1 << 30  # bytes that the queries of a process may take
    answer: int = 1 << 26  # bytes of an answer
    body: int = 1 << 20  # bytes of a request


class Answerers:
    """The processes that answer queries over one store, and the queries that wait for one."""

    def __init__(self, database: Path, prefixes: dict[str, str], limits: Limits | None = None) -> None:
        """Start the processes; `close` ends them."""
        self.limits = limits or Limits()
        work = Work(database, prefixes, self.limits.memory, self.limits.answer)
        self._quick = [Worker(work) for _ in range(self.limits.quick)]
        self._patient = [Worker(work, patient=True) for _ in range(self.limits.patient)]
        self._free: dict[bool, asyncio.Queue[Worker]] = {False: asyncio.Queue(), True: asyncio.Queue()}
        for patient, workers in ((False, self._quick), (True, self._patient)):
            for worker in workers:
                self._free[patient].put_nowait(worker)
        self._threads = ThreadPoolExecutor(self.limits.quick + self.limits.patient)
        self._heavy: OrderedDict[int, None] = OrderedDict()
        self._asked = 0

    async def answer(self, request: Request) -> Reply:
        """Answer a query; 503 where too many wait, or past its time. A task that is cancelled ends the query."""
        limits = self.limits
        if self._asked >= limits.waiting:
            return plain(503, f"{self._asked} queries wait already; ask again later", retry_after=5)
        self._asked += 1
        try:
            key = hash(request)
            reply = None if key in self._heavy else await self._turn(request, patient=False)
            if reply is None:
                self._remember(key)
                reply = await self._turn(request, patient=True)
        except TimeoutError:
            return plain(503, f"no process was free for {limits.seconds:g} seconds; ask again later", retry_after=30)
        finally:
            self._asked -= 1
        if reply is None:
            message = (
                f"the query took more than {limits.seconds:g} seconds; narrow it, or serve with a longer --timeout"
            )
            return plain(503, message, retry_after=60)
        return reply

    async def _turn(self, request: Request, *, patient: bool) -> Reply | None:
        """Wait for a process, at most as long as a query may take, and ask it; None where its time is over."""
        computing = self.limits.seconds if patient else min(self.limits.slice, self.limits.seconds)
        seconds = min(self.limits.seconds, computing if patient else computing * _BUSY)
        async with asyncio.timeout(self.limits.seconds):
            worker = await self._free[patient].get()
        worker.take()
        asked = asyncio.get_running_loop().run_in_executor(self._threads, worker.ask, request, seconds, computing)
        try:
            return await asyncio.shield(asked)
        except asyncio.CancelledError:
            worker.give_up()
            await asyncio.wait([asked])
            raise
        finally:
            self._free[patient].put_nowait(worker)

    def _remember(self, key: int) -> None:
        self._heavy[key] = None
        self._heavy.move_to_end(key)
        while len(self._heavy) > _REMEMBERED:
            self._heavy.popitem(last=False)

    def close(self) -> None:
        """End the processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in (*self._quick, *self._patient):
            worker.end()


async def until_gone(answer: Awaitable[Reply], gone: Awaitable[object]) -> Reply | None:
    """Return the answer; None where the client went before it came, and the query is ended."""
    asked, left = asyncio.ensure_future(answer), asyncio.ensure_future(gone)
    try:
        await asyncio.wait((asked, left), return_when=asyncio.FIRST_COMPLETED)
        return asked.result() if asked.done() else None
    finally:
        for task in (asked, left):
            task.cancel()
        await asyncio.gather(asked, left, return_exceptions=True)
