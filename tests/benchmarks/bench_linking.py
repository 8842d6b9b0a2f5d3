"""What share of the pipeline's time linking takes: `python tests/benchmarks/bench_linking.py [ARTICLES] [NUMBER]`.

ARTICLES is any input of `graph-builder build` (by default the seeds), NUMBER how many of its articles are read, evenly
spread (by default all). Prints processor seconds of parsing and extracting, of resolving, and the peak of memory.
"""

from __future__ import annotations

import resource
import sys
import time

from graph_builder.extract import Extractor
from graph_builder.nlp.pipeline import load_pipeline
from graph_builder.nlp.prepare import Preparer
from graph_builder.resolve import resolve
from graph_builder.sources import read_articles
from graph_builder.vocabulary import load_vocabulary


def main(source: str, number: int) -> None:
    articles = list(read_articles((source,)).articles)
    articles = articles[:: max(1, len(articles) // number)][:number] if number else articles
    vocabulary, pipeline = load_vocabulary(), load_pipeline()
    extractor = Extractor(vocabulary)
    started = time.process_time()
    extractions = list(Preparer(vocabulary).each(articles, pipeline, extractor.extract))
    read = time.process_time()
    resolution = resolve(extractions, vocabulary)
    linked = time.process_time()
    share = (linked - read) / (linked - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(articles)} articles, {len(resolution.links)} links, {len(resolution.entities)} actors, {peak} MB")
    print(f"read {read - started:.1f} s, resolve {linked - read:.1f} s: {share:.1%} of the time")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "seeds", int(sys.argv[2]) if len(sys.argv) > 2 else 0)
