"""The state that a person of no known state speaks for, by the office that the article gives."""

from __future__ import annotations

import pytest
from builders_resolve import Said, extraction, name, nominal

from graph_builder.resolve import resolve
from graph_builder.resolve.affiliation import is_of_a_state

ANA, CHILE = name("Ana Zurbano", "PER"), name("Chile", "LOC")


@pytest.fixture
def state(vocabulary):
    def ask(text: str, *specs, said: tuple[Said, ...]) -> str:
        return resolve([extraction(text, *specs, said=said)], vocabulary).entities["per-ana-zurbano"].state

    return ask


def office(person: int, owner: int, title: str) -> Said:
    return Said("HOLDS_OFFICE", subjects=(person,), objects=(owner,), theme=title)


def test_the_owner_of_the_office_decides(state):
    assert state("Ana Zurbano, portavoz de Chile.", ANA, CHILE, said=(office(0, 1, "portavoz"),)) == "CHL"


def test_an_adjective_decides_where_the_owner_has_no_state(state):
    said = (office(0, 0, "portavoz"),)
    assert state("La portavoz rusa Ana Zurbano.", name("Ana Zurbano", "PER", modifiers=("rusa",)), said=said) == "RUS"


def test_an_owner_that_is_a_description_decides_once_it_is_linked(state):
    text = "Sergey Lavrov habló. Su gobierno. Ana Zurbano, portavoz."
    specs = (name("Sergey Lavrov", "PER", topic=True), nominal("gobierno"), ANA)
    assert state(text, *specs, said=(office(2, 1, "portavoz"),)) == "RUS"


@pytest.mark.parametrize(("title", "expected"), [("ministra de Defensa", "CHL"), ("entrenadora", "")])
def test_only_an_office_of_states_has_the_state_that_the_article_is_about(state, title, expected):
    text = "Chile, Chile, Chile. Ana Zurbano habló."
    assert state(text, CHILE, CHILE, CHILE, ANA, said=(office(3, 3, title),)) == expected


def test_an_ambassador_does_not_serve_the_state_where_she_is(state):
    text = "Chile, Chile, Chile. Ana Zurbano habló."
    assert state(text, CHILE, CHILE, CHILE, ANA, said=(office(3, 3, "embajadora en Chile"),)) == ""


def test_a_state_whose_persons_bear_bare_titles_is_home(state):
    text = "Chile, Chile, Chile. Sergey Lavrov y Ana Zurbano hablaron."
    said = (office(3, 3, "ministro"), office(4, 4, "ministra"))
    assert state(text, CHILE, CHILE, CHILE, name("Sergey Lavrov", "PER"), ANA, said=said) == "RUS"


def test_the_dateline_is_home_where_no_bare_title_tells(state):
    text = "Varsovia. Chile, Chile, Chile. Ana Zurbano habló."
    specs = (name("Varsovia", "LOC"), CHILE, CHILE, CHILE, ANA)
    assert state(text, *specs, said=(office(4, 4, "ministra"),)) == "POL"


def test_who_has_an_owner_of_no_state_gets_no_state_of_the_article(state):
    text = "Chile, Chile, Chile. Ana Zurbano, ministra de Club Zurbix."
    specs = (CHILE, CHILE, CHILE, ANA, name("Club Zurbix", "ORG"))
    assert state(text, *specs, said=(office(3, 4, "ministra"),)) == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("ministra de Defensa", True),
        ("senador", True),
        ("senador de la región", False),
        ("jefe del ejército", True),
        ("director del banco", False),
    ],
)
def test_offices_that_only_states_have(vocabulary, title, expected):
    assert is_of_a_state(title, vocabulary) is expected
