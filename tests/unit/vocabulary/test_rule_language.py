"""What the tables say is read as types: functions, conditions, groups, keys of TOML files and where they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import graph_builder
from graph_builder.errors import VocabularyError
from graph_builder.vocabulary import Vocabulary, WordClass
from graph_builder.vocabulary.conditions import Condition, ConditionTest, Stage, parse_conditions
from graph_builder.vocabulary.functions import Function, parse_function
from graph_builder.vocabulary.groups import Groups, read_groups
from graph_builder.vocabulary.morphology import FEATURES, check_feature
from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_files import read_toml
from graph_builder.vocabulary.toml_keys import TomlKeys

PREPOSITIONS = frozenset({"con", "por parte de"})


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("dative", Function.DATIVE),
        ("con", "con"),
        ("por parte de", "por parte de"),
        ("governor", Function.GOVERNOR),
        ("governor con", "governor con"),
        ("governor sin", None),
        ("sin", None),
        ("datve", None),
        ("", None),
    ],
)
def test_a_function_is_one_of_the_enum_or_a_declared_preposition(name: str, function: str | None) -> None:
    assert parse_function(name, PREPOSITIONS) == function


@pytest.mark.parametrize(
    ("cell", "condition", "stage"),
    [
        ("form:=Tense=Fut", Condition("form", ConditionTest.FEATURE, "Tense=Fut"), Stage.FORM),
        ("form:!=Tense=Past", Condition("form", ConditionTest.FEATURE, "Tense=Past", negated=True), Stage.FORM),
        ("direct:=fin", Condition("direct", ConditionTest.LEMMA, "fin"), Stage.OWN),
        ("con:weapon", Condition("con", ConditionTest.CLASS, "weapon"), Stage.AROUND),
        ("con:!none", Condition("con", ConditionTest.NONE, negated=True), Stage.AROUND),
        ("object:organisation", Condition("object", ConditionTest.ORGANISATION), Stage.AROUND),
        ("subject:none", Condition("subject", ConditionTest.NONE), Stage.AROUND),
        ("object:none", Condition("object", ConditionTest.NONE), Stage.FILLED),
        ("subject:several", Condition("subject", ConditionTest.SEVERAL), Stage.FILLED),
        ("theme:=fin", Condition("theme", ConditionTest.LEMMA, "fin"), Stage.FILLED),
    ],
)
def test_a_condition_is_parsed_once_and_knows_when_it_can_be_asked(
    cell: str, condition: Condition, stage: Stage
) -> None:
    problems = Problems()
    assert parse_conditions(cell, "", frozenset({"weapon"}), PREPOSITIONS, problems) == (condition,)
    assert condition.stage is stage
    assert problems.found == []


def test_conditions_that_cannot_be_read_are_left_out() -> None:
    problems = Problems()
    found = parse_conditions("con:actor; them:actor ;con", "t:1", frozenset(), PREPOSITIONS, problems)
    assert found == (Condition("con", ConditionTest.ACTOR),)
    assert len(problems.found) == 2


def test_features_are_those_of_universal_dependencies() -> None:
    assert not any(check_feature(f"{name}={value}") for name, values in FEATURES.items() for value in values)
    assert check_feature("Tense=Futur")
    assert check_feature("Tense")


def test_a_cell_of_words_is_expanded_in_its_order(tmp_path: Path) -> None:
    problems = Problems()
    path = tmp_path / "groups.toml"
    path.write_text('[provide]\nexample = "X"\nwords = ["dar", "entregar"]\n', "utf-8")
    groups: Groups = read_groups(path, problems)
    assert groups.expand("ceder, @provide, alto el fuego", "t:1", problems) == (
        "ceder",
        "dar",
        "entregar",
        "alto el fuego",
    )
    assert problems.found == []
    groups.expand("dar, @provide", "t:2", problems)
    assert problems.found == ["t:2: word 'dar' is named twice"]


def test_a_word_added_to_a_group_holds_in_every_row_that_names_it(vocabulary: Vocabulary) -> None:
    rows = {key: {(t.event_type.name, t.frame) for t in rows} for key, rows in vocabulary.lexicon.triggers.items()}
    shared = {("arms-transfer", "transfer"), ("technology-transfer", "transfer"), ("goods-supply", "transfer")}
    for word in ("entregar", "suministrar", "proporcionar"):
        assert shared <= rows[word, "VERB"]


def test_a_class_that_python_no_longer_asks_for_leaves_the_list() -> None:
    package = Path(graph_builder.__file__).parent
    code = [path for path in package.rglob("*.py") if path.name != "classes.py"]
    words = set(re.findall(r'"(\w+)"', "".join(path.read_text("utf-8") for path in code)))
    assert sorted(set(get_args(WordClass)) - words) == []


TOML = """\
# a comment
one = 1
[table]
"quoted key" = "x"
dotted.inner = ["a",
  "b = c",
]
"""


def test_a_key_is_found_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(TOML, "utf-8")
    file = read_toml(path, Problems())
    assert file.where("one") == f"{path}:2"
    assert file.where("table") == f"{path}:3"
    assert file.where("table", "quoted key") == f"{path}:4"
    assert file.where("table", "dotted") == f"{path}:5"
    assert file.where("table", "dotted", "inner", 1) == f"{path}:5"
    assert file.where("table", "missing") == f"{path}:3"
    assert file.where("nowhere") == str(path)


def test_a_file_that_is_no_toml_stops_reading_at_once(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text('one = 1\ntwo = "x\n', "utf-8")
    problems = Problems()
    problems.add("u.tsv:3", "found before")
    with pytest.raises(VocabularyError) as caught:
        read_toml(path, problems)
    assert caught.value.problems[0] == "u.tsv:3: found before"
    assert caught.value.problems[1].startswith(f"{path}:2: ")


def test_keys_of_another_type_have_an_empty_value_and_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(TOML, "utf-8")
    problems = Problems()
    keys = TomlKeys.of(path, problems)
    assert keys.number("one") == 1.0
    assert keys.text("table", "quoted key") == "x"
    assert keys.words("table", "dotted", "inner") == ("a", "b = c")
    keys.finish()
    assert problems.found == []
    assert (keys.text("one"), keys.count("two"), keys.words("table"), keys.table("one")) == ("", 0, (), {})
    assert [problem.split(": ", 1)[1] for problem in problems.found] == [
        "one must be a string",
        "key 'two' is missing; it is a whole number",
        "table must be a list of strings, each once",
        "one must be a table of strings",
    ]
