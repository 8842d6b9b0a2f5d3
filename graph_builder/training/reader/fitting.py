"""Fits the parts of the reader: the words' relations, the habits of candidates, the forest and its calibration."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph_builder.reader.candidates import COLUMNS
from graph_builder.reader.forest import Forest
from graph_builder.reader.words import ROWS, TriggerModel
from graph_builder.training.reader.examples import Example, WordExamples

Numbers = NDArray[np.float32]

_EPOCHS = 4
_BATCH = 256
_RATE = 0.1
_FIRST_ODDS = -4.0  # few words tell of a relation
_SEEN_OFTEN = 4  # a habit of fewer candidates is none
_PRIOR = 20.0  # candidates of the usual share that a habit begins with
_ELSEWHERE = 0.3  # weight of a candidate whose fact is annotated in another sentence of its article
_TREES, _LEAVES, _LEARNING = 90, 31, 0.12
_WRONG_KEPT = 0.2  # of the wrong candidates; each stands for the others
_STEPS = 30  # of the calibration


def fold_of(article: str, folds: int) -> int:
    """Return the fold of an article, which does not depend on the other articles."""
    return zlib.crc32(article.encode()) % folds


def fit_words(articles: Sequence[WordExamples], relations: int, seed: int = 0) -> TriggerModel:
    """Fit a logistic regression of each relation by AdaGrad (Duchi, Hazan and Singer 2011).

    Args:
        articles: their words.
        relations: how many there are.
        seed: of the order in which the words are read.
    """
    rows = [features for article in articles for features in article.features]
    labels = np.concatenate([article.relations for article in articles])
    weights, squares = np.zeros((ROWS, relations), np.float32), np.full((ROWS, relations), 0.1, np.float32)
    bias, bias_squares = np.full(relations, _FIRST_ODDS, np.float32), np.full(relations, 0.1, np.float32)
    order = np.random.default_rng(seed)
    for _ in range(_EPOCHS):
        for batch in np.array_split(order.permutation(len(rows)), max(1, len(rows) // _BATCH)):
            words = [rows[i] for i in batch]
            used, inverse = np.unique(np.concatenate(words), return_inverse=True)
            table = np.zeros((len(words), len(used)), np.float32)
            table[np.repeat(np.arange(len(words)), [len(word) for word in words]), inverse] = 1
            wrong = 1 / (1 + np.exp(-(table @ weights[used] + bias))) - labels[batch]
            slope = table.T @ wrong
            squares[used] += slope**2
            weights[used] -= _RATE * slope / np.sqrt(squares[used])
            slope = wrong.sum(axis=0)
            bias_squares += slope**2
            bias -= _RATE * slope / np.sqrt(bias_squares)
    return TriggerModel(weights.astype(np.float16).astype(np.float32), bias)  # as it is written


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """What candidates that look alike were: log odds by habit, and by relation for what was never seen."""

    odds: dict[str, float]
    usual: tuple[float, ...]

    def rows(self, candidates: Iterable[Example]) -> Numbers:
        """Return the numbers of candidates with their habits: one row each."""
        rows = [
            (*e.candidate.numbers, *(self.odds.get(h, self.usual[e.candidate.relation]) for h in e.candidate.habits))
            for e in candidates
        ]
        return np.asarray(rows, dtype=np.float32).reshape(-1, len(COLUMNS))


def fit_habits(examples: Iterable[Example], relations: int) -> Habits:
    """Count how often candidates that look alike are facts, drawn towards what is usual for their relation."""
    right, seen = np.zeros(relations), np.zeros(relations)
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for example in examples:
        weight = _ELSEWHERE if example.elsewhere else 1.0
        is_fact = example.right
        relation = example.candidate.relation
        right[relation] += weight * is_fact
        seen[relation] += weight
        for habit in example.candidate.habits:
            count = counts[habit]
            count[0] += weight * is_fact
            count[1] += weight
            count[2] = relation
    share = (right + 1) / (seen + 50)
    odds = {
        habit: round(float(np.log(p / (1 - p))), 2)
        for habit, (hits, n, relation) in counts.items()
        if n >= _SEEN_OFTEN
        for p in [(hits + _PRIOR * share[int(relation)]) / (n + _PRIOR)]
    }
    return Habits(odds, tuple(np.round(np.log(share / (1 - share)), 2).tolist()))


def fit_forest(rows: Numbers, examples: Sequence[Example], seed: int = 0) -> Forest:
    """Fit scikit-learn's histogram gradient boosting, and return its trees as arrays.

    Args:
        rows: of the candidates.
        examples: the same candidates, held against the annotation.
        seed: of the choice of wrong candidates and columns.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier  # of the training extra

    right = np.array([e.right for e in examples])
    weights = np.where([e.elsewhere for e in examples], _ELSEWHERE, np.where(right, 1.0, 1 / _WRONG_KEPT))
    kept = right | (np.random.default_rng(seed).random(len(right)) < _WRONG_KEPT)
    model = HistGradientBoostingClassifier(
        max_iter=_TREES, max_leaf_nodes=_LEAVES, learning_rate=_LEARNING, min_samples_leaf=30, l2_regularization=5.0,
        max_features=0.5, early_stopping=False, random_state=seed,
    )  # fmt: skip
    model.fit(rows[kept], right[kept], sample_weight=weights[kept])
    return _as_arrays([trees[0].nodes for trees in model._predictors], float(model._baseline_prediction.ravel()[0]))


def _as_arrays(trees: Sequence[NDArray[np.void]], base: float) -> Forest:
    """Put the nodes of trees one after the other; a leaf has itself as children."""
    roots, parts, start, depth = [], [], 0, 0
    for nodes in trees:
        own = np.arange(len(nodes), dtype=np.int32)
        leaf = nodes["is_leaf"].astype(bool)
        left, right = (np.where(leaf, own, nodes[side].astype(np.int32)) for side in ("left", "right"))
        value = np.where(leaf, nodes["value"], 0.0)
        for i in own[::-1].tolist():  # children stand after their parent
            if not leaf[i]:
                pair = [int(left[i]), int(right[i])]
                value[i] = np.average(value[pair], weights=nodes["count"][pair])
        column = np.where(leaf, 0, nodes["feature_idx"]).astype(np.int32)
        parts.append((column, np.where(leaf, 0.0, nodes["num_threshold"]), left + start, right + start, value))
        roots.append(start)
        start, depth = start + len(nodes), max(depth, int(nodes["depth"].max()))
    column, threshold, left, right, value = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Forest(
        np.array(roots, np.int32), column, threshold.astype(np.float32), left.astype(np.int32),
        right.astype(np.int32), value.astype(np.float32), base, depth,
    )  # fmt: skip


def calibrate(odds: Numbers, right: NDArray[np.bool_]) -> tuple[tuple[float, float], ...]:
    """Return points of an isotonic regression of being right on the log odds of unseen articles, both ascending."""
    from sklearn.isotonic import IsotonicRegression  # of the training extra

    model = IsotonicRegression(y_min=0.0, y_max=0.99, out_of_bounds="clip").fit(odds, right.astype(float))
    points = np.unique(np.quantile(odds, 1 - np.geomspace(1, 1e-4, _STEPS)))
    return tuple((round(float(x), 3), round(float(p), 4)) for x, p in zip(points, model.predict(points), strict=True))
