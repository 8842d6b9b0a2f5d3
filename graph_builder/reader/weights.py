"""What the reader has learned, in one file of arrays (NumPy's npz): words, habits, trees, and a threshold."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph_builder.errors import ConfigurationError
from graph_builder.reader.forest import Forest
from graph_builder.reader.words import TriggerModel

FILE = Path(__file__).with_name("weights.npz")
_TREES = ("roots", "column", "threshold", "left", "right", "value")
_DATE = (1980, 1, 1, 0, 0, 0)  # the same weights give the same bytes
_UNREADABLE = (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """All of it."""

    relations: tuple[str, ...]  # that the reader knows
    triggers: TriggerModel
    habits: dict[str, float]  # of what a candidate looks like: log odds of its being a fact
    usual: tuple[float, ...]  # by relation: the log odds of a candidate of it, for what was never seen
    forest: Forest
    threshold: float  # least probability of a statement
    calibration: tuple[tuple[float, float], ...]  # log odds of the forest and probability, both ascending

    def probability(self, odds: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the probability that candidates of these log odds are facts, as counted on articles not seen."""
        points, chances = zip(*self.calibration, strict=True)
        return np.asarray(np.interp(odds, points, chances), dtype=np.float64)


def write_weights(weights: Weights, path: Path) -> None:
    """Write weights; the same ones give the same bytes."""
    forest, plain = weights.forest, {
        "relations": weights.relations, "usual": weights.usual, "threshold": weights.threshold,
        "calibration": weights.calibration, "habits": dict(sorted(weights.habits.items())),
        "base": weights.forest.base, "depth": weights.forest.depth,
    }  # fmt: skip
    arrays = {name: getattr(forest, name) for name in _TREES}
    arrays |= {"words": weights.triggers.weights.astype(np.float16), "bias": weights.triggers.bias}
    arrays["plain"] = np.frombuffer(json.dumps(plain, ensure_ascii=False).encode(), dtype=np.uint8)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(arrays):
            content = io.BytesIO()
            np.save(content, arrays[name], allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _DATE), content.getvalue(), zipfile.ZIP_DEFLATED)


@lru_cache(maxsize=2)
def read_weights(path: Path = FILE) -> tuple[Weights, str]:
    """Return the weights that a file holds, and the SHA-256 of its bytes.

    Raises:
        ConfigurationError: the file is missing, or holds no weights.
    """
    try:
        content = path.read_bytes()
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            plain = json.loads(bytes(arrays["plain"]))
            parts = {name: arrays[name] for name in _TREES}
            triggers = TriggerModel(arrays["words"].astype(np.float32), arrays["bias"])
        forest = Forest(**parts, base=plain["base"], depth=plain["depth"])
        weights = Weights(
            tuple(plain["relations"]), triggers, plain["habits"], tuple(plain["usual"]), forest, plain["threshold"],
            tuple((odds, chance) for odds, chance in plain["calibration"]),
        )  # fmt: skip
    except _UNREADABLE as error:
        raise ConfigurationError(
            f"{path}: holds no weights of the reader ({error}); train it: python -m graph_builder.training reader"
        ) from error
    return weights, hashlib.sha256(content).hexdigest()
