"""What no word of a sentence names stays visible: in the fact, in RDF, in its explanation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders_rdf import ARTICLES, ENTITIES, fact, knowledge_graph
from rdflib import Literal

from graph_builder.graph.assemble import assemble
from graph_builder.graph.claims import IMPLIED
from graph_builder.graph.facts import make_facts
from graph_builder.graph.identifiers import AL, claim_iri
from graph_builder.graph.validate import validate
from graph_builder.model import Article, Fact, Implied, Link, Mention, MentionKind, Span, Statement
from graph_builder.query.explain import explain

TEXT = "Corea del Norte envió armas a Rusia."
ARTICLE = Article("a", TEXT)
KNOWN = {entity.id: entity for entity in ENTITIES}
SAID = Mention("a", Span(0, 15), "Corea del Norte", MentionKind.NAME, 0)
SAID_TOO = Mention("a", Span(30, 35), "Rusia", MentionKind.NAME, 0)
PRONOUN = Mention("a", Span(30, 32), "le", MentionKind.PRONOUN, 0)
NULL = Mention("a", Span(16, 16), "", MentionKind.NULL, 0)
EMPTY = Mention("a", Span(21, 21), "", MentionKind.NULL, 0)


def facts_of(vocabulary, subject: Mention, other: Mention, relation: str = "AID") -> tuple[Fact, ...]:
    whole = Span(0, len(TEXT))
    event = relation.lower().replace("_", "-") if relation != "AID" else "arms-transfer"
    statement = Statement("a", 0, whole, whole, Span(16, 21), relation, event, (subject,), (other,))
    of = {subject: ("PRK",), other: ("RUS",)}
    if relation == "HOLDS_OFFICE":
        of = {subject: ("per-igor-petrov",)}
    links = {mention: Link(mention, ids, "test", 1.0) for mention, ids in of.items()}
    return make_facts([ARTICLE], [statement], KNOWN, links, vocabulary)


@pytest.mark.parametrize(
    ("subject", "other", "expected"),
    [
        (SAID, SAID_TOO, Implied.NEITHER),
        (SAID, PRONOUN, Implied.NEITHER),  # a pronoun is a word
        (NULL, SAID_TOO, Implied.SUBJECT),
        (SAID, EMPTY, Implied.OBJECT),
        (NULL, EMPTY, Implied.BOTH),
    ],
)
def test_a_fact_tells_whom_no_word_names(vocabulary, subject: Mention, other: Mention, expected: Implied) -> None:
    [found] = facts_of(vocabulary, subject, other)
    assert found.implied is expected


def test_the_state_of_an_office_is_implied_where_only_its_holder_is_said(vocabulary) -> None:
    [found] = facts_of(vocabulary, SAID, SAID, "HOLDS_OFFICE")
    assert (found.object_id, found.implied) == ("RUS", Implied.OBJECT)


@pytest.mark.parametrize("implied", Implied)
def test_a_claim_and_its_explanation_tell_it(implied: Implied) -> None:
    claim = fact(
        ARTICLES[0],
        "Corea del Norte y Rusia son aliados",
        "ALLIED_WITH",
        "",
        "PRK",
        "RUS",
        implied=implied,
        subject_mention=knowledge_graph().links[0].mention.id,
        object_mention=knowledge_graph().links[1].mention.id,
    )
    graph = replace(knowledge_graph(), facts=(claim,))
    dataset = assemble(graph)
    told = {str(o) for _, _, o, _ in dataset.quads((claim_iri(claim), AL.implied, None, None))}
    assert told == set(IMPLIED[implied])
    assert validate(graph, dataset) == ()
    explained = explain(dataset, claim.id)
    assert tuple(actor.role for actor in explained.actors if actor.implied) == IMPLIED[implied]
    assert dict(explained.lines()).get("implied", "") == ", ".join(IMPLIED[implied])


def test_only_a_subject_or_an_object_can_be_implied() -> None:
    graph = knowledge_graph()
    dataset = assemble(graph)
    claim = claim_iri(graph.facts[0])
    [context] = {context for _, _, _, context in dataset.quads((claim, AL.polarity, None, None))}
    dataset.graph(context).add((claim, AL.implied, Literal("speaker")))
    assert {violation.message for violation in validate(graph, dataset)} == {
        "only a subject or an object can be implied"
    }
