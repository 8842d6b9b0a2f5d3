"""Files of weights, and states of training from which an interrupted run goes on as if nothing had happened."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from graph_builder.errors import ConfigurationError
from graph_builder.training.encoder.network import Encoder, Shape

WEIGHTS, STATE = "encoder.pt", "checkpoint.pt"


def save(content: dict[str, Any], path: Path) -> None:
    """Write a file as a whole or not at all: who is ended while writing leaves the former one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    torch.save(content, part)
    part.replace(path)


def load(path: Path, remedy: str) -> dict[str, Any]:
    """Return what a file holds, on the CPU.

    Raises:
        ConfigurationError: the file is missing or damaged; `remedy` says what to do.
    """
    try:
        content: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # of zip, pickle and torch, as the file is damaged
        raise ConfigurationError(f"{path}: cannot be read ({type(error).__name__}); {remedy}") from error
    return content


def write_encoder(encoder: Encoder, shape: Shape, folder: Path) -> None:
    """Write an encoder in half precision: what fine-tuning begins with."""
    weights = {name: value.detach().cpu().half() for name, value in encoder.state_dict().items()}
    save({"shape": asdict(shape), "weights": weights}, folder / WEIGHTS)


def read_encoder(folder: Path) -> tuple[Encoder, Shape]:
    """Return the encoder of a folder, and its shape.

    Raises:
        ConfigurationError: there is none.
    """
    content = load(folder / WEIGHTS, "train it: python -m graph_builder.training encoder")
    shape = Shape(**content["shape"])
    encoder = Encoder(shape)
    encoder.load_state_dict({name: value.float() for name, value in content["weights"].items()})
    return encoder, shape
