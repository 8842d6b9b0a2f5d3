from __future__ import annotations

from dataclasses import replace

import pytest
from builders_rdf import ARTICLES, ENTITIES, empty_graph, fact, knowledge_graph

from graph_builder.graph.assemble import assemble
from graph_builder.graph.identifiers import article_graph
from graph_builder.graph.validate import assemble_valid, validate
from graph_builder.model import Fact

A = ARTICLES[0]
ALLIES = "Corea del Norte y Rusia son aliados"


def test_the_hand_made_graph_conforms() -> None:
    graph = knowledge_graph()
    valid, _, violations = assemble_valid(graph)
    assert violations == ()
    assert valid is graph


def test_the_empty_graph_conforms() -> None:
    assert assemble_valid(empty_graph())[2] == ()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (fact(A, ALLIES, "AID", "", "PRK", ""), "this relation needs two participants"),
        (fact(A, ALLIES, "AID", "", "PRK", "PRK"), "a claim needs one subject, other than its object"),
        (fact(A, ALLIES, "AID", "", "", "PRK"), "a claim needs one subject, other than its object"),
        (fact(A, ALLIES, "AID", "", "PRK", "XYZ"), "a participant has no label: it is no known entity"),
        (
            fact(A, ALLIES, "BEFRIEND", "", "PRK", "RUS"),
            "the relation is in none of the schemes of alliance.ttl",
        ),
        (fact(A, ALLIES, "ALLIED_WITH", "", "PRK", "agr-pacto-de-ejemplo"), "an agreement is nobody's ally"),
        (fact(A, ALLIES, "MEMBER_OF", "", "PRK", "RUS"), "one is a member of an organization or a group"),
        (fact(A, ALLIES, "PARTY_TO", "", "PRK", "RUS"), "one is a party to an agreement"),
        (fact(A, ALLIES, "HOLDS_OFFICE", "", "PRK", "RUS"), "only a person holds an office"),
        (
            fact(A, ALLIES, "PARTICIPATES_IN", "", "PRK", "RUS"),
            "one takes part in a conference, an operation, a mission or an organization",
        ),
        (
            fact(A, ALLIES, "AID", "", "PRK", "RUS", date="2024-02-31", date_precision="day"),
            "the date must be a year, a month or a day of the calendar",
        ),
        (
            fact(A, ALLIES, "AID", "", "PRK", "RUS", confidence=1.5),
            "the confidence must be a number from 0 to 1",
        ),
        (fact(A, ALLIES, "AID", "", "PRK", "RUS", end=9999), "a quotation must end inside the text"),
        (
            fact(A, ALLIES, "AID", "", "PRK", "RUS", end=0),
            "a quotation must start before it ends, at 0 or later",
        ),
        (
            replace(fact(A, ALLIES, "AID", "", "PRK", "RUS"), evidence="Corea del Norte y Rusia son rivales"),
            "the text has other words than the quotation at 0-35",
        ),
    ],
)
def test_a_wrong_fact_is_left_out_and_listed_in_plain_words(wrong: Fact, message: str) -> None:
    graph = knowledge_graph()
    valid, dataset, violations = assemble_valid(replace(graph, facts=(*graph.facts, wrong)))
    assert {violation.fact for violation in violations} == {wrong.id}
    assert message in {violation.message for violation in violations}
    assert {violation.article for violation in violations} == {A.id}
    assert valid.facts == graph.facts
    assert set(dataset.quads()) == set(assemble(graph).quads())


def test_the_sentence_is_told() -> None:
    wrong = fact(A, ALLIES, "PARTY_TO", "", "PRK", "RUS")
    graph = replace(knowledge_graph(), facts=(wrong,))
    violations = validate(graph, assemble(graph))
    assert [violation.sentence for violation in violations] == ["Corea del Norte y Rusia son aliados desde hace años."]


def test_a_wrong_article_blames_no_fact() -> None:
    graph = knowledge_graph()
    article = replace(ARTICLES[0], published="ayer")
    violations = assemble_valid(replace(graph, articles=(article, ARTICLES[1])))[2]
    assert [(v.article, v.fact) for v in violations] == [("a-uno", "")]
    assert violations[0].message == "the publication date must be a year, a month or a day of the calendar"


def test_a_fact_of_an_article_that_is_not_there() -> None:
    graph = knowledge_graph()
    orphan = replace(graph.facts[0], article="otro", id="cl-0123456789abcdef")
    valid, _, violations = assemble_valid(replace(graph, facts=(*graph.facts, orphan)))
    assert [v.message for v in violations] == ["the article of this fact is not in the graph"]
    assert valid.facts == graph.facts
    assert len(ENTITIES) == len(valid.entities)


def test_articles_together_are_judged_as_each_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = knowledge_graph()
    dataset = assemble(graph)
    lacking = 0
    for article in graph.articles:
        own = dataset.graph(article_graph(article.id))
        for triple in sorted(own)[::5]:
            own.remove(triple)
            together = validate(graph, dataset)
            with monkeypatch.context() as alone:
                alone.setattr("graph_builder.graph.validate._TOGETHER", 1)
                assert together == validate(graph, dataset), triple
            lacking += bool(together)
            own.add(triple)
    assert lacking > 10
