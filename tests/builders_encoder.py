"""A small vocabulary of subwords, and an encoder that was never trained: needs the extra `training`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from graph_builder.training.encoder.fine_tuning import PairNetwork

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def seed_text() -> list[str]:
    """Return the lines of the seed articles."""
    return [line for path in sorted(SEEDS.glob("*.txt")) for line in path.read_text("utf-8").split("\n") if line]


@cache
def subwords(size: int = 500) -> Tokenizer:
    """Return subwords that were learned from the seed articles."""
    from graph_builder.training.encoder.subwords import fit_subwords

    return fit_subwords(seed_text(), size)


def pair_network(relations: int = 2, vocabulary: int = 500) -> PairNetwork:
    """Return a network that reads pairs by chance, the same each time."""
    import torch

    from graph_builder.training.encoder.fine_tuning import PairNetwork
    from graph_builder.training.encoder.network import Encoder, Shape

    torch.manual_seed(0)
    shape = Shape(vocabulary, layers=2, width=32, heads=2, length=64)
    return PairNetwork(Encoder(shape), shape.width, relations, 0).eval()
