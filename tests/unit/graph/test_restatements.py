"""What an article states several times is one row with all its places; what another voice states is another row."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from builders_rdf import ARTICLES, fact, knowledge_graph
from rdflib import Dataset

from graph_builder.export.tables.facts_csv import to_facts_csv
from graph_builder.graph.assemble import assemble
from graph_builder.graph.identifiers import AL, OA, PROV, article_graph, claim_id, claim_iri
from graph_builder.graph.restatements import merge_restatements
from graph_builder.graph.validate import assemble_valid, validate
from graph_builder.model import Fact, Polarity, Span, Status
from graph_builder.query.explain import explain

MUTUAL = {"ALLIED_WITH"}
ARTICLE = ARTICLES[0]


def stated(evidence: str, relation: str = "AID", subject: str = "PRK", obj: str = "RUS", **columns: object) -> Fact:
    return fact(ARTICLE, evidence, relation, "arms-transfer" if relation == "AID" else "", subject, obj, **columns)


FIRST = stated("Corea del Norte y Rusia son aliados")
SECOND = stated("Pionyang habría enviado «obuses» a Moscú")
THIRD = stated("Corea del Norte haya enviado armas a Rusia")


def merged(*facts: Fact) -> tuple[Fact, ...]:
    return tuple(sorted(merge_restatements(facts, "HOLDS_OFFICE", MUTUAL)))


def test_one_row_holds_every_place_the_clearest_first() -> None:
    [found] = merged(FIRST, replace(SECOND, confidence=0.5), replace(THIRD, confidence=0.7))
    assert (found.id, found.times) == (claim_id(FIRST), 3)
    assert found.quotations == (FIRST.quotation, SECOND.quotation, THIRD.quotation)


def test_the_order_of_the_statements_changes_nothing() -> None:
    facts = (FIRST, replace(SECOND, date="2024"), replace(THIRD, date="2024-06-19"))
    assert merged(*facts) == merged(*facts[::-1])


@pytest.mark.parametrize(
    "other",
    [
        {"attributed_to": "El Kremlin"},
        {"attributed_to": "El Kremlin", "attributed_to_id": "RUS"},
        {"status": Status.HEDGED},
        {"polarity": Polarity.NEG},
        {"object_id": "ARM"},
        {"relation": "SUPPORT"},
    ],
)
def test_another_voice_certainty_polarity_pair_or_relation_is_another_row(other: dict[str, object]) -> None:
    assert [found.times for found in merged(FIRST, replace(SECOND, **other))] == [1, 1]  # type: ignore[arg-type]


def test_one_speaker_under_two_names_is_one_voice() -> None:
    words = ("Putin", "el presidente ruso")
    [found] = merged(*(replace(f, attributed_to=w, attributed_to_id="p") for f, w in zip((FIRST, SECOND), words)))  # noqa: B905
    assert found.times == 2


def test_the_same_place_counts_once() -> None:
    [found] = merged(FIRST, replace(FIRST, confidence=0.4, event_type="aid"))
    assert found.times == 1


def test_a_mutual_relation_has_no_order() -> None:
    there, back = stated("Corea del Norte y Rusia son aliados", "ALLIED_WITH"), stated("Ambos países", "ALLIED_WITH")
    [found] = merged(there, replace(back, subject_id="RUS", object_id="PRK"))
    assert found.times == 2


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("", "2024-06-19"), [("2024-06-19", 2)]),
        (("2024", "2024-06-19"), [("2024-06-19", 2)]),
        (("2023", "2024-06-19"), [("2023", 1), ("2024-06-19", 1)]),
        (("2024-06-18", "2024-06-19", ""), [("2024-06-18", 2), ("2024-06-19", 1)]),
    ],
)
def test_dates_tell_events_apart_only_where_they_differ(dates, expected) -> None:
    facts = (replace(f, date=date) for f, date in zip((FIRST, SECOND, THIRD), dates, strict=False))
    assert sorted((found.date, found.times) for found in merged(*facts)) == expected


def test_what_the_clearest_leaves_unsaid_is_taken_from_the_others() -> None:
    other = replace(SECOND, confidence=0.5, theme="«obuses»", place="Moscú", date="2024-06", date_precision="month")
    [found] = merged(FIRST, other)
    told = (found.evidence, found.theme, found.place, found.date, found.date_precision)
    assert told == (FIRST.evidence, "«obuses»", "Moscú", "2024-06", "month")


def test_an_office_has_one_row_and_no_date_of_another_place() -> None:
    office = stated("El canciller ruso, Ígor Petrov", "HOLDS_OFFICE", "per-igor-petrov")
    again = stated("Ígor Petrov, viajará a Pionyang", "HOLDS_OFFICE", "per-igor-petrov", date="2011", confidence=0.5)
    [found] = merged(office, replace(again, attributed_to="El Kremlin"))
    assert (found.times, found.date) == (2, "")


def test_every_place_is_in_the_graph_and_the_clearest_is_explained() -> None:
    [found] = merged(FIRST, replace(SECOND, confidence=0.5))
    graph = replace(knowledge_graph(), facts=(found,))
    dataset = assemble(graph)
    assert validate(graph, dataset) == ()
    own = dataset.graph(article_graph(ARTICLE.id))
    places = list(own.objects(claim_iri(found), PROV.wasDerivedFrom))
    told = {str(own.value(own.value(place, OA.hasSelector), OA.exact)) for place in places}
    assert told == {FIRST.evidence, SECOND.evidence}
    assert int(str(own.value(claim_iri(found), AL.times))) == 2
    assert explain(dataset, found.id).evidence == FIRST.evidence


def test_a_wrong_quotation_of_a_repetition_leaves_the_fact_out() -> None:
    wrong = replace(SECOND.quotation, evidence="otras palabras")
    graph = replace(knowledge_graph(), facts=(replace(FIRST, repeated=(wrong,)),))
    valid, _, violations = assemble_valid(graph)
    assert (valid.facts, [violation.fact for violation in violations]) == ((), [FIRST.id])


def test_the_table_tells_times_the_sentence_and_when_it_was_reported() -> None:
    [found] = merged(FIRST, replace(SECOND, confidence=0.5))
    dated = replace(THIRD, date="2024-06-19", date_precision="day")
    graph = replace(knowledge_graph(), facts=(found, dated))
    first, second = csv.DictReader(io.StringIO(to_facts_csv(graph, Dataset()).decode()))
    assert (first["times"], first["reported"], first["date"]) == ("2", "2024-07-01", "")
    assert (second["times"], second["reported"], second["date"]) == ("1", "", "2024-06-19")
    assert first["sentence_text"] == "Corea del Norte y Rusia son aliados desde hace años."
    about = tuple(first[column] for column in ("title", "published", "publisher", "url"))
    assert about == ("Moscú y Pionyang", "2024-07-01", "Diario Uno", "https://uno.example/a")
    assert Span(int(first["start"]), int(first["end"])).of(ARTICLE.text) == first["evidence"]
