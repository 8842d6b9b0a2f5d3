"""Command line of the encoder: `python -m graph_builder.training.encoder`, which needs neither spaCy nor rdflib."""

from __future__ import annotations

import logging
import math
from pathlib import Path
from typing import Annotated

import typer

from graph_builder.errors import ConfigurationError, GraphBuilderError
from graph_builder.training.stages import LOGGER

OUT = Path("build/encoder")


def encoder(
    text: Annotated[
        list[Path] | None,
        typer.Option("--text", help="Folder of text: .txt, .jsonl, either as .gz. Repeatable; left out: as prepared."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="Folder of vocabulary, token rows, log and encoder.")] = OUT,
    minutes: Annotated[float, typer.Option("--minutes", help="Training in all; 0 only prepares the text.")] = 12.0,
    pause: Annotated[float, typer.Option("--pause", help="Minutes after which this run stops, if not 0.")] = 0.0,
    steps: Annotated[int, typer.Option("--steps", help="Steps in place of minutes, if not 0.")] = 0,
    subwords: Annotated[int, typer.Option("--subwords", help="Size of the vocabulary.", min=300, max=65536)] = 12_000,
    layers: Annotated[int, typer.Option("--layers", min=1)] = 6,
    width: Annotated[int, typer.Option("--width", min=16)] = 256,
    heads: Annotated[int, typer.Option("--heads", min=1)] = 4,
    length: Annotated[int, typer.Option("--length", help="Subwords read at a time.", min=16)] = 128,
    batch: Annotated[int, typer.Option("--batch", help="Sequences a step.", min=1)] = 256,
    rate: Annotated[float, typer.Option("--rate", help="The highest rate of learning.")] = 1e-3,
    seed: Annotated[int, typer.Option("--seed", min=0)] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a run stopped.")] = False,
) -> None:
    """Train an encoder on plain text: on an accelerator where there is one, else on the CPU."""
    LOGGER.setLevel(logging.INFO)
    LOGGER.addHandler(logging.StreamHandler())
    if heads & (heads - 1) or width % (8 * heads):
        raise ConfigurationError(
            f"--heads {heads} --width {width}: give 1, 2, 4 or 8 heads, and a width of 8 x as many"
        )
    if text:
        from graph_builder.training.encoder.preparation import prepare  # brings spaCy, which a device lacks

        prepare(text, out, subwords, length)
    if not (minutes or steps):
        return
    try:
        import torch  # noqa: F401 -- asked for before the modules that need it
    except ImportError as error:
        raise ConfigurationError("encoder: needs PyTorch; install graph-builder[training]") from error
    from graph_builder.training.encoder.network import Shape
    from graph_builder.training.encoder.packing import read_rows
    from graph_builder.training.encoder.pretraining import Plan, pretrain

    shape = Shape(read_rows(out)[1].vocabulary, layers, width, heads, length)
    plan = Plan(minutes, steps, batch, rate, seed)
    typer.echo(pretrain(out, shape, plan, resume=resume, pause=60 * pause or math.inf))


def main() -> None:
    """Run the command line; an error of ours is one line and exit code 2."""
    try:
        typer.run(encoder)
    except GraphBuilderError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
