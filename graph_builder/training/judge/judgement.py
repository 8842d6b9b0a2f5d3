"""Examples of right and wrong facts go in, the weights of the judge come out, with the figures of cross-fitting.

The judge is a logistic regression over the values that its features see. What is measured on an article, and what the
probabilities are calibrated on, is found by a regression that did not see the article (cross-fitting).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph_builder.errors import ConfigurationError
from graph_builder.judge.features import BY_NAME, Group
from graph_builder.judge.weights import MOST_CONFIDENT, Weights
from graph_builder.training.examples import Annotated, Example
from graph_builder.training.judge.figures import Judged, best_threshold

FOLDS = 10
_STRENGTH = 0.03  # of the data against the prior that every weight is 0 (scikit-learn's C)
_SEEN_OFTEN = 3  # a value of fewer training facts gets no weight
_WORD_SEEN_OFTEN = 8
_CASE_WEIGHT = 0.3  # of a fact of a case beside one of an article
LEAST_PRECISION = 0.65
_DIGITS = 4

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Regression:
    """A bias, and a weight for each value that was seen often enough."""

    bias: float
    weights: Mapping[tuple[str, str], float]

    def odds(self, example: Example) -> float:
        """Return the log odds that an example is right."""
        return self.bias + sum(self.weights.get(seen, 0.0) for seen in example.seen)


def fit(examples: Sequence[Example], left_out: frozenset[Group] = frozenset()) -> Regression:
    """Fit a regression by scikit-learn's L-BFGS, which gives the same weights for the same examples.

    Args:
        examples: facts of articles and of cases.
        left_out: groups of features that it does not see.
    """
    from scipy.sparse import csr_array  # of the training extra, like scikit-learn
    from sklearn.linear_model import LogisticRegression

    _check_both(np.array([example.right for example in examples], dtype=bool))
    columns = {value: number for number, value in enumerate(_values(examples, left_out))}
    rows = [[columns[seen] for seen in sorted(set(e.seen)) if seen in columns] for e in examples]
    indices = np.fromiter((i for row in rows for i in row), dtype=np.int32)
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    matrix = csr_array((np.ones(len(indices)), indices, starts), shape=(len(rows), len(columns)))
    model = LogisticRegression(C=_STRENGTH, max_iter=1000)
    model.fit(matrix, [e.right for e in examples], sample_weight=[_CASE_WEIGHT if e.is_case else 1.0 for e in examples])
    return Regression(float(model.intercept_[0]), dict(zip(columns, model.coef_[0].tolist(), strict=True)))


def _check_both(right: Flags) -> None:
    if right.all() or not right.any():
        raise ConfigurationError("the annotated articles hold no wrong facts, or no right ones; give more of them")


def _values(examples: Iterable[Example], left_out: frozenset[Group]) -> list[tuple[str, str]]:
    """The values that get a weight, sorted."""
    counts = Counter(seen for example in examples for seen in set(example.seen))
    return sorted(
        (name, value)
        for (name, value), count in counts.items()
        if (group := BY_NAME[name].group) not in left_out
        and count >= (_WORD_SEEN_OFTEN if group is Group.WORDS else _SEEN_OFTEN)
    )


def cross_fit(examples: Sequence[Example], left_out: frozenset[Group] = frozenset()) -> Numbers:
    """Return the log odds of each example by a regression that saw nothing of its article."""
    odds = np.zeros(len(examples))
    folds = np.array([_fold(example.article) for example in examples])
    for fold in range(FOLDS):
        if (folds == fold).any():
            regression = fit([e for e, own in zip(examples, folds, strict=True) if own != fold], left_out)
            odds[folds == fold] = [regression.odds(e) for e, own in zip(examples, folds, strict=True) if own == fold]
    return odds


def _fold(article: str) -> int:
    return hashlib.sha256(article.encode()).digest()[0] % FOLDS


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns log odds into those of the probability (Platt 1999)."""

    slope: float
    offset: float

    def probabilities(self, odds: Numbers) -> Numbers:
        """Return probabilities, rounded to two digits and at most 0.99, as `confidence` is."""
        raw = 1 / (1 + np.exp(-np.clip(self.slope * odds + self.offset, -50, 50)))
        return np.round(np.minimum(raw, MOST_CONFIDENT), 2).astype(np.float64)


