"""Resident memory of parse and extraction after 100, 200, 400 ... articles, each figure after a full collection.

Nothing of an article is kept but counts, so what grows is what a run remembers of words. `--max-growth` makes it a
test: exit code 1 where the memory after 400 articles is more than so many times that after 100.

    python tests/benchmarks/bench_memory.py ARTICLES --after 100 200 400 800 --max-growth 1.15
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import sys
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

from graph_builder.extract import Extractor  # noqa: E402
from graph_builder.nlp.parsed import ParsedArticle  # noqa: E402
from graph_builder.nlp.pipeline import load_pipeline  # noqa: E402
from graph_builder.nlp.prepare import Preparer  # noqa: E402
from graph_builder.sources import read_articles  # noqa: E402
from graph_builder.vocabulary import load_vocabulary  # noqa: E402

_PAGE = os.sysconf("SC_PAGE_SIZE")
_MIB = 2**20


def resident() -> float:
    """Return the resident set of this process in MiB, after free memory was given back to the system."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc
    if trim is not None:
        trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * _PAGE / _MIB


def main() -> int:
    """Print a line for each number of articles; 1 where the memory grew too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="files or folders of articles")
    parser.add_argument("--after", type=int, nargs="+", default=[100, 200, 400, 800], metavar="ARTICLES")
    parser.add_argument("--max-growth", type=float, help="of the memory after 400 articles over that after 100")
    options = parser.parse_args()
    vocabulary, pipeline = load_vocabulary(), load_pipeline()
    preparer, extractor = Preparer(vocabulary), Extractor(vocabulary)
    tokens = statements = 0

    def use(parsed: ParsedArticle) -> int:
        nonlocal tokens
        tokens += sum(len(sentence.tokens) for sentence in parsed.sentences)
        return len(extractor.extract(parsed).statements)

    articles = read_articles(tuple(options.inputs)).articles[: max(options.after)]
    if len(articles) < max(options.after):
        print(f"only {len(articles)} articles are there", file=sys.stderr)
        return 2
    print(f"articles  {'tokens':>9}  statements  {'MiB':>7}  of the first")
    print(f"{0:8}  {0:9}  {0:10}  {resident():7.1f}")
    figures: dict[int, float] = {}
    done = 0
    for number in sorted(options.after):
        statements += sum(preparer.each(articles[done:number], pipeline, use))
        done = number
        figures[number] = resident()
        growth = figures[number] / figures[min(figures)]
        print(f"{number:8}  {tokens:9}  {statements:10}  {figures[number]:7.1f}  {growth:.3f}", flush=True)
    if options.max_growth is None:
        return 0
    return int(figures[400] / figures[100] > options.max_growth)


if __name__ == "__main__":
    sys.exit(main())
