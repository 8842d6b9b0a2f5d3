"""Learning curve of the learned reader: what it adds to the rules, trained on an eighth, a quarter, a half and all.

    python tests/benchmarks/reader_curve.py GOLD... --unread tests/data/held_out.txt [--parts 8 4 2 1]

Prints a row a part: articles, annotated facts, the threshold that is best on cross-fitted articles of the part, and
precision, recall and F1 without offices on the articles that are not trained on. Articles are chosen by the SHA-256 of
their ids, so that each part holds the smaller ones.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from graph_builder.tools import load_tools
from graph_builder.training.reader.recipe import calibrated
from graph_builder.training.reader.trainer import Trainer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--unread", type=Path, required=True)
    parser.add_argument("--parts", type=int, nargs="+", default=[8, 4, 2, 1])
    options = parser.parse_args()
    trainer = Trainer(load_tools())
    data, unread = trainer.read(options.gold), set(options.unread.read_text("utf-8").split())
    other = data.only(i for i, one in enumerate(data.articles) if one.article.id in unread)
    own = [i for i, one in enumerate(data.articles) if one.article.id not in unread]
    own.sort(key=lambda i: hashlib.sha256(data.articles[i].article.id.encode()).hexdigest())
    print("| part | articles | facts | threshold | precision | recall | F1 | facts added |")
    print("|---|---|---|---|---|---|---|---|")
    rules = trainer.joined(other, ())
    print(f"| rules alone | | | | {rules.precision:.3f} | {rules.recall:.3f} | {rules.f1:.3f} | |", flush=True)
    for part in options.parts:
        chosen = data.only(sorted(own[: len(own) // part]))
        fitted = trainer.fit(chosen)
        weights, least = calibrated(trainer, fitted.weights, fitted.guesses, chosen)
        score = trainer.joined(other, trainer.guesses(weights, other), least)
        facts = sum(len(one.gold) for one in chosen.articles)
        print(
            f"| 1/{part} | {len(chosen.articles)} | {facts} | {weights.threshold:.3f} | {score.precision:.3f} "
            f"| {score.recall:.3f} | {score.f1:.3f} | {score.predicted - rules.predicted} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
