"""Folders of annotated articles go in, the reader's weights and a table of figures come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from graph_builder.evaluate.scores import Score
from graph_builder.reader.weights import Weights, write_weights
from graph_builder.tools import load_tools
from graph_builder.training.reader.fitting import calibrate
from graph_builder.training.reader.trainer import Data, Guess, Trainer

_THRESHOLDS = tuple(round(0.2 + 0.025 * i, 3) for i in range(25))
LEAST = 0.2  # probability of a statement that is passed on: the judge decides which of them are shown


@dataclass(frozen=True, slots=True)
class Figures:
    """What the reader adds to the rules, at one threshold."""

    label: str
    rules: Score
    joined: Score


def train_reader(folders: Sequence[Path], unread: frozenset[str], out: Path, work: Path) -> str:
    """Train the reader, write its weights, and return the figures as a table.

    The figures are of the reader alone, at the threshold that is best for it. The weights are written with a lower one,
    `LEAST`, as the judge looks at all that they pass on.

    Args:
        folders: of annotated articles.
        unread: articles that are only measured on.
        out: file of the weights.
        work: folder of the weights of cross-fitting, which the judge is trained with.

    Raises:
        ConfigurationError: a folder holds no annotation, or wrong rows.
    """
    trainer = Trainer(load_tools())
    data = trainer.read(folders)
    own = data.only(i for i, one in enumerate(data.articles) if one.article.id not in unread)
    other = data.only(i for i, one in enumerate(data.articles) if one.article.id in unread)
    fitted = trainer.fit(own)
    weights, least = calibrated(trainer, fitted.weights, fitted.guesses, own)
    write_weights(replace(weights, threshold=LEAST), out)
    work.mkdir(parents=True, exist_ok=True)
    for fold, part in enumerate(fitted.folds):
        write_weights(replace(part, calibration=weights.calibration, threshold=LEAST), fold_file(work, fold))
    figures = [Figures("cross-fitted", trainer.joined(own, ()), trainer.joined(own, fitted.guesses, least))]
    if other.articles:
        joined = trainer.joined(other, trainer.guesses(weights, other), least)
        figures.append(Figures("not trained on", trainer.joined(other, ()), joined))
    return "\n".join((f"threshold {weights.threshold:g}, written with {LEAST:g}", *map(_line, figures)))


def fold_file(work: Path, fold: int) -> Path:
    """Return the file of the reader that was fitted on the other folds."""
    return work / f"fold-{fold}.npz"


def calibrated(trainer: Trainer, weights: Weights, guesses: Sequence[Guess], data: Data) -> tuple[Weights, float]:
    """Return weights with calibration and threshold, and the log odds of the threshold.

    Args:
        trainer: that fitted them.
        weights: of a reader.
        guesses: of cross-fitted readers.
        data: the articles of the guesses; the threshold has the best F1 of rules and reader together on them.
    """
    points = calibrate(np.array([g.odds for g in guesses], np.float32), np.array([g.right for g in guesses]))
    odds_at = {p: float(np.interp(p, *_ascending(points))) for p in _THRESHOLDS if p <= points[-1][1]}
    scores = {p: trainer.joined(data, guesses, odds) for p, odds in odds_at.items()}
    threshold = max(scores, key=lambda p: (scores[p].f1, p), default=_THRESHOLDS[-1])
    return replace(weights, calibration=points, threshold=threshold), odds_at.get(threshold, float("inf"))


def _ascending(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Probabilities and the least log odds that reach each."""
    least: dict[float, float] = {}
    for odds, chance in points:
        least.setdefault(chance, odds)
    return list(least), list(least.values())


def _line(figures: Figures) -> str:
    cells = (f"P {s.precision:.3f} R {s.recall:.3f} F {s.f1:.3f}" for s in (figures.rules, figures.joined))
    return f"{figures.label}: rules {next(cells)}; with the reader {next(cells)}"
