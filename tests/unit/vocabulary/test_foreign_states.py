from __future__ import annotations

import pytest

from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.foreign_states import ForeignStates


@pytest.mark.parametrize(
    ("text", "home", "named"),
    [
        ("El alcalde inauguró un parque.", (), False),
        ("China acusó a Japón.", (), True),
        ("CHINA ACUSÓ A JAPÓN", (), True),
        ("El presidente mexicano viajó a Puebla.", (), True),
        ("El presidente mexicano viajó a Puebla.", ("MEX",), False),
        ("El presidente mexicano recibió a su par chileno.", ("MEX",), True),
        ("Según Moscú, no hubo ataque.", ("MEX",), True),
        ("Putin llamó.", ("MEX",), True),
        ("La chinampa está en México.", ("MEX",), False),
        ("", (), False),
    ],
)
def test_a_text_names_a_foreign_state(text: str, home: tuple[str, ...], named: bool, vocabulary: Vocabulary) -> None:
    assert ForeignStates(vocabulary.gazetteer, home).are_named_in(text) is named
