"""A configuration and corpora in, a trained spaCy pipeline folder out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from spacy.cli.train import train
from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
from thinc.api import Config

from graph_builder.nlp import word_clusters  # noqa: F401  # the configuration names its functions

HERE = Path(__file__).parent
SYNTAX = HERE / "syntax.cfg"
_LONGEST_WARMUP = 250


@dataclass(frozen=True, slots=True)
class Fit:
    """One training: what it reads, how long it runs and where it goes on from.

    `start` names a trained pipeline whose components are trained further; without it all begin from chance. Without
    `vectors` the network does not see the word vectors. Batches grow from `first_batch` words to a thousand.
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
    first_batch: int = 100


def fit(plan: Fit, folder: Path, log: Path) -> Path:
    """Train and return the folder of the best pipeline; spaCy's table goes to `log`."""
    overrides: dict[str, object] = {
        "paths.train": str(plan.train),
        "paths.dev": str(plan.dev),
        "paths.base": str(plan.base),
        "system.seed": plan.seed,
        "training.max_steps": plan.steps,
        "training.eval_frequency": max(1, min(1000, plan.steps // 6)),
        "training.optimizer.learn_rate.initial_rate": plan.learn_rate,
        "training.optimizer.learn_rate.warmup_steps": max(1, min(_LONGEST_WARMUP, plan.steps // 17)),
        "training.batcher.size.start": plan.first_batch,
        "training.dropout": plan.dropout,
    }
    config = plan.config
    if plan.start is not None:
        config = _continuing(plan.config, plan.start, folder)
    elif not plan.vectors:
        overrides["components.tok2vec.model.embed.include_static_vectors"] = False
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as stream, contextlib.redirect_stdout(stream), _trees_restored():
        train(config, folder, overrides=overrides)
    return folder / "model-best"


def _continuing(config_file: Path, start: Path, folder: Path) -> Path:
    """Write the configuration with the components of the pipeline to start from."""
    config = Config().from_disk(config_file, interpolate=False)
    config["components"] = {name: {"source": str(start)} for name in config["nlp"]["pipeline"]}
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "continue.cfg"
    config.to_disk(file)
    return file


@contextlib.contextmanager
def _trees_restored() -> Iterator[None]:
    """Let a loaded lemmatizer know again which label stands for which tree.

    spaCy 3.8 stores the labels but not the way back (`tree2label`): trained on, a lemmatizer takes every tree
    for its first label and unlearns in a few hundred steps (98.2 to 66.2 %, see EXPERIMENTS.md).
    """
    load = EditTreeLemmatizer.from_disk

    def load_with_trees(self: EditTreeLemmatizer, *args: object, **options: object) -> EditTreeLemmatizer:
        load(self, *args, **options)  # type: ignore[no-untyped-call]
        self.tree2label = {tree: label for label, tree in enumerate(self.cfg["labels"])}
        return self

    with mock.patch.object(EditTreeLemmatizer, "from_disk", load_with_trees):
        yield
