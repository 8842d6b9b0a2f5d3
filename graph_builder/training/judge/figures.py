"""How good probabilities are: precision and recall from each threshold on, and how far they are from the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """Facts with their probabilities, whether they are right, and how many facts there are to be found."""

    probabilities: NDArray[np.float64]  # rounded to two digits, as `confidence` is
    right: NDArray[np.bool_]
    gold: int

    def only(self, chosen: NDArray[np.bool_], gold: int) -> Judged:
        """Return some of the facts."""
        return Judged(self.probabilities[chosen], self.right[chosen], gold)


@dataclass(frozen=True, slots=True)
class Point:
    """What facts from a threshold on are worth."""

    threshold: float
    shown: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts of one tenth of the probabilities."""

    low: float
    facts: int
    expected: float  # the mean of their probabilities
    right: float  # the share that is right


def point(judged: Judged, threshold: float) -> Point:
    """Return what the facts from a threshold on are worth."""
    shown = judged.probabilities >= threshold - 1e-9
    hits, count = int(judged.right[shown].sum()), int(shown.sum())
    return Point(threshold, count, hits / count if count else 0.0, hits / judged.gold if judged.gold else 0.0)


def curve(judged: Judged) -> tuple[Point, ...]:
    """Return a point for each hundredth."""
    return tuple(point(judged, hundredth / 100) for hundredth in range(100))


def best_threshold(judged: Judged, least_precision: float) -> float:
    """Return the threshold of the best F1 among those of at least a precision, else that of the best precision."""
    points = curve(judged)
    precise = [one for one in points if one.precision >= least_precision]
    best = max(precise, key=lambda one: one.f1) if precise else max(points, key=lambda one: one.precision)
    return best.threshold


def reliability(judged: Judged) -> tuple[Bin, ...]:
    """Return the bins that hold facts."""
    numbers = np.clip((judged.probabilities * BINS).astype(int), 0, BINS - 1)
    bins = []
    for number in range(BINS):
        inside = numbers == number
        if inside.any():
            expected, right = judged.probabilities[inside].mean(), judged.right[inside].mean()
            bins.append(Bin(number / BINS, int(inside.sum()), float(expected), float(right)))
    return tuple(bins)


def calibration_error(judged: Judged) -> float:
    """Return the mean distance of expected and right in ten equal bins, weighted by facts (Naeini et al. 2015)."""
    bins, total = reliability(judged), len(judged.right)
    return sum(one.facts * abs(one.expected - one.right) for one in bins) / total if total else 0.0


def area_under_curve(judged: Judged) -> float:
    """Return how often a right fact is more probable than a wrong one, ties counted half (area under the ROC curve)."""
    right, wrong = judged.probabilities[judged.right], judged.probabilities[~judged.right]
    if not len(right) or not len(wrong):
        return 0.5
    above = np.searchsorted(np.sort(wrong), right, "left") + np.searchsorted(np.sort(wrong), right, "right")
    return float(above.sum()) / (2 * len(right) * len(wrong))


def table(rows: Sequence[tuple[str, Judged]], threshold: float) -> str:
    """Return the figures of some sets of facts as a table in Markdown."""
    lines = [
        "| facts | found | right | shown, from the threshold on | precision | recall | F1 | of 0.80 and more | right "
        "| ECE | AUC |",
        "|" + "---|" * 11,
    ]
    for name, judged in rows:
        if not len(judged.right):
            continue
        at, sure = point(judged, threshold), point(judged, 0.8)
        cells = (
            name, len(judged.right), f"{judged.right.mean():.3f}", at.shown, f"{at.precision:.3f}", f"{at.recall:.3f}",
            f"{at.f1:.3f}", sure.shown, f"{sure.precision:.3f}", f"{calibration_error(judged):.3f}",
            f"{area_under_curve(judged):.3f}",
        )  # fmt: skip
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)
