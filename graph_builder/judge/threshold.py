"""Which facts of a graph are shown: those from a probability on; the others are held back, and kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from graph_builder.model import Fact, KnowledgeGraph


def shown_from(graph: KnowledgeGraph, min_confidence: float) -> KnowledgeGraph:
    """Return the same graph with the facts that have at least a probability, and the others held back.

    Example: from 0.0 all facts are shown, from 0.9 those that are nearly certain.
    """
    facts = sorted((*graph.facts, *graph.held_back))
    return replace(
        graph,
        facts=tuple(fact for fact in facts if fact.confidence >= min_confidence),
        held_back=tuple(fact for fact in facts if fact.confidence < min_confidence),
        min_confidence=min_confidence,
    )


def expected_precision(facts: Collection[Fact]) -> float:
    """Return the share of facts that is right as their probabilities say: their mean; 1 where there is none."""
    return sum(fact.confidence for fact in facts) / len(facts) if facts else 1.0
