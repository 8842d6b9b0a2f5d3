"""Kill a run in shards at random moments, and see whether the next one brings it to the same bytes.

    python tests/killing_shards.py RUNS [SEED]

In each run a driver with two workers, or one of its workers, is killed (SIGKILL) at a random moment of a random stage,
up to three times one after the other; then the same command goes on to the end. Afterwards the outputs must be those of
a run in memory, no unfinished file may be left, and no worker may outlive its driver. Prints a line of JSON for each
run, and a last one with the counts; exit code 1 where any run was not so.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from builders_shards import ARTICLES, FORMATS, in_memory, is_worker, outputs, workers_of, write_articles

COPIES = 3  # of the short texts, under other ids
STAGES = ("articles", "told", "names", "facts", "consensus", "subjects", "merged")  # folders that stages make


def main() -> int:
    """Return 1 where a run has other bytes, leaves processes, or does not come to its end."""
    runs, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    chance = random.Random(seed)
    outcomes = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        articles = [{**one, "id": f"{one['id']}-{copy}"} for copy in range(COPIES) for one in ARTICLES]
        given = write_articles(Path(folder) / "articles.jsonl", articles)
        in_memory(given, Path(folder) / "memory")
        expected = outputs(Path(folder) / "memory")
        for number in range(runs):
            told = _run(given, Path(folder) / str(number), expected, chance)
            outcomes[str(told["outcome"])] += 1
            print(json.dumps({"run": number, **told}), flush=True)
    print(json.dumps(outcomes), flush=True)
    return 0 if set(outcomes) == {"same bytes"} else 1


def _run(given: Path, folder: Path, expected: dict[str, bytes], chance: random.Random) -> dict[str, object]:
    killed = []
    for _ in range(chance.randint(1, 3)):
        stage, victim = chance.choice(STAGES), chance.choice(("driver", "worker"))
        driver = _started(given, folder)
        outlived = _killed(driver, folder / "work", stage, victim, chance.random())
        killed.append(f"{victim} in {stage}")
        if outlived:
            return {"killed": killed, "outcome": "a worker outlived its driver"}
    driver = _started(given, folder)
    if driver.wait(timeout=300) != 0:
        return {"killed": killed, "outcome": f"exit code {driver.returncode}"}
    left = [path.name for path in (folder / "work").rglob(".*") if path.is_file()]
    same = outputs(folder / "out") == expected
    outcome = "other bytes" if not same else f"left {left}" if left else "same bytes"
    return {"killed": killed, "outcome": outcome}


def _started(given: Path, folder: Path) -> subprocess.Popen[bytes]:
    formats = [word for name in FORMATS for word in ("--format", name)]
    return subprocess.Popen(
        [
            sys.executable, "-m", "graph_builder", "build", str(given), "--out", str(folder / "out"),
            "--work", str(folder / "work"), "--shard-size", "3", "--jobs", "2", "-q", *formats,
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _killed(driver: subprocess.Popen[bytes], work: Path, stage: str, victim: str, moment: float) -> bool:
    """Kill the driver or a worker some time after a stage's folder is there; return whether a worker outlives it."""
    while not (work / stage).is_dir() and driver.poll() is None:
        time.sleep(0.005)
    time.sleep(moment)
    workers = workers_of(driver.pid)
    if victim == "worker" and workers:
        with suppress(ProcessLookupError):
            os.kill(workers[0], signal.SIGKILL)
        driver.wait(timeout=300)
    else:
        driver.kill()
        driver.wait()
    deadline = time.monotonic() + 30
    while any(is_worker(one) for one in workers):
        if time.monotonic() > deadline:
            return True
        time.sleep(0.05)
    return False


if __name__ == "__main__":
    sys.exit(main())
