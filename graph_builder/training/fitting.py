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
    Without `vectors` the network does not see the word vectors.
    """

    config: Path
    train: Path
    dev: Path
    base: Path
    steps: int
    seed: int
    learn_rate: float = 0.001
    dropout: float = 0.1
    vectors: bool = True
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
        "training.dropout": plan.dropout,
    }
    config = plan.config
    if plan.start is not None:
        config = _continuing(plan, folder)
    elif not plan.vectors:
        overrides["components.tok2vec.model.embed.include_static_vectors"] = False
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as stream, contextlib.redirect_stdout(stream):
        train(config, folder, overrides=overrides)
    return folder / "model-best"


# spaCy 3.8 does not store which tree a lemmatizer's label stands for: trained on, it would unlearn.
_BEGIN_AGAIN = frozenset({"trainable_lemmatizer"})


def _continuing(plan: Fit, folder: Path) -> Path:
    """Write the configuration with the components of `plan.start`, but those that cannot be trained on."""
    config = Config().from_disk(plan.config, interpolate=False)
    resolved = Config().from_disk(plan.config)
    for name in config["nlp"]["pipeline"]:
        fresh = name in _BEGIN_AGAIN
        config["components"][name] = resolved["components"][name] if fresh else {"source": str(plan.start)}
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "continue.cfg"
    config.to_disk(file)
    return file
