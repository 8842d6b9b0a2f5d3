"""Who carries out the tasks of a stage: this process, a pool of processes, or a Ray cluster.

A task is a function of the run's settings and one more argument; what it does is in the files that it writes, so that
it may be carried out twice, here or elsewhere. Nothing is scheduled here: `concurrent.futures` and Ray do that.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TypeVar

from graph_builder.errors import GraphError
from graph_builder.processes import end_with_parent
from graph_builder.settings import RAY, Settings

T = TypeVar("T")
R = TypeVar("R")

_TRIES = 10  # times that a task may be among those whose pool is lost
_AHEAD = 2  # tasks given to a pool for each worker


class Executor(Protocol):
    """Carries out tasks, in any order."""

    def map(
        self, function: Callable[[Settings, T], R], settings: Settings, tasks: Sequence[T]
    ) -> Iterator[tuple[T, R]]:
        """Yield each task with its result, as they are done.

        Raises:
            GraphError: a task has cost its worker several times.
        """
        ...


def open_executor(settings: Settings) -> AbstractContextManager[Executor]:
    """Give the executor that a run asks for, and end its processes with the run.

    Raises:
        ConfigurationError: Ray is not installed, or its cluster cannot be reached.
    """
    if settings.executor == RAY:
        from graph_builder.shards.ray_executor import ray_executor

        return ray_executor(settings.address)
    return _pool(settings.jobs) if settings.jobs > 1 else _serial()


class Serial:
    """Carries out tasks in this process, one after the other."""

    def map(
        self, function: Callable[[Settings, T], R], settings: Settings, tasks: Sequence[T]
    ) -> Iterator[tuple[T, R]]:
        """See `Executor`."""
        for task in tasks:
            yield task, function(settings, task)


class Pool:
    """Carries out tasks in processes of this machine; a pool whose worker is lost is made anew."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = self._made()

    def map(
        self, function: Callable[[Settings, T], R], settings: Settings, tasks: Sequence[T]
    ) -> Iterator[tuple[T, R]]:
        """See `Executor`."""
        waiting = list(range(len(tasks)))[::-1]
        tries = [0] * len(tasks)
        running: dict[Future[R], int] = {}
        while waiting or running:
            try:
                while waiting and len(running) < self._jobs * _AHEAD:
                    future = self._pool.submit(function, settings, tasks[waiting[-1]])
                    running[future] = waiting.pop()
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    result = future.result()
                    yield tasks[running.pop(future)], result
            except BrokenProcessPool as error:  # all tasks of a broken pool are lost, whoever broke it
                for number in running.values():
                    tries[number] += 1
                    if tries[number] == _TRIES:
                        raise GraphError(
                            f"workers are lost again and again ({tasks[number]}); give them more memory, or use "
                            "smaller shards (--shard-size)"
                        ) from error
                waiting += sorted(running.values(), reverse=True)
                running.clear()
                self.close()
                self._pool = self._made()

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _made(self) -> ProcessPoolExecutor:
        # Workers that are forked would share the driver's locks and threads.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=end_with_parent)


@contextmanager
def _serial() -> Iterator[Executor]:
    yield Serial()


@contextmanager
def _pool(jobs: int) -> Iterator[Executor]:
    pool = Pool(jobs)
    try:
        yield pool
    finally:
        pool.close()
