"""Time the embedded store on a million triples of this shape: load, Turtle, the named questions; memory.

    python tests/benchmarks/bench_store.py [--triples 1000000]

The claims are invented (made_claims.py), written by a process of their own. Each question is put about North Korea, a
state of middling frequency, and `claims` also about the most frequent one. Plain pyoxigraph and rdflib (on a tenth: it
is slow) do the same in the same run, and so does the exporter whose Turtle is sorted and has headings.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from os import getloadavg
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.export.rdf.turtle import to_turtle
from graph_builder.model import KnowledgeGraph, Run
from graph_builder.query.named import named_queries, named_query
from graph_builder.query.opening import dump_turtle, open_store
from graph_builder.query.sparql import ask

VALUES = {"actor": "PRK", "other": "RUS", "state": "PRK"}
MOST_FREQUENT = {"actor": "S00"}
LIMITS = {"load": 5.0, "Turtle": 3.0, "question": 0.5, "memory": 1.5}
TRIPLES_PER_CLAIM = 60  # of the merged graph
RDFLIB_SHARE = 10
NOTHING = KnowledgeGraph((), (), (), (), Run("", "", "", ""))  # the Turtle exporter reads the dataset alone


def write_graph(path: Path, triples: int) -> None:
    """Write about so many triples."""
    maker = Path(__file__).with_name("made_claims.py")
    subprocess.run([sys.executable, str(maker), str(triples // TRIPLES_PER_CLAIM), str(path)], check=True)


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
        write_graph(path, arguments.triples)
        print(f"{path.stat().st_size / 1e6:.0f} MB of N-Quads; load average {getloadavg()[0]:.1f}")
        merged = path.with_suffix(".ttl")
        merged.write_bytes(dump_turtle(open_store(path)))
        seconds, store = timed(lambda: open_store(merged))
        assert isinstance(store, ox.Store)
        show(f"load {len(store):,} triples of Turtle", seconds, LIMITS["load"])
        seconds, turtle = timed(lambda s=store: dump_turtle(s))
        assert isinstance(turtle, bytes)
        show(f"Turtle out ({len(turtle) / 1e6:.0f} MB)", seconds, LIMITS["Turtle"])
        questions = [(q, {p.name: VALUES[p.name] for p in q.parameters if p.name in VALUES}) for q in named_queries()]
        for query, values in (*questions, (named_query("claims"), MOST_FREQUENT)):
            seconds, answer = timed(lambda s=store, q=query, v=values: ask(s, q, v))
            about = f" about {values['actor']}" if values == MOST_FREQUENT else ""
            show(f"question {query.name}{about} ({len(answer.rows)} rows)", seconds, LIMITS["question"])
        show("memory", memory(), LIMITS["memory"], "GB")
        store = None
        plain = ox.Store()
        show(
            "plain pyoxigraph: load", timed(lambda p=plain: p.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS))[0]
        )
        show("plain pyoxigraph: N-Quads out", timed(lambda p=plain: p.dump(format=ox.RdfFormat.N_QUADS))[0])
        plain = ox.Store()  # its own union of named graphs runs out of memory on this question
        plain.bulk_load(path=str(merged), format=ox.RdfFormat.TURTLE)
        text = named_query("disputed").text
        show("plain pyoxigraph, merged: disputed", timed(lambda p=plain: list(p.query(text)))[0])
        plain = None
        tenth = Path(folder) / "tenth.nq"
        write_graph(tenth, arguments.triples // RDFLIB_SHARE)
        dataset = Dataset(default_union=True)
        show("rdflib, a tenth: load", timed(lambda: dataset.parse(tenth, format="nquads"))[0])
        tenth_turtle = timed(lambda: to_turtle(NOTHING, dataset))[0]
        show("exporter, a tenth: Turtle with headings", tenth_turtle)
        show("rdflib, a tenth: Turtle out", timed(lambda: dataset.serialize(format="turtle"))[0])
        show("rdflib, a tenth: TriG out", timed(lambda: dataset.serialize(format="trig"))[0])
        show("rdflib, a tenth: disputed", timed(lambda: list(dataset.query(text)))[0])


if __name__ == "__main__":
    main()
