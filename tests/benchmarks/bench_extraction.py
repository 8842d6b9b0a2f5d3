"""CPU time of extraction and resolution beside the spaCy pipeline's own, over the same articles in one run.

Extraction is all that follows the parse of an article: its names, the repairs of the parse, and its statements.

Each round parses all articles, then extracts and resolves them; the shares are medians over rounds, after one round
that warms the caches and is not counted. `--max-share` makes it a test: exit code 1 where extraction and resolution
together take more of the pipeline's time.

    taskset -c 0 python tests/benchmarks/bench_extraction.py ARTICLES --articles 300 --max-share 0.25
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

from graph_builder.extract import Extractor  # noqa: E402
from graph_builder.graph.facts import make_facts  # noqa: E402
from graph_builder.model import Article  # noqa: E402
from graph_builder.nlp.pipeline import load_pipeline  # noqa: E402
from graph_builder.nlp.prepare import Preparer  # noqa: E402
from graph_builder.resolve import resolve  # noqa: E402
from graph_builder.sources import read_articles  # noqa: E402
from graph_builder.vocabulary import load_vocabulary  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


class Stages:
    """Seconds of CPU time by stage, of one round."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.process_time()

    def reached(self, stage: str) -> None:
        now = time.process_time()
        self.seconds[stage] = now - self._last
        self._last = now


def measure(articles: list[Article], pipeline, vocabulary) -> tuple[dict[str, float], int, int]:
    """One round: seconds by stage, tokens, facts."""
    extractor = Extractor(vocabulary)
    stages = Stages()
    preparer = Preparer(vocabulary)
    docs = [preparer.parse(article, pipeline) for article in articles]
    stages.reached("pipeline")
    parsed = [preparer.finish(article, found) for article, found in zip(articles, docs, strict=True)]
    extractions = [extractor.extract(article) for article in parsed]
    stages.reached("extraction")
    resolution = resolve(extractions, vocabulary)
    statements = [statement for extraction in extractions for statement in extraction.statements]
    facts = make_facts(articles, statements, resolution.entities, resolution.links, vocabulary)
    stages.reached("resolution")
    tokens = sum(len(sentence.tokens) for article in parsed for sentence in article.sentences)
    return stages.seconds, tokens, len(facts)


def main() -> int:
    """Print seconds and shares of the stages; 1 where they are over --max-share."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(ROOT / "seeds")], help="files or folders of articles")
    parser.add_argument("--articles", type=int, default=300, help="the first so many")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--max-share", type=float)
    options = parser.parse_args()
    articles = list(read_articles(tuple(options.inputs)).articles[: options.articles])
    if not articles:
        raise SystemExit("no articles: name files or folders")
    pipeline, vocabulary = load_pipeline(), load_vocabulary()
    rounds = [measure(articles, pipeline, vocabulary) for _ in range(options.rounds + 1)][1:]
    _, tokens, facts = rounds[0]
    middle = {stage: statistics.median(seconds[stage] for seconds, _, _ in rounds) for stage in rounds[0][0]}
    shares = [(s["extraction"] + s["resolution"]) / s["pipeline"] for s, _, _ in rounds]
    print(f"{len(articles)} articles, {tokens:,} tokens, {facts:,} facts")
    for stage, seconds in middle.items():
        print(f"{stage:<10} {seconds:8.2f} s  {tokens / seconds:10,.0f} tokens/s  {seconds / middle['pipeline']:6.1%}")
    share = statistics.median(shares)
    print(f"extraction and resolution take {share:.1%} of the pipeline's time (median of {options.rounds} rounds)")
    return int(options.max_share is not None and share > options.max_share)


if __name__ == "__main__":
    sys.exit(main())
