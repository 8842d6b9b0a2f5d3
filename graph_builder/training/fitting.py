"""A configuration and corpora in, a trained spaCy pipeline folder out."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from spacy.cli.train import train
from thinc.api import Config

HERE = Path(__file__).parent
SYNTAX = HERE / "syntax.cfg"
NER = HERE / "ner.cfg"


@dataclass(frozen=True, slots=True)
class Fit:
    """One training: what it reads, how long it runs and where it goes on from.

    `start` names a trained pipeline whose components are trained further; without it they begin from chance.
    """

    config: Path
    train: Path
    dev: Path
    base: Path
    steps: int
    seed: int
    learn_rate: float = 0.001
    start: Path | None = None


def fit(plan: Fit, folder: Path, log: Path) -> Path:
    """Train and return the folder of the best pipeline; spaCy's table goes to `log`."""
    overrides: dict[str, object] = {
        "paths.train": str(plan.train),
        "paths.dev": str(plan.dev),
        "paths.base": str(plan.base),
        "system.seed": plan.seed,
        "training.max_steps": plan.steps,
        "training.eval_frequency": max(1, min(1000, plan.steps // 4)),
        "training.optimizer.learn_rate.initial_rate": plan.learn_rate,
    }
    config = plan.config
    if plan.start is not None:
        config = _continuing(plan, folder)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as stream, contextlib.redirect_stdout(stream):
        train(config, folder, overrides=overrides)
    return folder / "model-best"


def _continuing(plan: Fit, folder: Path) -> Path:
    """Write the configuration with every component sourced from `plan.start`."""
    config = Config().from_disk(plan.config, interpolate=False)
    for name in config["nlp"]["pipeline"]:
        config["components"][name] = {"source": str(plan.start)}
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "continue.cfg"
    config.to_disk(file)
    return file
