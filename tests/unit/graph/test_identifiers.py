from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders_rdf import knowledge_graph
from rdflib import Literal

from graph_builder.graph import literals
from graph_builder.graph.identifiers import XSD, event_iri, local_name


@pytest.mark.parametrize("text", ["seed0", "RUS", "per-igor-petrov", "a-1-2"])
def test_flat_names_stay(text: str) -> None:
    assert local_name(text) == text


@pytest.mark.parametrize("text", ["año_1", "a/b", "a#b", "b dos", "«»", "", "-a", "a--b", "x" * 90 + "."])
def test_other_names_become_flat_and_stay_different(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", local_name(text))
    assert local_name(text) != local_name(text + "_")


def test_the_event_depends_on_type_participants_and_date_only() -> None:
    fact = knowledge_graph().facts[0]
    swapped = replace(fact, subject_id=fact.object_id, object_id=fact.subject_id)
    other = replace(fact, article="x", start=7, evidence="y", polarity="neg", theme="z", attributed_to="w")
    assert event_iri(fact, mutual=False) == event_iri(other, mutual=False)
    assert event_iri(fact, mutual=True) == event_iri(swapped, mutual=True)
    assert event_iri(fact, mutual=False) != event_iri(swapped, mutual=False)
    assert event_iri(fact, mutual=False) != event_iri(replace(fact, date="2024"), mutual=False)
    named = replace(fact, event_type=fact.relation)
    assert event_iri(named, mutual=False) == event_iri(replace(fact, event_type=""), mutual=False)


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2024", XSD.gYear),
        ("2024-06", XSD.gYearMonth),
        ("2024-06-19", XSD.date),
        ("2024-06-19T10:00:00Z", XSD.date),
        ("2024-13", None),
        ("2024-02-31", None),
        ("ayer", None),
    ],
)
def test_dates_have_the_type_of_their_precision(value: str, datatype: str | None) -> None:
    assert literals.when(value).datatype == datatype


@pytest.mark.parametrize(("number", "text"), [(1.0, "1"), (0.9, "0.9"), (0.81, "0.81"), (0.0, "0"), (0.806, "0.81")])
def test_scores_are_canonical_decimals(number: float, text: str) -> None:
    assert literals.score(number) == Literal(text, datatype=XSD.decimal)
