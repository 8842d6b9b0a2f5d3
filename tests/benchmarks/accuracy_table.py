"""Print the tables of docs/accuracy.md: `python tests/benchmarks/accuracy_table.py OUT GOLD [--articles FILE]`.

OUT is a folder that `graph-builder build` wrote, GOLD the folder of its articles' annotations. Every row is what
`graph-builder eval` prints with the options in its first column.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from graph_builder.evaluate import Level, evaluate, select
from graph_builder.vocabulary.scoring import load_scoring_rules

OPTIONS: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("", (), False),
    ("--without HOLDS_OFFICE", ("HOLDS_OFFICE",), False),
    ("--without HOLDS_OFFICE --between-states", ("HOLDS_OFFICE",), True),
)
RIGHT = ("status", "attributed", "date")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("gold", type=Path, metavar="GOLD")
    parser.add_argument("--articles", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    print("| options | annotated | level | precision | recall | F1 | status / speaker / date right on dyad hits |")
    print("|---|---|---|---|---|---|---|")
    for name, without, between in OPTIONS:
        selection = select(load_scoring_rules().quads, without, between, chosen.articles)
        scores, _ = evaluate(chosen.out, chosen.gold, selection)
        for level in Level:
            score = scores.levels[level]
            right = " / ".join(f"{scores.on_hits[part]:.3f}" for part in RIGHT) if level is Level.DYAD else ""
            told = f"`{name}`" if name and level is Level.DYAD else ("all" if level is Level.DYAD else "")
            ratios = f"{score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f}"
            print(f"| {told} | {score.gold if level is Level.DYAD else ''} | {level} | {ratios} | {right} |")


if __name__ == "__main__":
    main()
