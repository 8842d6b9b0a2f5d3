"""How well extracted facts agree with annotated ones, and why they do not.

The counting is that of the annotation guide's scorer: per article a maximum one-to-one matching of rows at three
levels (dyad, quad, pair), micro-averaged. The guide ("Gold facts in Spanish news on international relations") says
what an annotated fact is: evidence, relation, two participants with their states (ISO 3166-1 alpha-3), polarity,
status, speaker, date.
"""

from __future__ import annotations

from pathlib import Path

from graph_builder.evaluate.causes import Cause, Missed, Side
from graph_builder.evaluate.differences import Difference, Differences, Mistake, find_differences
from graph_builder.evaluate.explaining import Causes, find_causes
from graph_builder.evaluate.groups import Group
from graph_builder.evaluate.matching import Comparison, Level
from graph_builder.evaluate.scores import Score, Scores, score
from graph_builder.evaluate.selection import EVERYTHING, Selection, select
from graph_builder.evaluate.tables import ScoredFact, read_facts, read_gold
from graph_builder.vocabulary.scoring import load_scoring_rules

__all__ = [
    "Cause", "Causes", "Difference", "Differences", "Group", "Level", "Missed", "Mistake", "Score", "ScoredFact",
    "Scores", "Selection", "Side", "evaluate", "find_causes", "select",
]  # fmt: skip


def evaluate(facts: Path, gold: Path, selection: Selection = EVERYTHING) -> tuple[Scores, Differences]:
    """Return the scores of a facts table against a folder of annotated facts, and the differences at dyad level.

    Args:
        facts: `facts.csv`, or the folder that it was built into.
        gold: folder with one `NAME.gold.tsv` an article; NAME is the stem of the table's column `article`.
        selection: which facts and articles count.

    Raises:
        ConfigurationError: a table is missing, lacks columns or holds wrong rows (all of one side are named), or no
            article is left.
    """
    rules = load_scoring_rules()
    wanted = selection.gold(read_gold(gold, rules.quads))
    found = selection.facts(read_facts(facts, rules.quads))
    comparison = Comparison(rules)
    scores = score(found, wanted, comparison)
    return scores, find_differences(found, wanted, scores, comparison)
