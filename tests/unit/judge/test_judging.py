"""Each fact gets a probability and its reasons, by what the table of features sees of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from builders_rdf import knowledge_graph

from graph_builder.errors import ConfigurationError
from graph_builder.graph.snapshot import to_bytes
from graph_builder.judge import Judge, load_judge
from graph_builder.judge.features import BY_NAME, FEATURES, in_words, look_at
from graph_builder.judge.scene import scenes
from graph_builder.judge.weights import Weights, read_weights, write_weights
from graph_builder.model import Article, KnowledgeGraph

LONG = " Nada más ocurrió aquel día en ninguna parte del mundo." * 12


def judge(bias: float = 0.0, threshold: float = 0.5, **weights: Mapping[str, float]) -> Judge:
    return Judge(Weights(bias, {name: dict(values) for name, values in weights.items()}, {}, threshold), "0" * 64)


def seen(graph: KnowledgeGraph) -> set[tuple[str, str]]:
    entities = {entity.id: entity for entity in graph.entities}
    return {
        pair
        for scene in scenes(graph.articles, graph.facts, graph.links, entities)
        for fact in scene.facts
        for pair in look_at(fact, scene)
    }


def test_a_probability_is_the_sum_of_what_is_seen() -> None:
    graph = knowledge_graph()
    relation = graph.facts[0].relation
    judged = judge(bias=-1.0, relation={relation: 2.0}).of_graph(graph)
    assert {fact.confidence for fact in judged.facts if fact.relation == relation} == {0.73}
    assert {fact.confidence for fact in judged.facts if fact.relation != relation} <= {0.27}
    assert [replace(f, confidence=1.0) for f in judged.facts if f.relation != relation] == [
        replace(f, confidence=1.0) for f in graph.facts if f.relation != relation
    ], "nothing else changes where nothing weighs"


def test_nothing_is_certain_and_nothing_overflows() -> None:
    graph = knowledge_graph()
    assert {fact.confidence for fact in judge(bias=900.0).of_graph(graph).facts} == {0.99}
    assert {fact.confidence for fact in judge(bias=-900.0).of_graph(graph).facts} == {0.0}


def test_reasons_are_what_weighed_most_on_each_side() -> None:
    graph = knowledge_graph()
    first = graph.facts[0]
    weights = {
        "relation": {first.relation: 0.9},
        "status": {first.status: -0.7},
        "polarity": {first.polarity: 0.01},
    }
    fact = judge(**weights).of_graph(graph).facts[0]
    assert fact.speaks_for == (f"relation {first.relation}",)
    assert fact.speaks_against == (f"status {first.status}",), "what hardly weighs is no reason"


def test_what_weighs_as_usual_is_no_reason() -> None:
    graph = knowledge_graph()
    relation = graph.facts[0].relation
    usual = Judge(Weights(0.0, {"relation": {relation: 0.9}}, {"relation": 0.9}, 0.5), "0" * 64)
    assert usual.of_graph(graph).facts[0].speaks_for == ()


def test_the_graph_names_the_judge() -> None:
    assert judge().of_graph(knowledge_graph()).run.judge_sha256 == "0" * 64


def test_a_judgement_repeats() -> None:
    judged = load_judge().of_graph(knowledge_graph())
    assert to_bytes(judged) == to_bytes(load_judge().of_graph(knowledge_graph()))


def test_counts_over_a_short_text_tell_nothing() -> None:
    graph = knowledge_graph()
    longer = replace(graph, articles=tuple(replace(a, text=a.text + LONG) for a in graph.articles))
    shorter = replace(graph, articles=tuple(replace(a, text=a.text[:200]) for a in graph.articles))
    counted = {"states told of", "main share", "facts", "density", "rank", "references", "sentence", "told"}
    assert not {name for name, _ in seen(shorter)} & counted
    assert counted <= {name for name, _ in seen(longer)}


def test_what_the_reader_gives_is_seen_and_what_it_does_not_know_too() -> None:
    graph = knowledge_graph()
    read = replace(graph, facts=tuple(replace(fact, reading=-1.0) for fact in graph.facts))
    assert ("read", "no word for it") in seen(graph)
    assert {("read", "at least 22 %"), ("read, by finder", "at least 22 %, by rule")} <= seen(read)
    assert ("read", "at least 30 %") not in seen(read), "odds of -1 are 27 %"


def test_no_feature_names_a_state_or_an_actor() -> None:
    """Whom a fact is about must not decide: the same words about others are seen alike."""
    graph = knowledge_graph()
    states = {fact.subject_state for fact in graph.facts} | {fact.object_state for fact in graph.facts}
    ids = {entity.id for entity in graph.entities}
    values = {value for name, value in seen(graph) if name not in {"word", "trigger"}}
    assert not [value for value in values for word in value.split() if word in (states | ids) - {""}]


def test_every_feature_says_what_and_why() -> None:
    assert len(BY_NAME) == len(FEATURES)
    assert all(feature.sees and feature.why for feature in FEATURES)


def test_what_was_seen_is_told_in_words() -> None:
    assert in_words("link", "subject partial name") == "subject linked as partial name"
    assert in_words("link", "object none") == "no object"
    assert in_words("word", "guerra") == 'word "guerra"'
    assert all(in_words(name, value) for name, value in seen(knowledge_graph()))


def test_weights_come_back_and_their_bytes_repeat(tmp_path: Path) -> None:
    weights = Weights(0.5, {"relation": {"A": 1.0}}, {"relation": 0.2}, 0.4)
    for name in ("one", "two"):
        write_weights(weights, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert read_weights(tmp_path / "one")[0] == weights


@pytest.mark.parametrize("content", [b"", b"no gzip", b"{}"])
def test_what_holds_no_weights_is_told_with_its_path(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="weights: holds no weights"):
        read_weights(path)


@pytest.mark.parametrize(
    "weights",
    [(float("nan"), {}, {}, 0.5), (0.0, {"relation": {"A": float("inf")}}, {}, 0.5), (0.0, {}, {}, 1.5)],
)
def test_numbers_that_judge_at_random_are_refused(weights: tuple[float, dict, dict, float]) -> None:
    with pytest.raises(ValueError, match="must"):
        Weights(*weights)


def test_an_article_without_facts_needs_no_judge() -> None:
    graph = replace(knowledge_graph(), articles=(Article("leer", ""),), facts=())
    assert load_judge().of_graph(graph).facts == ()
