"""The weights by which actors of different articles are compared (`resolution.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_keys import TomlKeys

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
    singles: int  # articles of a single name up to which its bearers are compared
    block: int  # actors that are compared with each other at most
    weights: dict[str, float]
    duplicates: int  # pairs that `graph-builder entities` shows
    duplicate_weights: dict[str, float]


def read_matching(path: Path) -> Matching:
    """Read `resolution.toml`.

    Raises:
        VocabularyError: a key that is missing, unknown or of a wrong type, all of them with file and line.
    """
    problems = Problems()
    keys = TomlKeys.of(path, problems)
    matching = Matching(
        same=keys.number("same"),
        least_alike=keys.number("least_alike"),
        part_of_name=keys.number("part_of_name"),
        unknown=keys.number("unknown"),
        bearers=keys.count("bearers"),
        state_told=keys.number("state_told"),
        spelt_alike=keys.number("spelt_alike"),
        singles=keys.count("limits", "singles"),
        block=keys.count("limits", "block"),
        weights=_weights(keys, "weights", names=FEATURES),
        duplicates=keys.count("duplicates", "most"),
        duplicate_weights=_weights(keys, "duplicates", "weights", names=DUPLICATE_FEATURES),
    )
    keys.finish()
    problems.raise_all()
    return matching


def _weights(keys: TomlKeys, *table: str, names: tuple[str, ...]) -> dict[str, float]:
    weights = {name: keys.number(*table, name) for name in names}
    if abs(sum(weights.values()) - 1) > 1e-9:
        where = keys.file.where(*table)
        keys.problems.add(where, f"the weights add up to {sum(weights.values()):g}; they must add up to 1")
    return weights