def calibrate(odds: Numbers, right: Flags) -> Calibration:
    """Fit a calibration on facts that the regression did not see."""
    from sklearn.linear_model import LogisticRegression

    _check_both(right)
    model = LogisticRegression(C=np.inf).fit(odds.reshape(-1, 1), right)
    return Calibration(float(model.coef_[0][0]), float(model.intercept_[0]))


@dataclass(frozen=True, slots=True)
class Trained:
    """The weights, and what cross-fitting measured on articles and cases."""

    weights: Weights
    measured: tuple[tuple[str, Judged], ...]  # by what they are


def train(articles: Annotated, seen: Annotated, cases: Annotated, unread: Annotated, office: str) -> Trained:
    """Train the judge.

    The rules are written with articles in sight, and are righter there than elsewhere. So probabilities are calibrated,
    and the threshold is chosen, on articles that nobody read, where there are some: two numbers and one, no weights.

    Args:
        articles: annotated ones like those that it will see.
        seen: annotated ones that rules were written from.
        cases: short texts with all their facts.
        unread: annotated articles that neither rules nor weights come from; without any, `articles` take their place.
        office: the relation that is too easy to count for the threshold.
    """
    examples = (*articles.examples, *seen.examples, *cases.examples)
    odds, regression = cross_fit(examples), fit(examples)
    own, short = odds[: len(articles.examples)], odds[len(examples) - len(cases.examples) :]
    judging = unread if unread.examples else articles
    unseen = np.array([regression.odds(e) for e in unread.examples]) if unread.examples else own
    line = calibrate(unseen, judging.right)
    hidden = Judged(calibrated_by_folds(unseen, judging), judging.right, judging.count())
    without = hidden.only(judging.others(office), judging.count(office))
    calibrated = Regression(
        line.slope * regression.bias + line.offset,
        {value: line.slope * weight for value, weight in regression.weights.items()},
    )
    threshold = best_threshold(without, LEAST_PRECISION)
    rows = [("articles", own, articles), ("cases", short, cases)]
    measured = [(name, Judged(line.probabilities(found), of.right, of.count())) for name, found, of in rows]
    name = "unread articles" if unread.examples else "articles"
    return Trained(
        Weights(
            bias=round(calibrated.bias, _DIGITS),
            weights=_by_feature(calibrated),
            usual=_usual(calibrated, articles.examples),
            threshold=threshold,
        ),
        (*measured, (f"{name}, calibrated by folds", hidden), (f"{name}, without {office}", without)),
    )


def calibrated_by_folds(odds: Numbers, annotated: Annotated) -> Numbers:
    """Return probabilities of facts, each calibrated on the articles of the other folds."""
    folds = np.array([_fold(example.article) for example in annotated.examples])
    found = np.zeros(len(odds))
    for fold in sorted(set(folds.tolist())):
        own = folds == fold
        others = ~own if not own.all() else own
        found[own] = calibrate(odds[others], annotated.right[others]).probabilities(odds[own])
    return found


def _by_feature(regression: Regression) -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = {}
    for (name, value), weight in sorted(regression.weights.items()):
        if rounded := round(weight, _DIGITS):
            weights.setdefault(name, {})[value] = rounded
    return weights


def _usual(regression: Regression, examples: Sequence[Example]) -> dict[str, float]:
    """What a value of each feature weighs on average over the facts."""
    weights: dict[str, list[float]] = {}
    for example in examples:
        for seen in example.seen:
            weights.setdefault(seen[0], []).append(regression.weights.get(seen, 0.0))
    return {name: round(float(np.mean(found)), _DIGITS) for name, found in sorted(weights.items())}
