"""Kill processes that write to a store, at random moments and at each step, and look at what they leave.

    python tests/killing.py MOMENTS STEPS [SEED]

Half of the moments and steps are in `build --store` (two articles come, one is replaced), half in `remove`. A moment is
any time while a run works; a step is an operation on a file (open for writing, rename, remove, make a folder). Every
process is a fork of one that has read the articles and made their graphs, so that nearly all of its time goes into
reading and writing the store. Afterwards the store must be as before or as after, and the same
run again must bring it to its end and leave nothing lying about. Prints the outcomes as JSON.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from itertools import count
from pathlib import Path
from typing import Any

from builders_store import TEXTS, RememberingTools, state, update
from rdflib import Dataset

from graph_builder.corpus import make_corpus
from graph_builder.graph.validate import Violation
from graph_builder.model import Article, KnowledgeGraph
from graph_builder.records.record import Record
from graph_builder.tools import Tools, load_tools

Assembled = tuple[KnowledgeGraph, Dataset, tuple[Violation, ...]]

FIRST = [Article(f"t{number}", TEXTS[number]) for number in range(5)]
BUILT = [Article("t0", TEXTS[7]), Article("t8", TEXTS[8]), Article("t9", TEXTS[9])]
REMOVED = ["t1", "t3"]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
STEPS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.truncate"})


@dataclass(frozen=True)
class ReadyTools(RememberingTools):
    """Makes the graph of the same records once."""

    made: dict[tuple[str, ...], Assembled] = field(default_factory=dict)

    def assemble(self, records: Sequence[Record]) -> Assembled:
        keys = tuple(sorted(record.key for record in records))
        if keys not in self.made:
            self.made[keys] = super().assemble(records)
        return self.made[keys]


def ready_tools() -> ReadyTools:
    """Tools that have made the graph of the store before and after each kind of run."""
    loaded = load_tools()
    tools = ReadyTools(*(getattr(loaded, one.name) for one in fields(loaded)))
    built = {one.id: one for one in (*FIRST, *BUILT)}
    for articles in (FIRST, list(built.values()), [one for one in FIRST if one.id not in REMOVED]):
        make_corpus(tools, articles)
    return tools


def in_child(work: Callable[[], Any]) -> Any:
    """What a function gives in a process of its own."""
    with tempfile.TemporaryFile() as answer:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                pickle.dump(work(), answer)
                answer.flush()
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        if status:
            raise RuntimeError(f"the child ended with {status}")
        answer.seek(0)
        return pickle.load(answer)


def killed_at(work: Callable[[], object], seconds: float) -> bool:
    """Kill a process after so many seconds; False where it was done before."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)  # it is a zombie at least: nobody has waited for it
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def killed_in(work: Callable[[], object], step: int) -> bool:
    """Kill a process before its so-manieth step; False where it has fewer."""
    child = os.fork()
    if child == 0:
        try:
            at_each_step(lambda number: os.kill(os.getpid(), signal.SIGKILL) if number == step else None)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def at_each_step(told: Callable[[int], object]) -> None:
    """Call back before each step of this process, with its number."""
    numbers = count(1)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in STEPS and not (event == "open" and not arguments[2] & WRITING):
            told(next(numbers))

    sys.addaudithook(hook)


class Trial:
    """One kind of run on copies of one store."""

    def __init__(self, base: Path, root: Path, run: Callable[[Path], object]) -> None:
        self._base, self._root, self._run = base, root, run
        self.before = in_child(lambda: state(base))
        done = self._copy()
        began = time.perf_counter()
        self.steps = in_child(lambda: self._counted(done))
        self.seconds = time.perf_counter() - began
        self.after = in_child(lambda: state(done))

    def _counted(self, folder: Path) -> int:
        seen: list[int] = []
        at_each_step(seen.append)
        self._run(folder)
        return seen[-1]

    def _copy(self) -> Path:
        folder = Path(tempfile.mkdtemp(dir=self._root)) / "store"
        shutil.copytree(self._base, folder)
        return folder

    def outcome(self, kill: Callable[[Callable[[], object]], bool]) -> str:
        """Kill one run; tells what the store was like then."""
        folder = self._copy()
        killed = kill(lambda: self._run(folder))
        found = in_child(lambda: state(folder))
        if found not in (self.before, self.after):
            return "neither"
        in_child(lambda: bool(self._again(folder)))
        whole = in_child(lambda: state(folder))
        litter = (
            len(list((folder / "graphs").iterdir())) != 1
            or len(list((folder / "records").glob("*/*"))) != len(whole.records)
            or {path.name for path in folder.iterdir()} != {"graphs", "lock", "records", "store.json"}
        )
        if whole != self.after or litter:
            return "not mended"
        shutil.rmtree(folder.parent)
        return ("" if killed else "not killed, ") + ("before" if found == self.before else "after")

    def _again(self, folder: Path) -> object:
        return self._run(folder) if state(folder) == self.before else update(folder, _tools, BUILT[:0])


_tools: Tools


def main(moments: int, steps: int, seed: int) -> dict[str, dict[str, int]]:
    """Outcomes of so many moments, and of so many steps of each run (0: all of them)."""
    global _tools
    chance = random.Random(seed)
    _tools = ready_tools()
    root = Path(tempfile.mkdtemp())
    try:
        base = root / "base"
        in_child(lambda: bool(update(base, _tools, FIRST)))
        trials = [
            Trial(base, root, lambda folder: update(folder, _tools, BUILT)),
            Trial(base, root, lambda folder: update(folder, _tools, gone=REMOVED)),
        ]
        outcomes: dict[str, Counter[str]] = {"moments": Counter(), "steps": Counter()}
        for moment in range(moments):
            trial = trials[moment % 2]
            seconds = chance.uniform(0, 1.25 * trial.seconds)
            outcomes["moments"][trial.outcome(lambda work, s=seconds: killed_at(work, s))] += 1
        for trial in trials:
            for step in _chosen(trial.steps, steps, chance):
                outcomes["steps"][trial.outcome(lambda work, n=step: killed_in(work, n))] += 1
        return {kind: dict(sorted(found.items())) for kind, found in outcomes.items()}
    finally:
        shutil.rmtree(root)


def _chosen(steps: int, number: int, chance: random.Random) -> list[int]:
    return sorted(chance.sample(range(1, steps + 1), min(number, steps))) if number else list(range(1, steps + 1))


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)))
