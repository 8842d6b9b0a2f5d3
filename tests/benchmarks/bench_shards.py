"""Time, memory and bytes of runs in shards: the driver's and the workers' largest resident sets, by process.

    python tests/benchmarks/bench_shards.py ARTICLES.jsonl.gz --articles 250 1000 4000 --jobs 1 2 [--executor ray]

Each run begins with an empty working folder and is a process of its own; memory is looked at ten times a second. Prints
a line a run, and whether the outputs of runs with as many articles have the same bytes. The exponent is that of time
between the first and the last number of articles of one number of jobs.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_MIB = 2**20
_PAGE = os.sysconf("SC_PAGE_SIZE")
_OUTPUTS = ("facts.csv", "facts.jsonl", "graph.nq", "graph.ttl", "knowledge.json.gz")
_FORMATS = [word for name in ("csv", "jsonl", "nq", "ttl", "kg") for word in ("--format", name)]


@dataclass(frozen=True)
class Measured:
    seconds: float
    driver: float  # MiB
    worker: float  # MiB, the largest; that of the driver where it does all
    work: int  # bytes of the working folder
    digest: str
    facts: int


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", type=Path, help="JSON Lines, gzipped or not")
    parser.add_argument("--articles", type=int, nargs="+", default=[250, 1000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--shard-size", type=int, default=1000)
    parser.add_argument("--executor", default="processes")
    options = parser.parse_args()
    opened = gzip.open if options.inputs.suffix == ".gz" else open
    with opened(options.inputs, "rt", encoding="utf-8") as file:
        lines = file.readlines()
    print("articles jobs seconds driver_MiB worker_MiB work_MB facts digest", flush=True)
    times: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for number in options.articles:
        digests = set()
        for jobs in options.jobs:
            size = max(1, min(options.shard_size, -(-number // (4 * jobs))))
            with tempfile.TemporaryDirectory() as folder:
                given = Path(folder) / "articles.jsonl"
                given.write_text("".join(lines[:number]), "utf-8")
                one = _measured(given, Path(folder), jobs, size, options.executor)
            times[jobs][number] = one.seconds
            digests.add(one.digest)
            row = f"{one.seconds:.1f} {one.driver:.0f} {one.worker:.0f} {one.work / 1e6:.1f} {one.facts} {one.digest}"
            print(number, jobs, row, flush=True)
        print("same bytes" if len(digests) == 1 else "OTHER BYTES", flush=True)
    for jobs, taken in times.items():
        first, last = min(taken), max(taken)
        if first < last:
            exponent = math.log(taken[last] / taken[first]) / math.log(last / first)
            print(f"{jobs} jobs: time grows like N^{exponent:.2f} from {first} to {last} articles")


def _measured(given: Path, folder: Path, jobs: int, size: int, executor: str) -> Measured:
    out, work = folder / "out", folder / "work"
    command = [
        sys.executable, "-m", "graph_builder", "build", str(given), "--out", str(out), "--work", str(work), "-q",
        "--jobs", str(jobs), "--shard-size", str(size), "--executor", executor, *_FORMATS,
    ]  # fmt: skip
    started = time.perf_counter()
    peaks: dict[int, float] = {}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for one in (process.pid, *_children(process.pid)):
                peaks[one] = max(peaks.get(one, 0.0), _resident(one))
            time.sleep(0.1)
    if process.returncode > 1:
        raise SystemExit(process.returncode)
    seconds = time.perf_counter() - started
    driver = peaks.pop(process.pid)
    digest = hashlib.sha256(b"".join((out / name).read_bytes() for name in _OUTPUTS)).hexdigest()[:12]
    used = sum(path.stat().st_size for path in work.rglob("*") if path.is_file())
    facts = json.loads((out / "report.json").read_bytes())["facts"]
    return Measured(seconds, driver, max(peaks.values(), default=driver), used, digest, facts)


def _children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]
    except OSError:
        return []


def _resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * _PAGE / _MIB
    except OSError:
        return 0.0


if __name__ == "__main__":
    main()
