"""What later sentences can take up although it takes part in no event: topics and gatherings; and evaluations."""

from __future__ import annotations

import pytest
from builders_sentences import context

from graph_builder.extract.finders.evaluation import find_evaluation
from graph_builder.extract.gatherings import find_gatherings
from graph_builder.extract.topics import find_topics
from graph_builder.model import MentionKind


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("El mandatario explicó el plan.", [(MentionKind.NOMINAL, "mandatario")]),
        ("Agradeció la ayuda de Rusia.", [(MentionKind.NULL, "")]),
        ("Se firmó un acuerdo con Siria.", []),
        ("Rusia negó los cargos.", []),  # a name is a mention anyway
    ],
)
def test_described_and_null_subjects_are_topics(sentence: str, expected: list[tuple[MentionKind, str]]) -> None:
    assert [(mention.kind, mention.text) for mention in find_topics(context(sentence))] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("La cumbre de la Alianza del Pacífico comenzó en Cali.", ["cumbre de la Alianza del Pacífico"]),
        ("La cumbre con Rusia comenzó en Cali.", []),  # a meeting with somebody: nobody else takes part
    ],
)
def test_a_gathering_is_told_by_whose_it_is(sentence: str, expected: list[str]) -> None:
    assert [mention.text for mention in find_gatherings(context(sentence))] == expected


def test_the_words_of_a_sentence_show_how_its_speaker_stands_to_another() -> None:
    [event] = find_evaluation(
        context("Violan nuestra soberanía, dijo el canciller de Rusia sobre los vuelos de Siria.")
    )
    assert (event.event_type.name, event.event_type.relation.notation) == ("criticism", "ACCUSE")
    assert [mention.head for mention in event.subjects] == ["canciller"]
    assert event.rule.startswith("words:")


def test_where_nobody_speaks_there_is_no_evaluation() -> None:
    assert list(find_evaluation(context("Rusia lanzó un ataque contra Siria."))) == []
