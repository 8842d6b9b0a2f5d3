"""What the judge has learned, in one file: a weight for each value of a feature, and a threshold."""

from __future__ import annotations

import gzip
import hashlib
import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from graph_builder.errors import ConfigurationError

FILE = Path(__file__).with_name("weights.json.gz")
WITH_LEARNED = Path(__file__).with_name("weights-learned.json.gz")  # where the learned reader adds facts
MOST_CONFIDENT = 0.99  # nothing that is read by a program is certain
_FAR = 50.0  # log odds of what is as good as impossible


@dataclass(frozen=True, slots=True)
class Weights:
    """All of it. A value that was never learned weighs nothing."""

    bias: float
    weights: dict[str, dict[str, float]]  # by feature and value, in log odds, calibrated
    usual: dict[str, float]  # by feature: what its values weigh on average, for `explain`
    threshold: float  # the default least probability of a fact that is shown

    def __post_init__(self) -> None:
        """Refuse numbers that would judge at random.

        Raises:
            ValueError: a number is not finite, or the threshold is no probability.
        """
        numbers = (self.bias, *self.usual.values(), *(w for values in self.weights.values() for w in values.values()))
        if not all(map(math.isfinite, numbers)):
            raise ValueError("every number must be finite")
        if not 0 <= self.threshold <= 1:
            raise ValueError("the threshold must lie between 0 and 1")

    def probability(self, seen: Iterable[tuple[str, str]]) -> float:
        """Return the probability of a fact of which features and values are seen: two digits, at most 0.99."""
        odds = self.bias + sum(self.of(feature, value) for feature, value in seen)
        return round(min(MOST_CONFIDENT, 1 / (1 + math.exp(-max(-_FAR, odds)))), 2)

    def of(self, feature: str, value: str) -> float:
        """Return the weight of a value."""
        return self.weights.get(feature, {}).get(value, 0.0)


def write_weights(weights: Weights, path: Path) -> None:
    """Write weights; the same ones give the same bytes."""
    path.write_bytes(gzip.compress(_adapter().dump_json(weights), mtime=0))


def read_weights(path: Path) -> tuple[Weights, str]:
    """Return the weights that a file holds, and the SHA-256 of its bytes.

    Raises:
        ConfigurationError: there is no such file, or it holds no weights.
    """
    try:
        content = path.read_bytes()
        return _adapter().validate_json(gzip.decompress(content)), hashlib.sha256(content).hexdigest()
    except (OSError, EOFError, zlib.error, ValidationError) as error:
        raise ConfigurationError(f"{path}: holds no weights of the judge; install graph-builder again") from error


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Weights]:
    return TypeAdapter(Weights)
