"""Folders of annotated articles and of cases go in, the judge's weights and a table of figures come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph_builder.corpus import Tools, load_tools
from graph_builder.judge.weights import write_weights
from graph_builder.training.examples import Annotated, of_articles, of_cases
from graph_builder.training.judge_figures import table
from graph_builder.training.judgement import train


@dataclass(frozen=True, slots=True)
class JudgeInputs:
    """Where the facts to learn from are annotated."""

    gold: tuple[Path, ...]
    seen: tuple[Path, ...]  # of articles that rules were written from
    cases: Path
    unread: frozenset[str]  # articles of `gold` that no rule was written from, and no weight comes from


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
    gold = merged(of_articles(folder, tools, jobs) for folder in inputs.gold)
    return JudgeData(
        articles=gold.without(inputs.unread),
        seen=merged(of_articles(folder, tools, jobs) for folder in inputs.seen),
        cases=of_cases(inputs.cases, tools),
        unread=gold.only(inputs.unread),
    )


def merged(parts: Iterable[Annotated]) -> Annotated:
    """Put annotations together."""
    whole = Annotated((), {})
    for part in parts:
        whole = Annotated((*whole.examples, *part.examples), {**whole.gold, **part.gold})
    return whole


def train_judge(inputs: JudgeInputs, out: Path, jobs: int = 1) -> str:
    """Train the judge, write its weights, and return the figures as a table.

    Raises:
        ConfigurationError: a folder holds no annotation, or wrong rows.
    """
    tools = load_tools()
    data = read_judge_data(inputs, tools, jobs)
    trained = train(data.articles, data.seen, data.cases, data.unread, tools.vocabulary.relations.office)
    write_weights(trained.weights, out)
    return f"threshold {trained.weights.threshold:g}\n\n{table(trained.measured, trained.weights.threshold)}"
