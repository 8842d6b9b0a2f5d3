"""Time what one more article costs a store, and what a store of all of them costs.

    python tests/benchmarks/bench_store_update.py ARTICLES.jsonl.gz [--articles 1000] [--short]

Runs the command line of whatever `graph_builder` PYTHONPATH leads to, so that two checkouts can be compared.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path


def run(what: str, *arguments: str | Path) -> None:
    """Run the command line; prints its wall time, and its processor time, which other processes disturb less."""
    began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "graph_builder", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    print(f"{what}: {time.perf_counter() - began:.1f} s, {processor:.1f} s of processor", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("source", type=Path, help="JSON Lines, gzipped")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--short", action="store_true", help="only a new store, and one article more")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with gzip.open(arguments.source, "rt", encoding="utf-8") as file:
            *lines, last = islice(file, arguments.articles + 1)
        (root / "many.jsonl").write_text("".join(lines), "utf-8")
        (root / "one.jsonl").write_text(last, "utf-8")
        out, store = ("--out", root / "out"), ("--store", root / "store")
        print(f"load average {os.getloadavg()[0]:.1f}", flush=True)
        run(f"new store of {len(lines)} articles", "build", root / "many.jsonl", *out, *store, "-q")
        steps = (("one more", "one"), ("the same again", "one"), ("all again", "many"))
        for what, given in steps[:1] if arguments.short else steps:
            run(what, "build", root / f"{given}.jsonl", *out, *store, "-q")
        files = [path for path in (root / "store").rglob("*") if path.is_file()]
        print(f"the store: {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB", flush=True)
        identifier = last.split('"id": "', 1)[-1].split('"', 1)[0]
        if not arguments.short:
            run("remove it", "remove", identifier, *store)


if __name__ == "__main__":
    main()
