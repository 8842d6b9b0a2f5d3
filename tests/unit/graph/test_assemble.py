from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

import pytest
from builders_rdf import ARTICLES, empty_graph, fact, knowledge_graph
from rdflib import BNode, Graph, Literal, URIRef

from graph_builder.graph import identifiers as name
from graph_builder.graph.assemble import assemble
from graph_builder.graph.identifiers import AL, ID, OA, PROV, RDF, SCHEMA, SEM
from graph_builder.graph.scheme import load_scheme
from graph_builder.graph.status import event_of, event_status, supporting
from graph_builder.judge import load_judge, shown_from
from graph_builder.model import Fact, KnowledgeGraph


def merged(graph: KnowledgeGraph) -> Graph:
    """All named graphs of a dataset as one graph: what Turtle holds."""
    union = Graph()
    for s, p, o, _ in assemble(graph).quads():
        union.add((s, p, o))
    return union


@pytest.fixture(scope="module")
def dataset() -> Graph:
    return merged(knowledge_graph())


def claim_with(relation: str) -> Fact:
    return next(f for f in knowledge_graph().facts if f.relation == relation)


def test_every_claim_has_what_the_model_asks(dataset: Graph) -> None:
    claims = set(dataset.subjects(RDF.type, AL.Claim))
    assert claims == {name.claim_iri(f) for f in knowledge_graph().facts}
    for claim in claims:
        for predicate in (
            AL.about,
            AL.polarity,
            AL.certainty,
            AL.temporality,
            AL.confidence,
            AL.rule,
            AL.times,
            AL.clearestEvidence,
            SCHEMA.appearance,
            PROV.wasAttributedTo,
            PROV.wasDerivedFrom,
            PROV.wasGeneratedBy,
        ):
            assert len(list(dataset.objects(claim, predicate))) == 1, predicate


def test_the_quotation_with_its_prefix_and_suffix_is_the_sentence(dataset: Graph) -> None:
    texts = {article.id: article.text for article in ARTICLES}
    for f in knowledge_graph().facts:
        selector = name.selector_iri(f.article, f.quotation)
        start, end = int(dataset.value(selector, OA.start)), int(dataset.value(selector, OA.end))
        exact = str(dataset.value(selector, OA.exact))
        assert texts[f.article][start:end] == exact
        prefix, suffix = dataset.value(selector, OA.prefix), dataset.value(selector, OA.suffix)
        assert f"{prefix or ''}{exact}{suffix or ''}" == f.sentence_span.of(texts[f.article])


def test_no_blank_nodes_and_only_flat_local_names(dataset: Graph) -> None:
    for triple in dataset:
        for term in triple:
            assert not isinstance(term, BNode)
            if isinstance(term, URIRef) and term.startswith(str(ID)):
                assert name.local_name(term[len(str(ID)) :]) == term[len(str(ID)) :]


def test_claims_of_two_articles_share_the_mutual_event(dataset: Graph) -> None:
    allied = [f for f in knowledge_graph().facts if f.relation == "ALLIED_WITH"]
    assert {f.article for f in allied} == {"a-uno", "b dos"}
    events = {dataset.value(name.claim_iri(f), AL.about) for f in allied}
    assert len(events) == 1
    assert set(dataset.objects(events.pop(), AL.counterpart)) == {ID.PRK, ID.RUS}


def test_direction_is_kept_where_the_relation_has_one(dataset: Graph) -> None:
    event = dataset.value(name.claim_iri(claim_with("AID")), AL.about)
    assert dataset.value(event, AL.agent) == ID.PRK
    assert dataset.value(event, AL.recipient) == ID.RUS
    assert set(dataset.objects(event, SEM.hasActor)) == {ID.PRK, ID.RUS}


def test_a_denial_disputes_the_affirmation_of_its_article(dataset: Graph) -> None:
    denials = [f for f in knowledge_graph().facts if f.polarity == "neg"]
    affirmed = [f for f in knowledge_graph().facts if f.relation == "AID" and f.polarity == "pos"]
    assert [(name.claim_iri(d), AL.disputes, name.claim_iri(a)) for d in denials for a in affirmed] == list(
        dataset.triples((None, AL.disputes, None))
    )


def test_speakers_are_entities_words_or_the_publisher(dataset: Graph) -> None:
    speakers = {
        f.attributed_to: dataset.value(name.claim_iri(f), PROV.wasAttributedTo)
        for f in knowledge_graph().facts
        if f.article == "a-uno"
    }
    assert speakers["El Kremlin"] == ID.RUS
    assert speakers["Fuentes surcoreanas"] == name.speaker_iri("Fuentes surcoreanas")
    assert speakers[""] == name.publisher_iri("Diario Uno")


