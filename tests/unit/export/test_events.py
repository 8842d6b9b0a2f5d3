"""Event data: one row an event, codes only where the published tables have them, nothing guessed."""

from __future__ import annotations

import io
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from builders_rdf import ARTICLES, empty_graph, fact, knowledge_graph
from rdflib import Dataset

from graph_builder.errors import VocabularyError
from graph_builder.export.tables.events import EVENT_COLUMNS, to_events
from graph_builder.graph.scheme import load_scheme
from graph_builder.graph.status import event_of
from graph_builder.model import KnowledgeGraph, Polarity, Status
from graph_builder.vocabulary import event_codes as codes_module
from graph_builder.vocabulary.event_codes import event_codes
from graph_builder.vocabulary.paths import ontology_file
from graph_builder.vocabulary.places import places

PAGE = (Path(__file__).parents[3] / "docs" / "events.md").read_text(encoding="utf-8")
CODES = {"cameo_root": str, "cameo_code": str, "actor_cow": str, "recipient_cow": str, "date": str}


def table(graph: KnowledgeGraph) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(to_events(graph, Dataset())), dtype=CODES, keep_default_na=False)


def of_one(**columns):
    evidence = columns.pop("evidence", "habría enviado")
    relation, event_type = columns.pop("relation", "AID"), columns.pop("event_type", "arms-transfer")
    one = fact(ARTICLES[0], evidence, relation, event_type, "PRK", "RUS", **columns)
    ((_, row),) = table(replace(knowledge_graph(), facts=(one,))).iterrows()
    return row


def test_claims_about_one_event_are_one_row_and_standing_relations_none() -> None:
    graph, scheme = knowledge_graph(), load_scheme()
    events = {str(event_of(f, scheme)).rsplit("/", 1)[1] for f in graph.facts if not scheme.is_standing(f.relation)}
    rows = table(graph)
    assert set(rows["event_id"]) == events
    assert set(rows["event_type"]) == {"AID", "CONSULT", "MOBILIZE"}
    (aid,) = rows[rows["event_type"] == "AID"].to_dict("records")
    assert (aid["claims"], aid["denials"], aid["articles"], aid["status"]) == (2, 1, 1, "disputed")
    assert (aid["confidence"], aid["text"]) == (0.81, "Pionyang habría enviado «obuses» a Moscú"), "what affirms it"
    assert list(table(empty_graph()).columns) == list(EVENT_COLUMNS)


def test_codes_of_both_sides() -> None:
    row = of_one()
    assert (row["actor_iso3"], row["actor_cow"], row["actor_type"]) == ("PRK", "731", "country")
    assert (row["recipient_iso3"], row["recipient_cow"]) == ("RUS", "365")
    visit = table(knowledge_graph()).set_index("event_type").loc["CONSULT"]
    assert (visit["actor_type"], visit["actor_iso3"], visit["actor_cow"]) == ("person", "RUS", "365")
    alone = table(knowledge_graph()).set_index("event_type").loc["MOBILIZE"]
    assert (alone["recipient"], alone["recipient_cow"]) == ("", "")


@pytest.mark.parametrize(
    ("relation", "event_type", "root", "code", "goldstein"),
    [
        ("AID", "arms-transfer", "07", "", 7.0),
        ("AID", "humanitarian-aid", "07", "073", 7.4),
        ("RETREAT", "ceasefire", "08", "0871", 9.0),
        ("CONSULT", "visit", "04", "", 1.0),
        ("ASSAULT", "war", "19", "", -10.0),
        ("ASSAULT", "killing", "", "", ""),
        ("REQUEST", "invitation", "", "", ""),
        ("REQUEST", "demand", "10", "", -5.0),
        ("COERCE", "espionage", "", "", ""),
        ("SANCTION", "sanctions", "16", "163", ""),
    ],
)
def test_codes_of_event_types(relation, event_type, root, code, goldstein) -> None:
    row = of_one(relation=relation, event_type=event_type)
    assert (row["cameo_root"], row["cameo_code"], row["goldstein"]) == (root, code, goldstein)


def test_dates_of_publication_stay_out_of_the_date() -> None:
    row = of_one()
    assert (row["date"], row["first_published"]) == ("", "2024-07-01")


@pytest.mark.parametrize(
    ("words", "state", "has_point"),
    [("Moscú", "RUS", True), ("Pionyang", "PRK", True), ("Siria", "SYR", False), ("Georgia", "GEO", False),
     ("Sebastopol", "", False), ("el norte de Siria", "", False), ("Congo", "", False), ("", "", False)],
)  # fmt: skip
def test_places_are_certain_or_empty(words, state, has_point) -> None:
    found = places().find(words)
    assert found.state == state
    assert (found.latitude is not None) == (found.longitude is not None) == has_point
    row = of_one(place=words)
    assert (row["place"], row["place_iso3"], row["latitude"] != "") == (words, state, has_point)


def test_points_lie_on_earth_and_not_all_in_one_place() -> None:
    points = [(p.latitude, p.longitude) for p in places().points.values()]
    assert len(set(points)) > 150
    assert all(-90 <= latitude <= 90 and -180 <= longitude <= 180 for latitude, longitude in points)


def test_status_and_polarity_are_of_the_event() -> None:
    assert of_one(polarity=Polarity.NEG)["status"] == "denied"
    assert of_one(status=Status.PLANNED)["status"] == "planned"


def test_every_event_type_is_of_the_schema_and_every_type_has_a_code_or_is_said_to_have_none(vocabulary) -> None:
    content = tomllib.loads(ontology_file("event-codes.toml").read_text(encoding="utf-8"))
    types = vocabulary.schema.event_types
    assert set(content["event_types"]) | set(content["without"]["event_types"]) <= set(types)
    plover = {relation.notation for relation in vocabulary.schema.relations if relation.quad}
    assert set(content["roots"]) | set(content["without"]["types"]) == plover
    assert not set(content["roots"]) & set(content["without"]["types"])
    used = set(content["roots"].values()) | set(content["event_types"].values())
    assert used == set(content["cameo"])


def test_the_root_of_a_narrower_code_is_that_of_its_type_where_it_has_one(vocabulary) -> None:
    content = tomllib.loads(ontology_file("event-codes.toml").read_text(encoding="utf-8"))
    differing = {"siege": "191"}  # which PLOVER moved from FIGHT to COERCE
    for event_type, code in content["event_types"].items():
        root = content["roots"].get(vocabulary.schema.event_types[event_type].relation.notation)
        assert root in {None, code[:2]} or differing[event_type] == code


def test_a_code_that_is_not_listed_is_told_with_its_line(tmp_path) -> None:
    text = ontology_file("event-codes.toml").read_text(encoding="utf-8").replace('call = "041"', 'call = "049"')
    (tmp_path / "event-codes.toml").write_text(text, encoding="utf-8")
    line = text.splitlines().index('call = "049"') + 1
    with pytest.raises(VocabularyError, match=rf"event-codes.toml:{line}: code 049 is not in \[cameo\]"):
        codes_module._read(tmp_path / "event-codes.toml")
    assert event_codes().of("call", "CONSULT").mode == "phone"


def test_the_page_explains_every_column() -> None:
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] != []
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(EVENT_COLUMNS)
