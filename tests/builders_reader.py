"""Weights of a reader that were never learned: what it does with them is plain."""

from __future__ import annotations

import numpy as np

from graph_builder.reader.forest import Forest
from graph_builder.reader.weights import Weights
from graph_builder.reader.words import ROWS, TriggerModel

RELATIONS = ("ACCUSE", "PROTEST")


def weights(
    threshold: float = 0.5,
    odds: float = 1.0,
    calibration: tuple[tuple[float, float], ...] = ((-2.0, 0.1), (2.0, 0.9)),
    telling: float = 1.0,
) -> Weights:
    """Every word tells of the first relation, and every candidate has the same log odds."""
    words = TriggerModel(np.zeros((ROWS, 2), np.float32), np.array([telling, -9], np.float32))
    leaf, number = np.zeros(1, np.int32), np.zeros(1, np.float32)
    forest = Forest(leaf, leaf, number, leaf, leaf, number + odds, 0.0, 1)
    return Weights(RELATIONS, words, {"0|wcriticar": 1.5}, (-2.0, -3.0), forest, threshold, calibration)
