"""Tasks of a stage on a Ray cluster (Ray Core, extra `ray`); all nodes must see the working folder and the inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, TypeVar

from graph_builder.errors import ConfigurationError
from graph_builder.settings import Settings

T = TypeVar("T")
R = TypeVar("R")

_TRIES = 5  # of a task whose worker or node is lost
_AHEAD = 2  # tasks given to Ray for each of its cores


class RayExecutor:
    """Carries out tasks as Ray Core tasks."""

    def __init__(self, ray: ModuleType) -> None:
        self._ray = ray
        self._ahead = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))

    def map(
        self, function: Callable[[Settings, T], R], settings: Settings, tasks: Sequence[T]
    ) -> Iterator[tuple[T, R]]:
        """See `executors.Executor`."""
        remote = self._ray.remote(max_retries=_TRIES, num_cpus=1)(function)
        waiting = list(tasks)[::-1]
        running: dict[Any, T] = {}
        while waiting or running:
            while waiting and len(running) < self._ahead:
                task = waiting.pop()
                running[remote.remote(settings, task)] = task
            done, _ = self._ray.wait(list(running), num_returns=1)
            for reference in done:
                yield running.pop(reference), self._ray.get(reference)


@contextmanager
def ray_executor(address: str) -> Iterator[RayExecutor]:
    """Give an executor on a cluster, or on one that Ray starts on this machine.

    Raises:
        ConfigurationError: Ray is not installed, or the cluster cannot be reached.
    """
    try:
        import ray
    except ImportError as error:
        raise ConfigurationError('--executor: ray is not installed: pip install "graph-builder[ray]"') from error
    try:
        ray.init(address=address or None, include_dashboard=False, log_to_driver=False, configure_logging=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise ConfigurationError(f"--address: no Ray cluster can be reached at '{address}' ({error})") from error
    try:
        yield RayExecutor(ray)
    finally:
        ray.shutdown()
