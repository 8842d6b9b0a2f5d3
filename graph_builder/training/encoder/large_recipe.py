"""Annotated articles and an encoder go in, what `--reader large` reads with and a table of figures come out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from graph_builder.errors import ConfigurationError
from graph_builder.evaluate.scores import Score
from graph_builder.extract.context import SentenceContext
from graph_builder.reader.marked import PIECES, Marker
from graph_builder.reader.pair_encoder import NETWORK, About, PairEncoder, load_pair_encoder, write_about
from graph_builder.reader.reading import rows_of
from graph_builder.reader.weights import FILE, Weights, read_weights
from graph_builder.tools import load_tools
from graph_builder.training.encoder.checkpoint import read_encoder
from graph_builder.training.encoder.exporting import write_onnx
from graph_builder.training.encoder.fine_tuning import Tuning, fine_tune
from graph_builder.training.encoder.pair_examples import PairExamples, pair_examples
from graph_builder.training.reader.examples import AnnotatedArticle, Examples, examples
from graph_builder.training.reader.fitting import fold_of
from graph_builder.training.reader.recipe import LEAST, calibrated, fold_file
from graph_builder.training.reader.trainer import FOLDS, Data, Guess, Trainer
from graph_builder.training.stages import LOGGER

MEASURED = 0  # the fold that the encoder does not learn from: mixed, calibrated and measured on it

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LargeInputs:
    """What the large reader is made of."""

    encoder: Path  # folder of the encoder and its subwords
    gold: tuple[Path, ...]
    unread: frozenset[str]  # articles that are left out
    readers: Path  # folder of the small readers of cross-fitting, which `training reader` wrote
    tuning: Tuning


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """An article with its candidates, and the log odds that a small reader that did not see it gives them."""

    article: AnnotatedArticle
    found: Examples
    forest: Numbers


def train_large(inputs: LargeInputs, out: Path) -> str:
    """Fine-tune an encoder on annotated pairs, write it for onnxruntime, and return the figures as a table.

    The words and the forest that each article is read with were fitted on the other folds. The encoder learns from all
    folds but one; what is measured there is what was written, in whole bytes.

    Args:
        inputs: encoder, annotated articles and small readers.
        out: folder of what is written.

    Raises:
        ConfigurationError: a folder lacks what it must hold.
    """
    encoder, shape = read_encoder(inputs.encoder)
    pieces = inputs.encoder / PIECES
    if not pieces.is_file():
        raise ConfigurationError(f"{pieces}: is missing; train the encoder: python -m graph_builder.training encoder")
    small, digest = read_weights(FILE)
    trainer = Trainer(load_tools())
    if small.relations != trainer.relations:
        raise ConfigurationError(
            f"{FILE}: knows other relations; train it first: python -m graph_builder.training reader"
        )
    data = trainer.read(inputs.gold)
    data = data.only(i for i, one in enumerate(data.articles) if one.article.id not in inputs.unread)
    read = [one for fold in range(FOLDS) for one in _looked_at(trainer, data, fold, inputs.readers)]
    marker = Marker(Tokenizer.from_file(str(pieces)), shape.length)
    learned_from, kept = _split(read)
    pairs = [some for one in learned_from for some in pair_examples(one.article, one.found, marker, trainer.relations)]
    if not any(some.told.any() for some in pairs) or not kept:
        raise ConfigurationError("too few annotated articles to learn from; give some twenty or more")
    LOGGER.info("large reader: %s", _about_pairs(pairs, len(learned_from)))
    network, _ = fine_tune(encoder, shape, pairs, marker.pad, inputs.tuning)
    out.mkdir(parents=True, exist_ok=True)
    write_onnx(network, out / NETWORK)
    if pieces.resolve() != (out / PIECES).resolve():
        shutil.copyfile(pieces, out / PIECES)
    write_about(About(trainer.relations, shape.length, digest), out)
    loaded, _ = load_pair_encoder(digest, out)
    return _mixed(trainer, loaded, kept, small, out)


def _looked_at(trainer: Trainer, data: Data, fold: int, folder: Path) -> Iterator[_Read]:
    """The articles of a fold, by the words and the forest that were fitted on the others."""
    weights, _ = read_weights(fold_file(folder, fold))
    for one in data.split(fold)[1].articles:
        judge = weights.triggers.probabilities
        found = examples(one, trainer.looker, judge, trainer.relations, trainer.comparison)
        yield _Read(one, found, weights.forest.odds(rows_of(found.seen.candidates, weights)))


def _split(read: Sequence[_Read]) -> tuple[list[_Read], list[_Read]]:
    inside = [fold_of(one.article.article.id, FOLDS) == MEASURED for one in read]
    pairs = list(zip(read, inside, strict=True))
    return [one for one, is_in in pairs if not is_in], [one for one, is_in in pairs if is_in]


def _mixed(trainer: Trainer, encoder: PairEncoder, kept: Sequence[_Read], small: Weights, out: Path) -> str:
    """Fit how forest and encoder are weighed against each other, write it, and return the figures."""
    contexts: list[tuple[SentenceContext, ...]] = [one.article.contexts for one in kept]
    alone = [encoder.odds(one.found.seen.candidates, each) for one, each in zip(kept, contexts, strict=True)]
    right = np.array([example.right for one in kept for example in one.found.each])
    forest = np.concatenate([one.forest for one in kept])
    mix = _mix(np.stack([forest, np.concatenate(alone)], 1), right)
    about = replace(encoder.about, mix=mix)
    together = [about.together(one.forest, odds) for one, odds in zip(kept, alone, strict=True)]
    data = Data(tuple(one.article for one in kept), (None,) * len(kept))
    lines, weights = [_line("rules", trainer.joined(data, ()))], small
    for name, odds in (("forest", [one.forest for one in kept]), ("encoder", alone), ("both", together)):
        guesses = _guesses(trainer, kept, odds)
        weights, least = calibrated(trainer, small, guesses, data)
        lines.append(_line(f"rules and {name}", trainer.joined(data, guesses, least)))
    write_about(replace(about, calibration=weights.calibration, threshold=LEAST), out)
    return "\n".join((f"{len(kept)} articles that the encoder did not learn from:", *lines))


def _mix(odds: Numbers, right: NDArray[np.bool_]) -> tuple[float, float, float]:
    """What is added, and what forest and encoder are times by: a logistic regression."""
    from sklearn.linear_model import LogisticRegression  # of the training extra

    model = LogisticRegression(C=1.0, max_iter=1000).fit(odds, right)
    forest, encoder = (round(float(weight), 4) for weight in model.coef_[0])
    return round(float(model.intercept_[0]), 4), forest, encoder


def _guesses(trainer: Trainer, kept: Sequence[_Read], odds: Sequence[Numbers]) -> tuple[Guess, ...]:
    pairs = zip(kept, odds, strict=True)
    return tuple(guess for one, each in pairs for guess in trainer.guesses_of(one.article.article.id, one.found, each))


def _about_pairs(examples: Sequence[PairExamples], articles: int) -> str:
    pairs = sum(len(some.asked.pairs) for some in examples)
    told = sum(int(some.told.any(axis=1).sum()) for some in examples)
    words = sum(bool(places) for some in examples for places in some.words)
    return (
        f"{articles} articles, {len(examples)} sentences, {pairs} pairs, {told} with a relation, {words} with its word"
    )


def _line(name: str, score: Score) -> str:
    return f"{name}: P {score.precision:.3f} R {score.recall:.3f} F {score.f1:.3f}"
