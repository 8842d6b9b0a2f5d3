"""The judge is trained on right and wrong facts, calibrated, and its threshold is the best that is precise enough."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from builders_rdf import knowledge_graph

from graph_builder.training.examples import Annotated, Example
from graph_builder.training.judge.figures import (
    Judged,
    area_under_curve,
    best_threshold,
    calibration_error,
    curve,
    point,
    reliability,
    table,
)

BASE = knowledge_graph().facts[0]
OFFICE = "HOLDS_OFFICE"


def judged(*pairs: tuple[float, int], gold: int = 0) -> Judged:
    probabilities, right = zip(*pairs, strict=True)
    return Judged(np.array(probabilities), np.array(right, dtype=bool), gold or len(pairs))


def test_a_point_counts_what_is_shown() -> None:
    at = point(judged((0.9, 1), (0.8, 0), (0.5, 1), (0.2, 0), gold=4), 0.5)
    assert (at.shown, at.precision, at.recall) == (3, pytest.approx(2 / 3), 0.5)
    assert at.f1 == pytest.approx(4 / 7)
    assert point(judged((0.3, 1)), 0.9).f1 == 0.0


def test_the_threshold_is_the_best_of_those_precise_enough() -> None:
    facts = judged((0.9, 1), (0.8, 1), (0.6, 0), (0.5, 1), (0.2, 0), (0.1, 0))
    assert best_threshold(facts, 0.75) == pytest.approx(0.21)
    assert best_threshold(facts, 0.9) == pytest.approx(0.61)
    assert best_threshold(judged((0.9, 0), (0.8, 1)), 0.9) == 0.0, "none is precise enough: the most precise"


def test_the_area_is_the_share_of_pairs_in_order() -> None:
    assert area_under_curve(judged((0.9, 1), (0.2, 0))) == 1.0
    assert area_under_curve(judged((0.5, 1), (0.5, 0))) == 0.5
    assert area_under_curve(judged((0.9, 1), (0.4, 1), (0.5, 0), (0.3, 0))) == 0.75


def test_the_error_is_the_distance_of_expected_and_right() -> None:
    facts = judged((0.85, 1), (0.85, 1), (0.85, 0), (0.85, 0), (0.15, 0))
    assert [(one.facts, one.right) for one in reliability(facts)] == [(1, 0.0), (4, 0.5)]
    assert calibration_error(facts) == pytest.approx((4 * 0.35 + 0.15) / 5)


def test_the_table_names_every_set() -> None:
    written = table([("these", judged((0.9, 1), (0.2, 0)))], 0.5)
    assert written.splitlines()[-1].startswith("| these | 2 | 0.500 | 1 | 1.000 |")
    assert len(curve(judged((0.9, 1)))) == 100


def made(number: int, name: str = "a", case: bool = False) -> Annotated:
    """Facts of which those of one trigger are right nine times of ten, those of the other one time of ten."""
    rng = np.random.default_rng(number)
    examples = []
    for n in range(number):
        sure = bool(n % 2)
        right = bool(rng.random() < (0.9 if sure else 0.1))
        seen = (("trigger", "sure" if sure else "unsure"), ("relation", "ACCUSE"))
        fact = replace(BASE, id=f"cl-{name}{n}", article=f"{name}{n // 4}", relation="ACCUSE")
        examples.append(Example(fact.article, fact, seen, right, case))
    return Annotated(tuple(examples), {f"{name}{n}": ("ACCUSE",) * 4 for n in range(number // 4 + 1)})


def test_what_is_right_more_often_is_more_probable() -> None:
    pytest.importorskip("sklearn", reason="of the extra `training`")
    from graph_builder.training.judge.judgement import train

    nothing = Annotated((), {})
    trained = train(made(200), nothing, made(40, "c", case=True), made(100, "u"), OFFICE)
    seen = {one: (("trigger", one), ("relation", "ACCUSE")) for one in ("sure", "unsure")}
    sure, unsure = (trained.weights.probability(seen[one]) for one in ("sure", "unsure"))
    assert sure > 0.8
    assert unsure < 0.2
    assert unsure < trained.weights.threshold <= sure
    measured = dict(trained.measured)
    assert calibration_error(measured["unread articles, calibrated by folds"]) < 0.1
    again = train(made(200), nothing, made(40, "c", case=True), made(100, "u"), OFFICE)
    assert trained.weights == again.weights
    alone = train(made(200), nothing, nothing, nothing, OFFICE)
    assert "| cases |" not in table(alone.measured, 0.5)
    assert "articles, calibrated by folds" in dict(alone.measured), (
        "without unread articles the others take their place"
    )


def test_annotation_without_wrong_facts_teaches_nothing() -> None:
    pytest.importorskip("sklearn", reason="of the extra `training`")
    from graph_builder.errors import ConfigurationError
    from graph_builder.training.judge.judgement import train

    right = Annotated(tuple(replace(one, right=True) for one in made(40).examples), made(40).gold)
    with pytest.raises(ConfigurationError, match="no wrong facts"):
        train(right, Annotated((), {}), Annotated((), {}), Annotated((), {}), OFFICE)


def test_a_value_seen_seldom_gets_no_weight() -> None:
    pytest.importorskip("sklearn", reason="of the extra `training`")
    from graph_builder.training.judge.judgement import fit

    examples = [*made(60).examples]
    examples[0] = replace(examples[0], seen=(*examples[0].seen, ("trigger", "once"), ("word", "dos")))
    weights = fit(examples).weights
    assert ("trigger", "sure") in weights
    assert ("trigger", "once") not in weights
    assert ("word", "dos") not in weights
