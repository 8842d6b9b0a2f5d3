"""Gives each fact the calibrated probability that it is right, and says what weighed most for and against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from graph_builder.judge.features import in_words, look_at
from graph_builder.judge.scene import Scene, scenes
from graph_builder.judge.weights import FILE, Weights, read_weights
from graph_builder.model import Fact, KnowledgeGraph
from graph_builder.reader.learned import is_learned

_REASONS = 3
_LEAST_REASON = 0.05  # log odds; what weighs less explains nothing


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic regression over the features of `features.FEATURES`, calibrated on articles it had not seen."""

    weights: Weights
    sha256: str

    @property
    def threshold(self) -> float:
        """The least probability of a fact that is shown where nobody asks for another."""
        return self.weights.threshold

    def of_graph(self, graph: KnowledgeGraph) -> KnowledgeGraph:
        """Return a graph with its facts judged: each has its probability and the reasons for it.

        Args:
            graph: its facts are as the rules and the reader found them, with the finder's own `confidence`; its links
                are those of all mentions, also of such that take part in no fact: they tell what an article is about.
        """
        entities = {entity.id: entity for entity in graph.entities}
        judged = {
            fact.id: self.judge(fact, scene)
            for scene in scenes(graph.articles, graph.facts, graph.links, entities)
            for fact in scene.facts
        }
        facts = tuple(judged[fact.id] for fact in graph.facts)
        return replace(graph, facts=facts, run=replace(graph.run, judge_sha256=self.sha256))

    def judge(self, fact: Fact, scene: Scene) -> Fact:
        """Return a fact with its probability, rounded to two digits, and its reasons.

        What the learned reader found keeps the reader's own reasons for it: they tell why it was found at all.
        """
        seen = tuple(look_at(fact, scene))
        reasons = sorted(
            (self.weights.of(feature, value) - self.weights.usual.get(feature, 0.0), feature, value)
            for feature, value in seen
        )
        return replace(
            fact,
            confidence=self.weights.probability(seen),
            speaks_for=(is_learned(fact.rule) and fact.speaks_for) or _told(reversed(reasons), 1),
            speaks_against=_told(reasons, -1),
        )


def _told(reasons: Iterable[tuple[float, str, str]], sign: int) -> tuple[str, ...]:
    """The first few reasons that weigh enough on one side, in words; what is said already is not said again."""
    told: list[str] = []
    for weight, feature, value in reasons:
        words = in_words(feature, value)
        if sign * weight < _LEAST_REASON or len(told) == _REASONS:
            break
        if words not in told:
            told.append(words)
    return tuple(told)


@lru_cache(maxsize=2)
def load_judge(path: Path = FILE) -> Judge:
    """Load the judge that the package carries, or one that was trained on other annotation.

    Args:
        path: of its weights; those of `WITH_LEARNED` are for graphs that the learned reader adds facts to.

    Raises:
        ConfigurationError: the file is missing, or holds no weights.
    """
    weights, digest = read_weights(path)
    return Judge(weights, digest)
