from __future__ import annotations

import pyoxigraph as ox
import pytest
from builders_rdf import knowledge_graph

from graph_builder.errors import ConfigurationError
from graph_builder.graph.assemble import assemble
from graph_builder.query.actor_names import ActorNames
from graph_builder.query.named import named_query
from graph_builder.query.opening import open_store
from graph_builder.query.sparql import ask
from graph_builder.query.terms import Spelling


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return open_store(assemble(knowledge_graph()))


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("PRK", "PRK"),
        ("prk", "PRK"),
        ("Corea del Norte", "PRK"),
        ("corea  del norte", "PRK"),
        ("North Korea", "PRK"),
        ("RPDC", "PRK"),
        ("Igor Petrov", "per-igor-petrov"),
        ("Moscú", "RUS"),  # the gazetteer's, not the graph's
        ("NATO", "org-otan"),  # listed, and not in the graph
    ],
)
def test_an_actor_is_found_by_id_label_or_another_name(store: ox.Store, written: str, identifier: str) -> None:
    assert ActorNames.of_store(store).id_of(written) == identifier
    assert ActorNames.of_graph(knowledge_graph()).id_of(written) == identifier


def test_a_name_that_nobody_has_is_told_with_those_spelt_like_it(store: ox.Store) -> None:
    with pytest.raises(ConfigurationError, match=r"'Armena' is no entity of the graph; nearest: Armenia \(ARM\)"):
        ActorNames.of_store(store).id_of("Armena")


def test_an_answer_says_who_was_taken_and_is_that_of_the_id(store: ox.Store) -> None:
    query = named_query("timeline")
    by_id = ask(store, query, {"actor": "PRK", "other": "RUS"})
    by_name = ask(store, query, {"actor": "corea del norte", "other": "id:RUS"})
    assert by_id.rows == by_name.rows != ()
    assert by_id.taken == ()
    assert by_name.taken == ("actor: 'corea del norte' was taken for PRK (Corea del Norte)",)


def test_iris_are_written_short_in_full_or_as_labels(store: ox.Store) -> None:
    query = named_query("neighbourhood")
    cells = {}
    for spelling in Spelling:
        answer = ask(store, query, {"state": "PRK"}, spelling=spelling)
        cells[spelling] = {cell for row in answer.rows for cell in row}
    assert "id:RUS" in cells[Spelling.SHORT]
    assert "https://w3id.org/graph-builder/id/RUS" in cells[Spelling.IRI]
    assert "Rusia" in cells[Spelling.LABEL]
    assert not any(cell.startswith(("id:", "al:", "https://w3id")) for cell in cells[Spelling.LABEL])
