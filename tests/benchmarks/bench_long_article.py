"""CPU time a word and memory of one long article beside the same text as many articles, each in a process of its own.

    python tests/benchmarks/bench_long_article.py ARTICLES --characters 1400000 --max-ratio 1.1

`--max-ratio` makes it a test: exit code 1 where a word of the long article takes more than so many times as long.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from graph_builder.model import Article
from graph_builder.sources import read_articles
from graph_builder.tools import load_tools


def measure(texts: list[str]) -> tuple[float, int]:
    """Return microseconds a word and the peak memory in MB."""
    tools = load_tools()
    articles = [Article(f"a{number:05d}", text) for number, text in enumerate(texts)]
    start = time.process_time()
    tools.judge.of_graph(tools.found(list(tools.read(articles))))
    spent = time.process_time() - start
    words = sum(len(text.split()) for text in texts)
    return 1e6 * spent / words, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Print both, and 1 where the ratio is over --max-ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="files or folders of articles")
    parser.add_argument("--characters", type=int, default=1_400_000, help="of the long article")
    parser.add_argument("--max-ratio", type=float)
    options = parser.parse_args()
    texts: list[str] = []
    for article in read_articles(tuple(options.inputs)).articles:
        texts.append(article.text)
        if sum(map(len, texts)) > options.characters:
            break
    found = []
    for label, given in ((f"{len(texts)} articles", texts), ("one article", ["\n\n".join(texts)])):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found.append(pool.submit(measure, given).result())
        print(f"{label:<14} {found[-1][0]:7.1f} us a word, peak {found[-1][1]} MB")
    ratio = found[1][0] / found[0][0]
    print(f"a word of the long article takes {ratio:.2f} times as long")
    return int(options.max_ratio is not None and ratio > options.max_ratio)


if __name__ == "__main__":
    sys.exit(main())
