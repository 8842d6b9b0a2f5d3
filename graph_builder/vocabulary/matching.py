"""`resolution.toml` enters; the weights by which actors of different articles are compared leave."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.tables import Problems

FEATURES = ("name", "telling", "state", "office", "company")


@dataclass(frozen=True, slots=True)
class Matching:
    """Thresholds, and the weight of each feature."""

    same: float
    suspicious: float
    least_alike: float
    part_of_name: float
    unknown: float
    bearers: int
    weights: dict[str, float]


def read_matching(path: Path) -> Matching:
    """Read `resolution.toml`.

    Raises:
        VocabularyError: a key that is missing, or a number that is none.
    """
    problems = Problems()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        weights = {name: float(table["weights"][name]) for name in FEATURES}
        if abs(sum(weights.values()) - 1) > 1e-9:
            problems.add(str(path), f"the weights add up to {sum(weights.values()):g}; they must add up to 1")
        matching = Matching(
            same=float(table["same"]),
            suspicious=float(table["suspicious"]),
            least_alike=float(table["least_alike"]),
            part_of_name=float(table["part_of_name"]),
            unknown=float(table["unknown"]),
            bearers=int(table["bearers"]),
            weights=weights,
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        problems.add(str(path), f"{error}; correct the TOML")
    problems.raise_all()
    return matching
