"""A run in shards from its first stage to its last; what is done already is not done again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from typing import TypeVar

from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.files import make_folder
from graph_builder.graph.provenance import Counts
from graph_builder.records.locks import Tell, exclusive
from graph_builder.report import BuildReport
from graph_builder.run import check_settings
from graph_builder.settings import Settings
from graph_builder.shards.at_once import AtOnceTask, write_at_once
from graph_builder.shards.buckets import buckets_for
from graph_builder.shards.consensus import BucketTask, consensus_file, make_consensus
from graph_builder.shards.executors import Executor, open_executor
from graph_builder.shards.facts import facts_maker, facts_task, make_shard_facts, pieces_of, write_keys
from graph_builder.shards.facts import told_of as told_of_facts
from graph_builder.shards.folder import Folder, open_folder
from graph_builder.shards.merge import Pieces
from graph_builder.shards.outputs import write_outputs
from graph_builder.shards.plan import Plan, Shard, make_shards, read_plan
from graph_builder.shards.read import Lost, ReadShard, is_read, read_shard, told_of
from graph_builder.shards.reduce import is_reduced, names_of, reduce_names
from graph_builder.shards.subjects import SubjectsTask, make_subjects
from graph_builder.shards.sweep import sweep
from graph_builder.shards.whole import summed, write_whole

T = TypeVar("T")
R = TypeVar("R")
Progress = Callable[[float, int], None]

FAILED = "failed.jsonl"
_LOCK = "lock"
_MINUTE = 60.0
_PAUSE = 10.0  # seconds between two lines about how far a stage is


def build_in_shards(
    settings: Settings, progress: Progress = lambda done, total: None, tell: Tell = lambda line: None
) -> BuildReport | None:
    """Build a graph from articles by way of files in a working folder: the bytes of a run in memory, for any number.

    Args:
        settings: with a working folder.
        progress: called after each shard that is read, with articles.
        tell: gets a line now and then about how far each stage is.

    Returns:
        What the run did; None where `settings.part` names a part of the shards, and this part is read.

    Raises:
        ConfigurationError: options, inputs, pipeline or folders cannot be used.
        GraphError: a file of the working folder is damaged, or workers are lost again and again.
    """
    started = time.perf_counter()
    check_settings(settings, ())
    mine = _part(settings.part)
    folder = open_folder(settings.work)
    with _held(folder, settings, tell), open_executor(settings) as executor:
        run = Stages(settings, folder, executor, progress, tell)
        plan = run.plan()
        read = run.read([shard for number, shard in enumerate(plan.shards) if mine(number)])
        if settings.part:
            tell(f"part {settings.part}: {len(read)} of {len(plan.shards)} shards are read")
            return None
        if not any(one.articles for one in read):
            raise ConfigurationError(f"no article could be read; {settings.work}/{FAILED} says why")
        pieces = run.pieces(plan, read)
        lost = [*(one for shard in read for one in shard.failed), *pieces.total.failed]
        run.tell_failed(lost)
        report = write_outputs(settings, plan, read, lost, pieces, started, run.write_at_once)
        sweep(folder, plan, pieces.files)
        return report


class Stages:
    """The stages, each of which does what is not done yet."""

    def __init__(self, settings: Settings, folder: Folder, executor: Executor, progress: Progress, tell: Tell) -> None:
        self._settings, self._folder, self._executor = settings, folder, executor
        self._progress, self._tell = progress, tell

    def plan(self) -> Plan:
        """Stage 0."""
        self._one(make_shards, None)
        plan = read_plan(self._folder)
        if plan is None:
            raise GraphError(f"{self._settings.work}: the plan is gone; run again")
        return plan

    def read(self, shards: Sequence[Shard]) -> list[ReadShard]:
        """Stage 1."""
        total = sum(shard.articles for shard in shards)
        unread = [shard for shard in shards if not is_read(shard, self._folder)]
        done = total - sum(shard.articles for shard in unread)
        for shard, _ in self._all("articles are read", read_shard, unread, _articles, done):
            done += shard.articles
            self._progress(done, total)
        read = [told_of(shard, self._folder) for shard in shards]
        self.tell_failed(one for shard in read for one in shard.failed)
        return read

    def tell_failed(self, lost: Iterable[Lost]) -> None:
        """Write which articles failed, with their traces."""
        lines = "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in lost)
        self._folder.write(FAILED, lines.encode())

    def pieces(self, plan: Plan, read: Sequence[ReadShard]) -> Pieces:
        """Stages 2 to 4b."""
        if not is_reduced(plan, self._folder):
            self._one(reduce_names, None)
        names = names_of(plan, self._folder)
        maker = self._one(facts_maker, None)
        buckets = buckets_for(sum(shard.statements for shard in read))
        tasks = [facts_task(shard, names[shard.digest], maker, buckets) for shard in plan.shards]
        write_keys(plan, tasks, self._folder)
        undone = [task for task in tasks if not self._folder.has(pieces_of(task.key))]
        done = plan.articles - sum(task.shard.articles for task in undone)
        for _ in self._all("articles have their facts", make_shard_facts, undone, lambda t: t.shard.articles, done):
            pass
        return self.put_together(tuple(task.key for task in tasks), buckets)

    def put_together(self, keys: tuple[str, ...], buckets: int) -> Pieces:
        """Stages 4a and 4b, of the pieces of all shards."""
        by_pair = [BucketTask(bucket, buckets, keys) for bucket in range(buckets)]
        counted = [counts for _, counts in self._all("buckets of claims are compared", make_consensus, by_pair)]
        events, entities = (sum(numbers) for numbers in zip(*counted, strict=True))
        total = summed(told_of_facts(key, self._folder) for key in keys)
        counts = Counts(total.articles, total.facts, events, entities, total.held_back)
        whole = write_whole(self._folder, total, counts, keys, buckets)
        consensus = tuple(map(consensus_file, by_pair))
        files = (*map(pieces_of, keys), *consensus, whole)
        by_subject = [SubjectsTask(bucket, files) for bucket in range(buckets)]
        subjects = dict(self._all("buckets of quads are sorted", make_subjects, by_subject))
        sorted_quads = tuple(subjects[task] for task in by_subject)
        return Pieces(self._folder, keys, consensus, sorted_quads, files, entities, total)

    def write_at_once(self, task: AtOnceTask) -> None:
        """Stage 4d, by a worker that has the same folders."""
        if self._folder.local is None:
            write_at_once(self._settings, task)
        else:
            self._one(write_at_once, task)

    def _one(self, function: Callable[[Settings, T], R], task: T) -> R:
        ((_, result),) = self._executor.map(function, self._settings, [task])
        return result

    def _all(
        self,
        what: str,
        function: Callable[[Settings, T], R],
        tasks: Sequence[T],
        size: Callable[[T], int] = lambda task: 1,
        before: int = 0,
    ) -> Iterator[tuple[T, R]]:
        """Carry out the tasks of a stage, and tell now and then how far it is and how long it will take."""
        started = told = time.monotonic()
        done, total = before, before + sum(map(size, tasks))
        for task, result in self._executor.map(function, self._settings, tasks):
            done += size(task)
            now = time.monotonic()
            if now - told > _PAUSE and done < total:
                told = now
                rate = (done - before) / (now - started)
                left = (total - done) / rate / _MINUTE
                self._tell(f"{done}/{total} {what}, {rate:.1f} a second, about {left:.0f} minutes left")
            yield task, result


def _articles(shard: Shard) -> int:
    return shard.articles


def _part(part: str) -> Callable[[int], bool]:
    """Which shards are of a part: "2/8" are the second, the tenth and so on."""
    if not part:
        return lambda number: True
    one, _, of = part.partition("/")
    if not (one.isdecimal() and of.isdecimal() and 1 <= int(one) <= int(of)):
        raise ConfigurationError(f"--part: '{part}' is no part; write 1/8 for the first of eight")
    return lambda number: number % int(of) == int(one) - 1


def _held(folder: Folder, settings: Settings, tell: Tell) -> AbstractContextManager[None]:
    """Hold the working folder against another driver; parts, and folders elsewhere, are not held."""
    if folder.local is None or settings.part:
        return nullcontext()
    make_folder(folder.local, "--work")
    return exclusive(folder.local / _LOCK, tell, settings.wait)
