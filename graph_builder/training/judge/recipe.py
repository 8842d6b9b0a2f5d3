"""Folders of annotated articles and of cases go in, the judge's weights and a table of figures come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph_builder.judge.weights import write_weights
from graph_builder.reader import load_reader
from graph_builder.settings import RULES_ALONE, WITH_READER
from graph_builder.tools import Tools, load_tools
from graph_builder.training.examples import Annotated, ReaderOf, of_articles, of_cases
from graph_builder.training.judge.figures import table
from graph_builder.training.judge.judgement import train
from graph_builder.training.reader.fitting import fold_of
from graph_builder.training.reader.recipe import fold_file
from graph_builder.training.reader.trainer import FOLDS


@dataclass(frozen=True, slots=True)
class JudgeInputs:
    """Where the facts to learn from are annotated."""

    gold: tuple[Path, ...]
    seen: tuple[Path, ...]  # of articles that rules were written from
    cases: Path
    unread: frozenset[str]  # articles of `gold` that no rule was written from, and no weight comes from
    readers: Path  # folder of the readers of cross-fitting: none must have learned from what it reads here


@dataclass(frozen=True, slots=True)
class JudgeData:
    """The same, read and compared with the annotation."""

    articles: Annotated
    seen: Annotated
    cases: Annotated
    unread: Annotated


def read_judge_data(inputs: JudgeInputs, tools: Tools, jobs: int = 1) -> JudgeData:
    """Read everything that the judge is trained and measured on.

    Raises:
        ConfigurationError: a folder holds no annotation, or wrong rows.
    """
    readers = _readers(inputs, tools)
    gold = merged(of_articles(folder, tools, readers, jobs) for folder in inputs.gold)
    return JudgeData(
        articles=gold.without(inputs.unread),
        seen=merged(of_articles(folder, tools, readers, jobs) for folder in inputs.seen),
        cases=of_cases(inputs.cases, tools),
        unread=gold.only(inputs.unread),
    )


def _readers(inputs: JudgeInputs, tools: Tools) -> ReaderOf:
    """The reader of each article: that of the folds that it is not in, or the one that is shipped."""
    vocabulary, vocab = tools.vocabulary, tools.pipeline.nlp.vocab
    folds = [
        load_reader(vocabulary, vocab, fold_file(inputs.readers, fold), adds=tools.reader.adds) for fold in range(FOLDS)
    ]
    return lambda name: tools.reader if name in inputs.unread else folds[fold_of(name, FOLDS)]


def merged(parts: Iterable[Annotated]) -> Annotated:
    """Put annotations together."""
    whole = Annotated((), {})
    for part in parts:
        whole = Annotated((*whole.examples, *part.examples), {**whole.gold, **part.gold})
    return whole


def train_judge(inputs: JudgeInputs, out: Path, learned_out: Path, jobs: int = 1) -> str:
    """Train the judge twice, for rules and for rules and reader, write the weights, and return the figures as tables.

    Raises:
        ConfigurationError: a folder holds no annotation, or wrong rows.
    """
    figures = []
    for learned, path in ((False, out), (True, learned_out)):
        tools = load_tools(reader=WITH_READER if learned else RULES_ALONE)
        data = read_judge_data(inputs, tools, jobs)
        trained = train(data.articles, data.seen, data.cases, data.unread, tools.vocabulary.relations.office)
        write_weights(trained.weights, path)
        threshold = trained.weights.threshold
        figures.append(f"{path.name}: threshold {threshold:g}\n\n{table(trained.measured, threshold)}")
    return "\n\n".join(figures)
