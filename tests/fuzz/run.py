"""Feed everything that reads with broken bytes: `python tests/fuzz/run.py [INPUTS] [SEED]` prints what happened."""

from __future__ import annotations

import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mutator import mutate
from targets import OURS, LostError, Target, targets

from graph_builder.vocabulary import load_vocabulary

_SECONDS = 10  # of the processor that one input may take
_WAITING = 120  # seconds by the clock, also where the machine has other work
_WORDS = 20_000  # characters that an error may have


class HangError(BaseException):
    """An input takes too long; no handler of exceptions may take it for its own."""


@dataclass
class Outcome:
    """What happened to the inputs of one target."""

    inputs: int = 0
    refused: int = 0  # by an error of ours
    slowest: float = 0.0
    bad: list[tuple[str, bytes, str]] = field(default_factory=list)  # kind, input, trace


def fuzz(inputs: int, seed: int) -> dict[str, Outcome]:
    """Feed all targets in turn, and tell what happened to each."""
    outcomes: dict[str, Outcome] = {}
    with tempfile.TemporaryDirectory() as folder:
        chosen = targets(load_vocabulary(), Path(folder))
        everything = tuple(content for target in chosen for content in target.seeds)
        for number in range(inputs):
            target = chosen[number % len(chosen)]
            chance = Random(f"{seed} {number}")
            data = mutate(chance.choice(target.seeds), chance, everything)
            _feed(target, data, outcomes.setdefault(target.name, Outcome()))
    return outcomes


def _feed(target: Target, data: bytes, outcome: Outcome) -> None:
    outcome.inputs += 1
    started = time.perf_counter()
    kind, trace = "", ""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with _alarm(), warnings.catch_warnings():
                warnings.simplefilter("error")
                target.feed(data, Path(folder))
        except OURS as error:
            outcome.refused += 1
            kind = "error without words" if not str(error).strip() or len(str(error)) > _WORDS else ""
            trace = str(error)[:500]
        except LostError as error:
            kind, trace = "lost article", str(error)
        except HangError:
            kind, trace = "hang", traceback.format_exc()
        except Exception:
            kind, trace = "traceback", traceback.format_exc()
    if kind:
        outcome.bad.append((kind, data, trace))
    outcome.slowest = max(outcome.slowest, time.perf_counter() - started)


@contextmanager
def _alarm() -> Iterator[None]:
    def over(number: int, frame: object) -> None:
        raise HangError

    timers = ((signal.SIGPROF, signal.ITIMER_PROF, _SECONDS), (signal.SIGALRM, signal.ITIMER_REAL, _WAITING))
    before = [signal.signal(number, over) for number, _, _ in timers]
    for _, timer, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def main(inputs: int, seed: int) -> int:
    """Print a table of the outcomes, and what went wrong; 1 where something did."""
    outcomes = fuzz(inputs, seed)
    for name, outcome in outcomes.items():
        print(f"{name:<48} {outcome.inputs:>6} inputs {outcome.refused:>6} refused {outcome.slowest:>6.2f} s at most")
    bad = [(name, *one) for name, outcome in outcomes.items() for one in outcome.bad]
    for name, kind, data, trace in bad[:20]:
        print(f"--- {name}: {kind}\n{data[:300]!r}\n{trace}")
    kinds = Counter(kind for _, kind, _, _ in bad)
    every = ("traceback", "lost article", "hang", "error without words")
    counts = ", ".join(f"{kind}: {kinds[kind]}" for kind in every)
    print(f"{sum(outcome.inputs for outcome in outcomes.values())} inputs (seed {seed}); {counts}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in (*sys.argv[1:3], *("12000", "0")[len(sys.argv[1:3]) :]))))
