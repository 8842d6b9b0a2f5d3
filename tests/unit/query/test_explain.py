from __future__ import annotations

from pathlib import Path

import pytest
from builders_rdf import knowledge_graph

from graph_builder.errors import GraphError
from graph_builder.export.rdf.turtle import to_turtle
from graph_builder.graph.assemble import assemble
from graph_builder.query.explain import explain


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "graph.ttl"
    path.write_bytes(to_turtle(knowledge_graph(), assemble(knowledge_graph())))
    return path


def test_every_fact_is_explained_by_its_sentence(turtle: Path) -> None:
    texts = {article.id: article.text for article in knowledge_graph().articles}
    for fact in knowledge_graph().facts:
        found = explain(turtle, fact.id)
        text = texts[fact.article]
        assert found.article == fact.article
        assert (found.start, found.end, found.evidence) == (fact.start, fact.end, text[fact.start : fact.end])
        assert "".join(found.marked()) == fact.sentence_span.of(text)
        assert (found.relation, found.subject, found.object) == (fact.relation, fact.subject, fact.object)
        assert found.rule == fact.rule


def test_actors_speaker_and_cue(turtle: Path) -> None:
    fact = next(f for f in knowledge_graph().facts if f.cue == "habría")
    found = explain(turtle, fact.id)
    assert [(a.role, a.surface, a.entity, a.rule, a.score) for a in found.actors] == [
        ("subject", "Pionyang", "Corea del Norte", "metonym", 0.9),
        ("object", "Moscú", "Rusia", "metonym", 0.9),
    ]
    assert (found.speaker, found.cue, found.certainty) == ("Fuentes surcoreanas", "habría", "possible")


def test_an_unknown_fact_names_the_remedy(turtle: Path) -> None:
    with pytest.raises(GraphError, match="first column"):
        explain(turtle, "cl-0")
    with pytest.raises(GraphError, match="build the graph first"):
        explain(turtle.with_name("no.ttl"), "cl-0")
