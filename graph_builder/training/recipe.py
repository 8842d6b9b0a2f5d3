"""A data folder and a work folder in, the pipeline to ship out: the stages in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph_builder.nlp import word_clusters
from graph_builder.training import conversion, lookups, packaging, silver, vectors
from graph_builder.training.entity_model import Field, fit_entities
from graph_builder.training.evaluation import Figure, evaluate, folder_size, format_table
from graph_builder.training.fitting import SYNTAX, Fit, fit
from graph_builder.training.packaging import Parts
from graph_builder.training.reversal import reverse_corpus
from graph_builder.training.silver import Teacher
from graph_builder.training.sources import Sources
from graph_builder.training.stages import Stages, fingerprint
from graph_builder.training.tokenization import blank_pipeline


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to train, where, and for how long. `steps` of 8000 take about 35 minutes on a core of its own."""

    sources: Sources
    work: Path
    out: Path
    seed: int = 0
    jobs: int = 1
    dimensions: int = 64
    clustered_forms: int = 150_000
    first_steps: int = 8000
    backward_steps: int = 6000
    blind_steps: int = 4000
    second_steps: int = 4400
    polish_steps: int = 900
    silver_words: int = 500_000
    entities: Field = field(default_factory=Field)

    @property
    def corpora(self) -> conversion.Corpora:
        return conversion.Corpora(self.work / "corpus")

    @property
    def stages(self) -> Stages:
        return Stages(self.work / "stages")

    @property
    def base(self) -> Path:
        return self.work / "base"

    @property
    def parts(self) -> Parts:
        return Parts(self.work / "syntax" / "model-best", self.work / "ner", self.corpora.syntax_train)


def run_conversion(recipe: Recipe) -> None:
    """Corpora as spaCy trains on them, and the raw text as tokens."""
    inputs = fingerprint(recipe.sources.files, recipe.sources, recipe.seed)
    nlp = blank_pipeline()
    recipe.stages.run("convert", inputs, lambda: conversion.convert(recipe.sources, recipe.corpora, nlp, recipe.seed))


def run_vectors(recipe: Recipe) -> None:
    """Floret vectors of the raw text, reduced, in a blank pipeline that the trainings start from."""
    file = recipe.work / "vectors.floret"

    def train() -> str:
        vectors.train_floret(recipe.corpora.raw, file)
        return f"{folder_size(file.parent):,.0f} MB in the work folder"

    def reduce() -> str:
        table = vectors.reduce_dimensions(vectors.read_floret(file), recipe.dimensions)
        nlp = vectors.with_vectors(blank_pipeline(), table)
        clusters = lookups.clusters(recipe.clustered_forms)
        nlp.vocab.lookups.add_table(word_clusters.TABLE, clusters)
        nlp.to_disk(recipe.base)
        return f"{table.shape[0]:,} rows of {table.shape[1]}, clusters of {len(clusters):,} forms"

    recipe.stages.run("floret", fingerprint([recipe.corpora.raw], vectors.EPOCHS, vectors.BUCKETS), train)
    recipe.stages.run("base", fingerprint([file], recipe.dimensions, recipe.clustered_forms), reduce)


def run_training(recipe: Recipe) -> None:
    """Syntax and entities; two processes when there are two jobs."""
    _train(recipe, train_first, train_backward)
    _train(recipe, train_blind, train_entities)
    train_student(recipe)


def _train(recipe: Recipe, *trainings: Callable[[Recipe], None]) -> None:
    if recipe.jobs == 1:
        for train in trainings:
            train(recipe)
        return
    with ProcessPoolExecutor(max_workers=recipe.jobs) as pool:
        for future in [pool.submit(train, recipe) for train in trainings]:
            future.result()


def train_first(recipe: Recipe) -> None:
    """Train a parser on the treebanks."""
    _fit(recipe, "syntax-first", _first(recipe))


def train_backward(recipe: Recipe) -> None:
    """Train a parser on the treebanks read from right to left."""
    corpora, plan = recipe.corpora, _first(recipe)
    folder = recipe.work / "reversed"

    def turn() -> str:
        reverse_corpus([corpora.syntax_dev], folder)
        return reverse_corpus([corpora.syntax_train], folder / "train")

    recipe.stages.run("reverse", fingerprint([corpora.syntax_train, corpora.syntax_dev]), turn)
    dev = folder / corpora.syntax_dev.name
    backward = replace(plan, train=folder / "train", dev=dev, steps=recipe.backward_steps, seed=recipe.seed + 1)
    _fit(recipe, "syntax-backward", backward)


