"""Teaches an encoder which relations a sentence tells of each two actors that are marked in it, and by which words."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from graph_builder.reader.pair_encoder import batch_of
from graph_builder.training.encoder.network import Encoder, Shape
from graph_builder.training.encoder.pair_examples import PairExamples
from graph_builder.training.stages import LOGGER

_FIRST_ODDS = -3.0  # few candidates are facts
_WORDS = 0.2  # weight of the second task
_WARMING, _DECAY, _NORM = 0.1, 0.01, 1.0
_SORTED = 16  # batches that are sorted by length together, so that little is padding

Order = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Tuning:
    """How long is learned from annotated sentences, and how."""

    epochs: int = 6
    batch: int = 16
    rate: float = 3e-4
    seed: int = 0


class PairNetwork(nn.Module):
    """An encoder with two readings of each pair: which relations are told of it, and which subwords tell of them.

    The marks before the two actors are what is read, as Baldini Soares and others (2019) found best.
    """

    def __init__(self, encoder: Encoder, width: int, relations: int, pad: int) -> None:
        super().__init__()
        self.encoder, self.pad = encoder, pad
        self.joins, self.drop = nn.Linear(3 * width, width), nn.Dropout(0.1)
        self.relations = nn.Linear(width, relations)
        self.asks, self.tells = nn.Linear(width, width // 2), nn.Linear(width, width // 2)
        nn.init.constant_(self.relations.bias, _FIRST_ODDS)

    def forward(self, ids: Tensor, rows: Tensor, subjects: Tensor, objects: Tensor) -> tuple[Tensor, Tensor]:
        """Return log odds: pairs x relations, and pairs x places.

        Args:
            ids: sequences x places.
            rows: of each pair its sequence.
            subjects: where the mark of who acts is.
            objects: where the mark of the other is; 0, where a sequence begins, for nobody.
        """
        states = self.encoder(ids, (ids != self.pad)[:, None, None, :])
        flat, start = states.flatten(0, 1), rows * states.shape[1]
        three = (flat[start + subjects], flat[start + objects], flat[start])
        pair = functional.gelu(self.joins(self.drop(torch.cat(three, 1))))
        words = (self.tells(states)[rows] @ self.asks(pair)[:, :, None]).squeeze(2)
        return self.relations(self.drop(pair)), words


def fine_tune(
    encoder: Encoder, shape: Shape, examples: Sequence[PairExamples], pad: int, tuning: Tuning
) -> tuple[PairNetwork, tuple[float, ...]]:
    """Return a network that reads pairs, and the mean loss of each epoch.

    Args:
        encoder: as pretrained; it is changed.
        shape: of the encoder.
        examples: of sentences.
        pad: the number that fills sequences up.
        tuning: how long and how.
    """
    torch.manual_seed(tuning.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = PairNetwork(encoder, shape.width, examples[0].told.shape[1], pad).to(device).train()
    optimizer = torch.optim.AdamW(network.parameters(), lr=tuning.rate, weight_decay=_DECAY)
    chance = np.random.default_rng(tuning.seed)
    total = tuning.epochs * -(-len(examples) // tuning.batch)
    step, losses, began = 0, [], time.monotonic()
    for epoch in range(tuning.epochs):
        sums = []
        for chosen in _batches(chance, examples, tuning.batch):
            share = step / total
            for group in optimizer.param_groups:
                group["lr"] = tuning.rate * min(share / _WARMING, (1 - share) / (1 - _WARMING))
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                loss = _loss(network, [examples[i] for i in chosen], device)
            optimizer.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(network.parameters(), _NORM)
            optimizer.step()
            sums.append(loss.detach())
            step += 1
        losses.append(float(torch.stack(sums).mean()))
        seconds = round(time.monotonic() - began, 1)
        LOGGER.info("%s", json.dumps({"epoch": epoch + 1, "loss": round(losses[-1], 4), "seconds": seconds}))
    return network.cpu().eval(), tuple(losses)


def _batches(chance: np.random.Generator, examples: Sequence[PairExamples], size: int) -> list[Order]:
    """Batches of sequences of about one length, in an order by chance."""
    order, found = chance.permutation(len(examples)), []
    for start in range(0, len(order), size * _SORTED):
        some = order[start : start + size * _SORTED]
        some = some[np.argsort([len(examples[i].asked.marked.ids) for i in some], kind="stable")]
        found += [some[i : i + size] for i in range(0, len(some), size)]
    return [found[i] for i in chance.permutation(len(found))]


def _loss(network: PairNetwork, some: Sequence[PairExamples], device: torch.device) -> Tensor:
    given = [torch.from_numpy(part).to(device) for part in batch_of([one.asked for one in some], network.pad)]
    relations, words = network(*given)
    told, weights = (
        torch.from_numpy(np.concatenate([getattr(one, name) for one in some])).to(device)
        for name in ("told", "weights")
    )
    each = functional.binary_cross_entropy_with_logits(relations.float(), told, reduction="none")
    loss = (each * weights).sum() / weights.sum().clamp(min=1.0)
    telling = [(pair, places) for pair, places in enumerate(p for one in some for p in one.words) if places]
    if telling:
        wanted = torch.zeros(words.shape, device=device)
        for pair, places in telling:
            wanted[pair, list(places)] = 1.0
        chosen = [pair for pair, _ in telling]
        real = (given[0] != network.pad)[given[1][chosen]]
        each = functional.binary_cross_entropy_with_logits(words.float()[chosen], wanted[chosen], reduction="none")
        loss = loss + _WORDS * each[real].mean()
    return loss
