"""The state that a person of no known state speaks for, by the office that the article gives."""

from __future__ import annotations

import pytest
from builders_resolve import Said, extraction, name, nominal

from graph_builder.model import EntityKind
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


@pytest.fixture
def state_of_group(vocabulary):
    def ask(text: str, *specs, said: tuple[Said, ...]) -> str:
        entities = resolve([extraction(text, *specs, said=said)], vocabulary).entities
        return next(entity.state for entity in entities.values() if entity.kind is EntityKind.GROUP)

    return ask


CROWD = nominal("manifestantes", head="manifestante", plural=True)


@pytest.mark.parametrize(
    ("text", "specs", "said", "expected"),
    [
        ("Chile: manifestantes", (CHILE, CROWD), (), "CHL"),  # the only state of the sentence
        ("Chile calló. Hubo manifestantes", (CHILE, CROWD), (), "CHL"),  # of the one before
        ("Chile oyó a manifestantes", (CHILE, CROWD), (Said("REQUEST", subjects=(1,), objects=(0,)),), ""),
    ],
)
def test_a_group_is_of_the_state_spoken_of_but_not_of_whom_it_faces(state_of_group, text, specs, said, expected):
    acts = said or (Said("PROTEST", subjects=(1,), objects=()),)
    assert state_of_group(text, *specs, said=acts) == expected
