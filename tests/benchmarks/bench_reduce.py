"""How long learning on disk who the actors of a run are takes, and how much memory, by the number of sightings.

    PYTHONPATH=tests python tests/benchmarks/bench_reduce.py 100000 1000000

Sightings are made up (`made_sightings.py`): five an article; the number of different names grows with the power .75
of the articles, as it does in news. Each run is a process of its own; what making the sightings takes is left out.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from made_sightings import MadeSummaries

from graph_builder.resolve.cross_document import ArticleSummary, Knowledge
from graph_builder.resolve.out_of_core import ActorsOfRun
from graph_builder.resolve.spelling import Spelling
from graph_builder.vocabulary import load_vocabulary

PART = 1000  # articles
GROWTH = 0.75  # of the number of names with that of articles


class Clock:
    """Adds up what making the summaries takes."""

    seconds = 0.0

    def timed(self, summaries: Iterator[ArticleSummary]) -> Iterator[ArticleSummary]:
        while True:
            started = time.perf_counter()
            summary = next(summaries, None)
            self.seconds += time.perf_counter() - started
            if summary is None:
                return
            yield summary


def measure(sightings: int) -> None:
    vocabulary = load_vocabulary()
    knowledge = Knowledge(
        vocabulary.gazetteer.entities, Spelling(vocabulary), vocabulary.matching, vocabulary.forbidden
    )
    articles = max(1, sightings // 5)
    made, clock = MadeSummaries(0, names=int(2 * articles**GROWTH)), Clock()
    with tempfile.TemporaryDirectory() as folder, ActorsOfRun(Path(folder), knowledge) as actors:
        started = time.perf_counter()
        for part in range(-(-articles // PART)):
            some = min(PART, articles - part * PART)
            actors.add(part, clock.timed(made.summaries(some, part * PART)))
        added = time.perf_counter() - started - clock.seconds
        actors.learn()
        learned = time.perf_counter() - started - clock.seconds - added
        asked = time.perf_counter()
        parts = range(0, -(-articles // PART), max(1, articles // PART // 20))
        for part in parts:
            actors.tables(part)
        asked = (time.perf_counter() - asked) / len(parts)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"| {sightings:,} | {added:.0f} | {learned:.0f} | {asked:.2f} | {peak / 1024:.0f} | {size / 1e6:.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    print("| sightings | s to take in | s to learn | s to ask for a part | peak MB | MB on disk |")
    print("|---|---|---|---|---|---|")
    for count in sys.argv[1:]:
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(int(count),))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(f"{count} sightings: the process ended with {process.exitcode}")
