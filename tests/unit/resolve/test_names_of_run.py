"""What a run as a whole tells of the names of its articles."""

from __future__ import annotations

import pytest

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.cross_document.names_of_run import longer_names_of_persons
from graph_builder.resolve.cross_document.summary import ArticleSummary
from graph_builder.resolve.spelling import Spelling, entity_id


@pytest.fixture
def together(vocabulary):
    """The persons of each article after reading all, as (id, state)."""

    def run(*persons: tuple[str, str]) -> list[tuple[str, str]]:
        entities = (
            Entity(entity_id(EntityKind.PERSON, name), EntityKind.PERSON, name, state=state) for name, state in persons
        )
        articles = [ArticleSummary(f"a{n}", {entity.id: entity}) for n, entity in enumerate(entities)]
        knowledge = Knowledge({}, Spelling(vocabulary), vocabulary.matching)
        table = longer_names_of_persons(articles, knowledge)
        renamed = [article.renamed(table.renaming(article, knowledge), ()) for article in articles]
        return [(entity.id, entity.state) for article in renamed for entity in article.new.values()]

    return run


def test_an_article_keeps_the_state_that_it_tells(together):
    found = together(
        ("Otilio Rivera Herrera Ruiz", "IDN"), ("Otilio Rivera Herrera Ruiz", "MEX"),
        ("Otilio Rivera Herrera Ruiz", "MEX"), ("Otilio Rivera Herrera", ""), ("Otilio Rivera", "MEX"),
    )  # fmt: skip
    one = "per-otilio-rivera-herrera-ruiz"
    assert found == [(one, "IDN"), (one, "MEX"), (one, "MEX"), (one, ""), (one, "MEX")]


def test_one_person_has_the_usual_name(together):
    found = together(*[("Elba Lara Cruz", "")] * 3, *[("Elba Lara Cruz Mora", "")] * 2, ("Elba Lara", ""))
    assert {identifier for identifier, _ in found} == {"per-elba-lara-cruz"}


@pytest.mark.parametrize(
    ("short", "longer"),
    [
        ("Elba Lara", ["Elba Lara Cruz", "Elba Lara Cruz", "Elba Lara Soto", "Elba Lara Soto"]),
        ("Elba Lara Cruz", ["Elba Lara Cruz Mora"]),
    ],
)
def test_a_short_name_of_two_persons_or_of_a_longer_one_seen_once_stays(together, short, longer):
    found = together((short, ""), *((name, "") for name in longer))
    assert found[0] == (entity_id(EntityKind.PERSON, short), "")


def test_a_person_of_another_state_stays(together):
    found = together(("Elba Lara Cruz", "CHL"), *[("Elba Lara Cruz Mora", "MEX")] * 2)
    assert found[0] == ("per-elba-lara-cruz", "CHL")
