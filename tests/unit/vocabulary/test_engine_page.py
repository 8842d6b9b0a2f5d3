"""`docs/engine.md` shows all that the tables can say, each with an example, and nothing that they cannot."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path
from typing import get_args

import pytest

from graph_builder.model import ImplicitReason
from graph_builder.vocabulary import triggers
from graph_builder.vocabulary.classes import ClassTable
from graph_builder.vocabulary.conditions import ConditionTest, Stage
from graph_builder.vocabulary.cues import LIGHT_VERB_COLUMNS, CueKind, SpeechKind
from graph_builder.vocabulary.frames import FrameTable
from graph_builder.vocabulary.functions import Function
from graph_builder.vocabulary.groups import GroupTable
from graph_builder.vocabulary.paths import ontology_root

FILLING = set(ImplicitReason) - {ImplicitReason.SPEAKER}
FOLDER = ontology_root() / "lang" / "es"
PAGE = (Path(__file__).resolve().parents[3] / "docs" / "engine.md").read_text("utf-8")
NAME = re.compile(r"`([^`]+)`")


def rows_of(heading: str) -> list[list[str]]:
    """Return the cells of the first table that follows a text of the page, without its header."""
    lines = PAGE[PAGE.index(heading) :].splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("|"))
    table = list(takewhile(lambda line: line.startswith("|"), lines[start:]))
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table[2:]]


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("## Triggers", {*triggers.COLUMNS, "note"}),
        ("## Groups", set(GroupTable.model_fields)),
        ("## Frames", set(FrameTable.model_fields)),
        ("## Functions", {function.value for function in Function}),
        ("## Implicit fillers", {f"implicit:{reason}" for reason in FILLING}),
        ("## Conditions", {test.value for test in ConditionTest}),
        ("They are asked as soon as", {stage.value for stage in Stage}),
        ("## Classes", set(ClassTable.model_fields)),
        ("## Light verbs", set(LIGHT_VERB_COLUMNS)),
        ("## Polarity and status", set(get_args(CueKind))),
        ("## Words of saying", set(get_args(SpeechKind))),
    ],
)
def test_a_table_of_the_page_shows_what_there_is(heading: str, names: set[str]) -> None:
    rows = rows_of(heading)
    shown = [NAME.match(row[0])[1].removesuffix(" NOUN") for row in rows]
    assert sorted(shown) == sorted(names)
    assert [row[0] for row in rows if len(row) != 3 or not all(row)] == [], "a name, an example and a meaning"


def test_every_table_of_the_page_is_there() -> None:
    shown = {NAME.match(row[0])[1] for row in rows_of("# The rule language")}
    assert [name for name in sorted(shown) if not (FOLDER / name).is_file()] == []
