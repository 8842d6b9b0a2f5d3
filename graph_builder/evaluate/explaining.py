"""The graph that `build` wrote and the differences from the annotation: why facts are missing, and which are wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import ConfigurationError
from graph_builder.evaluate.causes import CauseFinder, Missed
from graph_builder.evaluate.differences import Differences
from graph_builder.evaluate.groups import Group, group_facts
from graph_builder.evaluate.matching import Comparison
from graph_builder.evaluate.rereading import reread
from graph_builder.evaluate.scores import Scores
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.model import KnowledgeGraph
from graph_builder.nlp.pipeline import Pipeline, load_pipeline
from graph_builder.vocabulary import load_vocabulary
from graph_builder.vocabulary.paths import ontology_sha256
from graph_builder.vocabulary.scoring import load_scoring_rules


@dataclass(frozen=True, slots=True)
class Causes:
    """Why annotated facts are missing, and how right the extracted ones are by what led to them."""

    missed: tuple[Missed, ...]
    groups: dict[str, tuple[Group, ...]]


def find_causes(folder: Path, scores: Scores, differences: Differences) -> Causes:
    """Return the causes of all differences; the articles are read again by the bundled pipeline.

    Args:
        folder: that `build` wrote.
        scores: of its facts.
        differences: of its facts from the annotated ones.

    Raises:
        ConfigurationError: the folder was built by another pipeline or with other tables.
        GraphError: it holds no graph.
    """
    graph, vocabulary, pipeline = read_snapshot(folder), load_vocabulary(), load_pipeline()
    _check(folder, graph, pipeline)
    articles = [article for article in graph.articles if article.id in scores.matches]
    read = [miss for miss in differences.misses if miss.article in {article.id for article in articles}]
    finder = CauseFinder(reread(articles, pipeline, vocabulary), vocabulary, Comparison(load_scoring_rules()))
    return Causes(finder.find(read), group_facts(scores, differences.extras, graph))


def _check(folder: Path, graph: KnowledgeGraph, pipeline: Pipeline) -> None:
    if (graph.run.pipeline_sha256, graph.run.ontology_sha256) != (pipeline.sha256, ontology_sha256(())):
        raise ConfigurationError(
            f"{folder}: built by another pipeline, with aliases or with other tables than now; "
            "build it again without --model and --aliases"
        )
