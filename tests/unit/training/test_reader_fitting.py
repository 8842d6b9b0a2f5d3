"""The parts of the reader are fitted on examples: words, habits, forests, calibration."""

from __future__ import annotations

import numpy as np
import pytest
from builders import parsed_of

from graph_builder.errors import ConfigurationError
from graph_builder.reader.candidates import COLUMNS, NUMBERS, Candidate
from graph_builder.training.reader.examples import Example, WordExamples
from graph_builder.training.reader.fitting import calibrate, fit_forest, fit_habits, fit_words, fold_of
from graph_builder.training.reader.trainer import check_enough, check_ids

WORD = "Rusia Rusia PROPN _ 0 root B-LOC"


def example(right: bool, number: float = 0.0, habit: str = "0|wgritar", elsewhere: bool = False) -> Example:
    token = parsed_of(WORD).sentences[0].tokens[0]
    numbers = (number, *(0.0,) * (len(NUMBERS) - 1))
    habits = ("0", habit, *(f"0|{i}" for i in range(len(COLUMNS) - len(NUMBERS) - 2)))
    return Example(Candidate(0, 0, token, None, None, numbers, habits), right and not elsewhere, elsewhere)


def test_words_learn_which_feature_tells_of_which_relation():
    rows = tuple((i % 3, 100 + i % 7) for i in range(20_000))
    labels = np.array([(i % 3 == 0, i % 3 == 1) for i in range(20_000)], np.float32)
    model = fit_words([WordExamples(rows, labels)], 2)
    found = model.probabilities([(0, 100), (1, 100), (2, 100)])
    assert (found[0].argmax(), found[1].argmax()) == (0, 1)
    assert found[0, 0] > 0.5
    assert found[2].max() < 0.3


def test_words_are_fitted_alike_each_time():
    examples = [WordExamples(((1, 2), (3,)), np.array([(1, 0), (0, 1)], np.float32))]
    assert np.array_equal(fit_words(examples, 2).weights, fit_words(examples, 2).weights)


def test_habits_are_drawn_to_what_is_usual():
    examples = (
        [example(True, habit="0|wacusar")] * 30
        + [example(False, habit="0|wdecir")] * 70
        + [example(True, habit="0|wver")]
    )
    habits = fit_habits(examples, 1)
    assert habits.odds["0|wacusar"] > habits.usual[0] > habits.odds["0|wdecir"]
    assert habits.odds["0|wacusar"] < np.log(0.99 / 0.01)
    assert "0|wver" not in habits.odds  # seen once


def test_the_arrays_of_a_forest_give_what_its_library_gives():
    pytest.importorskip("sklearn")
    order = np.random.default_rng(0)
    numbers = order.random(2000)
    examples = [example(bool(order.random() < number), number) for number in numbers]
    rows = np.zeros((2000, len(COLUMNS)), np.float32)
    rows[:, 0] = numbers
    forest = fit_forest(rows, examples)
    odds = forest.odds(rows)
    assert odds[numbers > 0.8].mean() > 0.5 > -0.5 > odds[numbers < 0.2].mean()
    added = [forest.base + forest.value[forest.roots].sum() + forest.weights(row).sum() for row in rows[:20]]
    assert added == pytest.approx(odds[:20].tolist(), abs=1e-3)


def test_probabilities_are_what_was_counted():
    pytest.importorskip("sklearn")
    order = np.random.default_rng(0)
    odds = order.normal(size=4000).astype(np.float32)
    right = order.random(4000) < 1 / (1 + np.exp(-2 * odds))
    points = calibrate(odds, right)
    at, chances = zip(*points, strict=True)
    assert list(at) == sorted(at)
    assert list(chances) == sorted(chances)
    assert np.interp(0.5, at, chances) == pytest.approx(1 / (1 + np.exp(-1)), abs=0.08)


def test_the_fold_of_an_article_is_its_own():
    assert {fold_of(f"a{i}", 4) for i in range(40)} == {0, 1, 2, 3}
    assert fold_of("a1", 4) == fold_of("a1", 4)


def test_two_articles_of_one_name_are_refused():
    check_ids(["a", "b"])
    with pytest.raises(ConfigurationError, match="two folders: b; rename"):
        check_ids(["a", "b", "b"])


def test_too_few_articles_are_refused():
    check_enough(f"a{i}" for i in range(40))
    with pytest.raises(ConfigurationError, match="1 annotated articles are too few"):
        check_enough(["a"])
