"""Extracted facts and hand-annotated ones enter, how well they agree leaves.

The counting is that of the annotation guide's scorer: per article a maximum one-to-one matching of rows at three
levels (dyad, quad, pair), micro-averaged. The guide ("Gold facts in Spanish news on international relations") tells
what an annotated fact is: evidence, relation, two participants with their states (ISO 3166-1 alpha-3), polarity,
status, speaker, date.
"""

from __future__ import annotations

from pathlib import Path

from graph_builder.evaluate.differences import Difference, Differences, Mistake, find_differences
from graph_builder.evaluate.matching import Comparison, Level
from graph_builder.evaluate.scores import Score, Scores, score
from graph_builder.evaluate.tables import ScoredFact, read_facts, read_gold
from graph_builder.vocabulary.scoring import load_scoring_rules

__all__ = [
    "Difference",
    "Differences",
    "Level",
    "Mistake",
    "Score",
    "ScoredFact",
    "Scores",
    "evaluate",
]


def evaluate(facts: Path, gold: Path) -> tuple[Scores, Differences]:
    """Score a facts table against a folder of annotated facts.

    Args:
        facts: `facts.csv`, or the folder that it was built into.
        gold: folder with one `NAME.gold.tsv` an article; NAME is the stem of the table's column `article`.

    Raises:
        ConfigurationError: a table is missing, lacks columns or holds wrong rows (all of one side are told).
    """
    rules = load_scoring_rules()
    wanted = read_gold(gold, rules.quads)
    found = read_facts(facts, rules.quads)
    comparison = Comparison(rules)
    scores = score(found, wanted, comparison)
    return scores, find_differences(found, wanted, scores, comparison)
