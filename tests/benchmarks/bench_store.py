"""Time the embedded store on a million triples of this shape: load, Turtle, the named questions; memory.

    python tests/benchmarks/bench_store.py [--triples 1000000]

The seeds' graph is multiplied: claims, events, evidence, mentions and articles get new names in each copy, actors and
relations stay shared. Plain pyoxigraph and rdflib (on a tenth, it is slow) do the same in the same run.
"""

from __future__ import annotations

import argparse
import re
import resource
import tempfile
import time
from collections.abc import Callable
from os import getloadavg
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.api import build
from graph_builder.export.nquads import to_nquads
from graph_builder.query.named import named_queries, named_query
from graph_builder.query.run import ask, dump_turtle, open_store

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
OWN = re.compile(rb"(graph-builder/id/(?:(?:graph-)?art|cl|ev|m|q|s|say)-[^>]*)>")
VALUES = {"actor": "PRK", "other": "RUS", "state": "PRK"}
LIMITS = {"load": 5.0, "Turtle": 3.0, "question": 0.5, "memory": 1.5}
RDFLIB_SHARE = 10


def write_graph(path: Path, triples: int) -> int:
    """Write at least so many quads; returns how many there are."""
    graph = build(SEEDS)
    lines = to_nquads(graph._knowledge, graph.dataset).splitlines(keepends=True)
    own = [line for line in lines if OWN.search(line)]
    copies = triples // max(1, len(own)) + 1
    with path.open("wb") as file:
        file.writelines(line for line in lines if not OWN.search(line))
        for number in range(copies):
            suffix = rb"\1-%d>" % number
            file.writelines(OWN.sub(suffix, line) for line in own)
    return len(lines) - len(own) + copies * len(own)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def memory() -> float:
    """Most memory of this process so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def show(what: str, seconds: float, limit: float = 0.0, unit: str = "s") -> None:
    verdict = "" if not limit else ("  ok" if seconds <= limit else f"  OVER {limit:g}")
    print(f"{what:<44}{seconds:8.2f} {unit}{verdict}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nq"
        quads = write_graph(path, arguments.triples)
        print(f"{quads:,} quads, {path.stat().st_size / 1e6:.0f} MB of N-Quads; load average {getloadavg()[0]:.1f}")
        merged = path.with_suffix(".ttl")
        merged.write_bytes(dump_turtle(open_store(path)))
        seconds, store = timed(lambda: open_store(merged))
        assert isinstance(store, ox.Store)
        show(f"load {len(store):,} triples of Turtle", seconds, LIMITS["load"])
        seconds, turtle = timed(lambda s=store: dump_turtle(s))
        assert isinstance(turtle, bytes)
        show(f"Turtle out ({len(turtle) / 1e6:.0f} MB)", seconds, LIMITS["Turtle"])
        for query in named_queries():
            values = {p.name: VALUES[p.name] for p in query.parameters if p.name in VALUES}
            seconds, answer = timed(lambda s=store, q=query, v=values: ask(s, q, v))
            show(f"question {query.name} ({len(answer.rows)} rows)", seconds, LIMITS["question"])
        show("memory", memory(), LIMITS["memory"], "GB")
        store = None
        plain = ox.Store()
        show(
            "plain pyoxigraph: load", timed(lambda p=plain: p.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS))[0]
        )
        show("plain pyoxigraph: N-Quads out", timed(lambda p=plain: p.dump(format=ox.RdfFormat.N_QUADS))[0])
        text = named_query("disputed").text
        show(
            "plain pyoxigraph: disputed", timed(lambda p=plain: list(p.query(text, use_default_graph_as_union=True)))[0]
        )
        plain = None
        tenth = Path(folder) / "tenth.nq"
        write_graph(tenth, arguments.triples // RDFLIB_SHARE)
        dataset = Dataset(default_union=True)
        show("rdflib, a tenth: load", timed(lambda: dataset.parse(tenth, format="nquads"))[0])
        show("rdflib, a tenth: TriG out", timed(lambda: dataset.serialize(format="trig"))[0])
        show("rdflib, a tenth: disputed", timed(lambda: list(dataset.query(text)))[0])


if __name__ == "__main__":
    main()
