"""Trains the encoder on token rows for a given time, and goes on where it was interrupted."""

from __future__ import annotations

import json
import math
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from graph_builder.errors import ConfigurationError
from graph_builder.training.encoder.checkpoint import STATE, load, save, write_encoder
from graph_builder.training.encoder.network import ReplacedTokens, Shape, loss_of
from graph_builder.training.encoder.packing import read_rows
from graph_builder.training.stages import LOGGER

LOG = "log.jsonl"
_WARMING = 0.04  # of the training, in which the rate rises
_DECAY, _BETAS, _EPSILON, _NORM = 0.01, (0.9, 0.98), 1e-6, 1.0
_TOLD_EVERY, _SAVED_EVERY = 50, 60.0  # steps, seconds
_MARGIN = 5.0  # seconds that the last steps and files take


@dataclass(frozen=True, slots=True)
class Plan:
    """How long is trained, and how."""

    minutes: float = 12.0  # of training in all, those before an interruption too
    steps: int = 0  # in place of minutes, where it is not 0
    batch: int = 256  # sequences a step
    rate: float = 1e-3  # the highest
    seed: int = 0


class Pretraining:
    """A training that is under way.

    What is drawn by chance depends on the seed and the step alone, and the rate on the share of the training that is
    over: a run that is interrupted ends, step for step, as one that is not.
    """

    def __init__(self, folder: Path, shape: Shape, plan: Plan) -> None:
        rows, packing = read_rows(folder)
        if packing.length > shape.length or packing.vocabulary > shape.vocabulary:
            raise ConfigurationError(f"{folder}: rows are longer, or of more subwords, than the encoder takes")
        if len(rows) < plan.batch:
            raise ConfigurationError(f"{folder}: {len(rows)} rows are fewer than a step's {plan.batch}; give more text")
        self.folder, self.shape, self.plan = folder, shape, plan
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(plan.seed)
        self.networks = ReplacedTokens(shape, packing.mask).to(self.device)
        plain = [p for p in self.networks.parameters() if p.ndim < 2]
        decaying = [p for p in self.networks.parameters() if p.ndim >= 2]
        groups = [{"params": decaying, "weight_decay": _DECAY}, {"params": plain, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=plan.rate, betas=_BETAS, eps=_EPSILON)
        self.rows = torch.from_numpy(rows.astype(np.int32)).to(self.device)  # all: some tens of megabytes
        self.step, self.seconds = 0, 0.0
        self._order = (-1, torch.empty(0, dtype=torch.long))  # of an epoch

    @property
    def share(self) -> float:
        """How much of the training is over, from 0 to 1."""
        if self.plan.steps:
            return min(1.0, self.step / self.plan.steps)
        return min(1.0, self.seconds / max(1.0, 60 * self.plan.minutes - _MARGIN))

    def resume(self) -> None:
        """Go on from the state that an interrupted run left.

        Raises:
            ConfigurationError: there is none, or it is of another shape or plan.
        """
        content = load(self.folder / STATE, "leave --resume out to begin anew")
        if content["about"] != self._about():
            raise ConfigurationError(
                f"{self.folder / STATE}: is of {content['about']}, not of {self._about()}; "
                "give the same options, or remove it to begin anew"
            )
        self.networks.load_state_dict(content["networks"])
        self.optimizer.load_state_dict(content["optimizer"])
        self.step, self.seconds = content["step"], content["seconds"]

    def save(self) -> None:
        """Write the state, from which `resume` goes on."""
        content = {"networks": self.networks.state_dict(), "optimizer": self.optimizer.state_dict()}
        save(content | {"step": self.step, "seconds": self.seconds, "about": self._about()}, self.folder / STATE)

    def run(self, pause: float = math.inf) -> bool:
        """Train to the end, or for `pause` seconds; return whether it is the end, at which the encoder is written."""
        began = saved = time.monotonic()
        before, losses, untold = self.seconds, torch.zeros(2, device=self.device), 0
        self.networks.train()
        while self.share < 1.0:
            losses += self._learn()
            self.step, untold = self.step + 1, untold + 1
            now = time.monotonic()
            self.seconds = before + now - began
            if self.step % _TOLD_EVERY == 0 or self.share >= 1.0:
                self._tell(losses / untold)
                losses, untold = torch.zeros_like(losses), 0
            if now - began >= pause:
                break
            if now - saved >= _SAVED_EVERY:
                self.save()
                saved = time.monotonic()
        self.save()
        if self.share < 1.0:
            return False
        write_encoder(self.networks.encoder, self.shape, self.folder)
        return True

    def _learn(self) -> Tensor:
        """Learn from the rows of one step, and return the two losses."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * _rate_at(self.share)
        torch.manual_seed((self.plan.seed << 32) + self.step)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            generator, detector = self.networks(self._batch())
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss_of(generator, detector))
        torch.nn.utils.clip_grad_norm_(self.networks.parameters(), _NORM)
        self.optimizer.step()
        return torch.stack((generator, detector)).detach()

    def _batch(self) -> Tensor:
        """The rows of a step: all of them in an order by chance, then all in another."""
        each = len(self.rows) // self.plan.batch
        epoch, place = divmod(self.step, each)
        if self._order[0] != epoch:
            order = np.random.default_rng((self.plan.seed, epoch)).permutation(len(self.rows))
            self._order = (epoch, torch.from_numpy(order).to(self.device))
        chosen = self._order[1][place * self.plan.batch : (place + 1) * self.plan.batch]
        return self.rows[chosen].long()

    def _tell(self, losses: Tensor) -> None:
        generator, detector = losses.tolist()
        line = {
            "step": self.step, "seconds": round(self.seconds, 1), "generator": round(generator, 4),
            "detector": round(detector, 4), "rate": float(f"{self.optimizer.param_groups[0]['lr']:.3g}"),
            "tokens": self.step * self.plan.batch * self.rows.shape[1],
        }  # fmt: skip
        with (self.folder / LOG).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line) + "\n")
        LOGGER.info("%s", json.dumps(line))

    def _about(self) -> dict[str, Any]:
        """What a state goes on for; the time may be another, as a schedule by time ends when it is over."""
        plan = asdict(self.plan)
        return {"shape": asdict(self.shape), **{name: plan[name] for name in ("batch", "rate", "seed", "steps")}}


def _rate_at(share: float) -> float:
    """The part of the highest rate at a share of the training: it rises in a line, then falls as a cosine to 0."""
    if share < _WARMING:
        return max(share / _WARMING, 0.01)
    return 0.5 * (1 + math.cos(math.pi * (share - _WARMING) / (1 - _WARMING)))


def pretrain(folder: Path, shape: Shape, plan: Plan, *, resume: bool = False, pause: float = math.inf) -> str:
    """Train an encoder on the token rows of a folder, and write it there.

    Args:
        folder: of the rows, the log, the state and the encoder.
        shape: of the encoder.
        plan: of the training.
        resume: go on where an interrupted run stopped.
        pause: seconds after which this run stops, to be gone on with.

    Returns:
        A line that says what was done.

    Raises:
        ConfigurationError: there are no rows, or there is a state that would be lost.
    """
    if not resume and (folder / STATE).exists():
        raise ConfigurationError(f"{folder / STATE}: a training left it; go on with --resume, or remove it")
    training = Pretraining(folder, shape, plan)
    if resume:
        training.resume()
    ended = training.run(pause)
    done = f"{training.step} steps in {training.seconds:.0f} seconds on {training.device.type}"
    return done if ended else f"{done}: {training.share:.0%} of the training; go on with --resume"