def test_without_a_publisher_the_article_speaks() -> None:
    article = replace(ARTICLES[0], publisher="")
    one = fact(article, "Corea del Norte y Rusia son aliados", "ALLIED_WITH", "", "PRK", "RUS")
    dataset = merged(replace(knowledge_graph(), articles=(article,), facts=(one,), links=()))
    assert dataset.value(name.claim_iri(one), PROV.wasAttributedTo) == name.article_iri(article.id)


def test_status_and_edges_are_those_that_the_rule_derives(dataset: Graph) -> None:
    scheme = load_scheme()
    events: defaultdict[URIRef, list[Fact]] = defaultdict(list)
    for f in knowledge_graph().facts:
        events[event_of(f, scheme)].append(f)
    assert dict(dataset.subject_objects(AL.status)) == {e: AL[event_status(fs).value] for e, fs in events.items()}
    expected = {name.claim_iri(f) for fs in events.values() for f in supporting(fs)}
    edges = list(dataset.subjects(RDF.type, AL.ConsensusEdge))
    assert {c for edge in edges for c in dataset.objects(edge, PROV.wasDerivedFrom)} == expected
    for edge in edges:
        assert (
            dataset.value(edge, RDF.subject),
            dataset.value(edge, RDF.predicate),
            dataset.value(edge, RDF.object),
        ) in dataset


def test_each_article_has_its_own_graph() -> None:
    names = {str(graph.identifier) for graph in assemble(knowledge_graph()).graphs() if len(graph)}
    expected = {name.article_graph(article.id) for article in ARTICLES}
    expected |= {name.RESOLUTION_GRAPH, name.CONSENSUS_GRAPH, name.VOCABULARY_GRAPH, name.RUN_GRAPH}
    assert names == {str(iri) for iri in expected}


def test_mentions_say_what_they_refer_to_and_why(dataset: Graph) -> None:
    aid = next(f for f in knowledge_graph().facts if f.relation == "AID" and f.subject_mention)
    mention = dataset.value(name.claim_iri(aid), AL.subjectMention)
    assert str(dataset.value(mention, AL.surface)) == "Pionyang"
    assert dataset.value(mention, AL.refersTo) == ID.PRK
    assert dataset.value(mention, AL.linkRule) == Literal("metonym")


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_input_changes_nothing(seed: int) -> None:
    graph = knowledge_graph()
    shuffled = random.Random(seed)
    mixed = replace(
        graph,
        articles=tuple(shuffled.sample(graph.articles, len(graph.articles))),
        facts=tuple(shuffled.sample(graph.facts, len(graph.facts))),
        entities=tuple(shuffled.sample(graph.entities, len(graph.entities))),
    )
    assert set(assemble(mixed).quads()) == set(assemble(graph).quads())


def test_an_empty_graph_still_says_what_made_it() -> None:
    dataset = merged(empty_graph())
    assert dataset.value(name.DATASET, AL.claimCount).value == 0
    assert not list(dataset.subjects(RDF.type, AL.Claim))


def test_the_run_names_the_judge_and_what_it_held_back() -> None:
    graph = shown_from(load_judge().of_graph(knowledge_graph()), 0.5)
    made = merged(graph)
    run = name.run_iri(graph.run)
    assert str(made.value(run, AL.judgeSha256)) == load_judge().sha256
    assert made.value(run, AL.minConfidence).toPython() == Decimal("0.5")
    assert made.value(run, AL.heldBackCount).toPython() == len(graph.held_back)
    assert run != name.run_iri(knowledge_graph().run), "another judge is another run"
    for one in graph.facts:
        told = made.value(name.claim_iri(one), AL.speaksFor)
        assert ("; ".join(one.speaks_for) or None) == (str(told) if told is not None else None)


def test_events_and_edges_combine_their_claims(dataset: Graph) -> None:
    """Two articles without a publisher say that they are allies, with 0.5 each: 0.75 that one is right."""
    graph = knowledge_graph()
    halved = replace(
        graph,
        articles=tuple(replace(article, publisher="") for article in graph.articles),
        facts=tuple(replace(one, confidence=0.5) for one in graph.facts if one.relation == "ALLIED_WITH"),
    )
    made = merged(halved)
    assert {made.value(edge, AL.jointConfidence).toPython() for edge in made.subjects(RDF.type, AL.ConsensusEdge)} == {
        Decimal("0.75")
    }
    assert {value.toPython() for value in made.objects(None, AL.jointConfidence)} == {Decimal("0.75")}
