"""`resolution.toml` enters; the weights by which actors of different articles are compared leave."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.tables import Problems

FEATURES = ("name", "telling", "state", "office", "company")
DUPLICATE_FEATURES = ("name", "alone", "state", "company", "often")


@dataclass(frozen=True, slots=True)
class Matching:
    """Thresholds, and the weight of each feature."""

    same: float
    least_alike: float
    part_of_name: float
    unknown: float
    bearers: int
    state_told: float
    spelt_alike: float
    weights: dict[str, float]
    duplicates: int  # pairs that `graph-builder entities` shows
    duplicate_weights: dict[str, float]


def read_matching(path: Path) -> Matching:
    """Read `resolution.toml`.

    Raises:
        VocabularyError: a key that is missing, or a number that is none.
    """
    problems = Problems()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        weights = _weights(table["weights"], FEATURES, path, problems)
        matching = Matching(
            same=float(table["same"]),
            least_alike=float(table["least_alike"]),
            part_of_name=float(table["part_of_name"]),
            unknown=float(table["unknown"]),
            bearers=int(table["bearers"]),
            state_told=float(table["state_told"]),
            spelt_alike=float(table["spelt_alike"]),
            weights=weights,
            duplicates=int(table["duplicates"]["most"]),
            duplicate_weights=_weights(table["duplicates"]["weights"], DUPLICATE_FEATURES, path, problems),
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        problems.add(str(path), f"{error}; correct the TOML")
    problems.raise_all()
    return matching


def _weights(table: dict[str, float], features: tuple[str, ...], path: Path, problems: Problems) -> dict[str, float]:
    weights = {name: float(table[name]) for name in features}
    if abs(sum(weights.values()) - 1) > 1e-9:
        problems.add(str(path), f"the weights add up to {sum(weights.values()):g}; they must add up to 1")
    return weights