def train_blind(recipe: Recipe) -> None:
    """Train a parser on the treebanks that does not see the word vectors."""
    _fit(recipe, "syntax-blind", replace(_first(recipe), steps=recipe.blind_steps, seed=recipe.seed + 2, vectors=False))


def train_student(recipe: Recipe) -> None:
    """Train the first parser on with trees that the three vote for, last on gold alone."""
    plan = _first(recipe)
    first = _best(recipe, "syntax-first")
    others = Teacher(_best(recipe, "syntax-backward"), backward=True), Teacher(_best(recipe, "syntax-blind"))
    second = replace(
        plan,
        train=_mix(recipe, (Teacher(first), *others)),
        steps=recipe.second_steps,
        learn_rate=0.0007,
        dropout=0.2,
        start=first,
    )
    _fit(recipe, "syntax-second", second)
    _fit(recipe, "syntax", _polish(second, plan.train, _best(recipe, "syntax-second"), recipe.polish_steps))


def _first(recipe: Recipe) -> Fit:
    corpora = recipe.corpora
    gold = corpora.syntax_train.parent
    return Fit(SYNTAX, gold, corpora.syntax_dev, recipe.base, recipe.first_steps, recipe.seed)


def _polish(plan: Fit, gold: Path, start: Path, steps: int) -> Fit:
    """Plan a last, short round on gold text alone, at a low rate."""
    return replace(plan, train=gold, start=start, steps=steps, learn_rate=0.0003, first_batch=600)


def train_entities(recipe: Recipe) -> None:
    """Train the entity tagger: word clusters of the vectors, name lists, a conditional random field."""
    corpora, settings = recipe.corpora, recipe.entities

    def work() -> str:
        return fit_entities(recipe.base, corpora.ner_train, corpora.raw, recipe.parts.ner, settings)

    recipe.stages.run("ner", fingerprint([recipe.base, corpora.ner_train, corpora.raw], settings), work)


def run_packaging(recipe: Recipe) -> None:
    """Write the folder to ship, with the figures of its rounded weights and known forms in `meta.json`."""
    parts = recipe.parts

    def work() -> str:
        packaging.package(parts, recipe.out)
        figures = evaluate(recipe.out, recipe.corpora)
        packaging.describe(recipe.out, recipe.sources, figures)
        return f"{folder_size(recipe.out):.1f} MB"

    recipe.stages.run("package", fingerprint([parts.syntax, parts.ner, parts.trees], str(recipe.out)), work)


def run_evaluation(recipe: Recipe) -> tuple[Figure, ...]:
    """Measure the shipped folder on the development corpora."""
    return evaluate(recipe.out, recipe.corpora)


def run_all(recipe: Recipe) -> str:
    """Every stage; returns the table of figures."""
    run_conversion(recipe)
    run_vectors(recipe)
    run_training(recipe)
    run_packaging(recipe)
    return table(recipe)


def table(recipe: Recipe) -> str:
    """Write the figures and sizes of the shipped folder as text."""
    figures = run_evaluation(recipe)
    return format_table(figures, folder_size(recipe.out), packaging.compressed_size(recipe.out))


def _best(recipe: Recipe, name: str) -> Path:
    return recipe.work / name / "model-best"


def _fit(recipe: Recipe, name: str, plan: Fit) -> None:
    inputs = [plan.config, plan.train, plan.dev, plan.base]
    start = [] if plan.start is None else [plan.start]
    settings = (plan.steps, plan.seed, plan.learn_rate, plan.dropout, plan.vectors, plan.first_batch)
    log = recipe.work / "logs" / f"{name}.log"
    recipe.stages.run(
        name,
        fingerprint([*inputs, *start], *settings),
        lambda: f"best in {fit(plan, recipe.work / name, log).parent.name}, log in {log.name}",
    )


def _mix(recipe: Recipe, teachers: tuple[Teacher, ...]) -> Path:
    """Make a folder with the gold trees and the silver ones."""
    gold, words = recipe.corpora.syntax_train, recipe.silver_words
    folder = recipe.work / "syntax-mixed"

    def work() -> str:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "gold.spacy").write_bytes(gold.read_bytes())
        share = words // max(1, len(recipe.sources.raw))
        texts = [
            text
            for source in recipe.sources.raw
            for text in silver.sample(conversion.paragraphs((source,)), share, recipe.seed)
        ]
        return silver.vote_on_syntax(teachers, texts, folder / "silver.spacy")

    inputs = [*(teacher.pipeline for teacher in teachers), gold]
    recipe.stages.run("syntax-silver", fingerprint(inputs, words, recipe.seed), work)
    return folder
