"""Classes of words: what `slot:class` conditions test, and what Python asks of a word."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Literal, get_args

from graph_builder.vocabulary.tables import Problems, read_rows

# The classes that Python names: the type checker refuses any other, and reading refuses a table that lacks one.
WordClass = Literal[
    "agreement", "answer_to_deed", "arm", "assembly_of", "belonging", "both_adj", "carrier", "collective",
    "common_organ", "common_organs", "counterpart", "crowd", "document", "dying", "event_gathering", "former_office",
    "frame_noun", "goods", "harming", "intransitive", "leader", "no_actor", "no_name", "office", "one_of_many",
    "organ", "partitive", "person", "phase", "plan_noun", "polity", "portfolio", "portfolio_name", "prisoner",
    "pronominal", "public_office", "quantifier", "receiving", "restricting", "seeking", "sort", "source",
    "state_organ", "staying", "support_noun", "talk", "territory", "thing_name", "time", "troops", "vessel", "weapon",
]  # fmt: skip


def read_classes(path: Path, problems: Problems) -> dict[str, frozenset[str]]:
    """Return the classes of each lemma.

    Args:
        path: of classes.tsv.
        problems: where wrong rows are noted, and classes that Python names and the table lacks.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(path, ("class", "lemma"), problems, key=("class", "lemma")):
        found[row["lemma"].lower()].add(row["class"])
    known = frozenset().union(*found.values())
    for name in get_args(WordClass):
        if name not in known:
            problems.add(str(path), f"class '{name}', which Python asks for, has no words; add a row")
    return {lemma: frozenset(names) for lemma, names in found.items()}
