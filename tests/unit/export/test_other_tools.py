"""FollowTheMoney, SQLite, notes, QuickStatements: what may go wrong with texts, names and gaps."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest
import yaml
from builders_graph import hostile_graph, made_graph
from builders_rdf import empty_graph, knowledge_graph
from format_checks import WIKIDATA_GRAPH
from markdown_it import MarkdownIt
from rdflib import Dataset

from graph_builder.export.followthemoney import to_followthemoney
from graph_builder.export.networks.days import first_and_last_day
from graph_builder.export.networks.neo4j import to_neo4j
from graph_builder.export.notes import to_notes
from graph_builder.export.participants import participants
from graph_builder.export.quickstatements import to_quickstatements
from graph_builder.export.tables.sqlite import to_sqlite
from graph_builder.graph.identifiers import local_name
from graph_builder.model import Entity, EntityKind, KnowledgeGraph, Polarity, Status

NONE = Dataset()
EXPORTERS = (to_followthemoney, to_neo4j, to_notes, to_quickstatements, to_sqlite)


def notes_of(graph: KnowledgeGraph) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(to_notes(graph, NONE))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def ftm_of(graph: KnowledgeGraph) -> list[dict]:
    return [json.loads(line) for line in to_followthemoney(graph, NONE).splitlines()]


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_the_order_of_the_input_changes_no_byte(exporter) -> None:
    graph = WIKIDATA_GRAPH
    mixed = replace(graph, facts=graph.facts[::-1], entities=graph.entities[::-1], articles=graph.articles[::-1])
    assert exporter(mixed, NONE) == exporter(graph, NONE)


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_an_empty_graph_is_written(exporter) -> None:
    assert isinstance(exporter(empty_graph(), NONE), bytes)


def test_a_graph_that_lacks_entities_and_articles_is_written() -> None:
    bare = replace(knowledge_graph(), entities=(), articles=())
    assert {"Corea del Norte.md", "Rusia.md"} <= set(notes_of(bare))
    assert {entity["schema"] for entity in ftm_of(bare)} == {"Article", "Event", "LegalEntity", "UnknownLink"}
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(to_sqlite(bare, NONE))
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("SELECT count(*) FROM articles").fetchone() == (2,)


def test_whoever_the_facts_name_is_a_participant() -> None:
    graph = replace(knowledge_graph(), entities=())
    found = {entity.id: entity for entity in participants(graph)}
    assert {"PRK", "RUS", "per-igor-petrov", "org-ejemplo"} <= set(found)
    assert (found["RUS"].label, found["RUS"].kind) == ("Rusia", EntityKind.GROUP)
    assert participants(knowledge_graph()) == knowledge_graph().entities


def test_followthemoney_says_what_a_link_is_not() -> None:
    roles = {
        entity["properties"]["role"][0] for entity in ftm_of(knowledge_graph()) if entity["schema"] == "UnknownLink"
    }
    assert {"AID/arms-transfer (hedged)", "AID/arms-transfer (denied)", "CONSULT/visit (planned)"} <= roles
    (event,) = (entity for entity in ftm_of(knowledge_graph()) if "MOBILIZE" in str(entity["properties"].get("name")))
    assert event["properties"]["involved"] == ["RUS"]
    assert event["properties"]["proof"] == [f"art-{local_name('b dos')}"]


@pytest.mark.parametrize("graph", [hostile_graph(), made_graph(30)])
def test_followthemoney_stays_valid_whatever_the_texts_are(graph) -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is installed for Python 3.11 alone")
    for entity in ftm_of(graph):
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(proxy.to_dict())


def test_texts_of_any_kind_come_back_from_the_database() -> None:
    graph = hostile_graph()
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(to_sqlite(graph, NONE))
        assert {row[0] for row in database.execute("SELECT evidence FROM facts")} == {f.evidence for f in graph.facts}
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM facts WHERE object_id IS NULL").fetchone() == (
            sum(not fact.object_id for fact in graph.facts),
        )


def test_the_database_holds_no_text_of_an_article() -> None:
    graph = knowledge_graph()
    data = to_sqlite(graph, NONE)
    assert not [article.id for article in graph.articles if article.text.encode() in data]


def test_two_actors_of_one_name_have_two_notes_whatever_the_case() -> None:
    graph = knowledge_graph()
    twin = replace(graph.entities[1], id="XYZ", label="COREA DEL NORTE", state="")
    fact = replace(graph.facts[0], id="cl-twin", subject_id="XYZ", subject="COREA DEL NORTE")
    notes = notes_of(replace(graph, entities=(*graph.entities, twin), facts=(*graph.facts, fact)))
    assert {"Corea del Norte.md", "COREA DEL NORTE (XYZ).md"} <= set(notes)
    assert len({name.casefold() for name in notes}) == len(notes)
    assert "[[COREA DEL NORTE (XYZ)]]" in "".join(notes.values())


def test_notes_are_safe_names_and_texts_no_markup_whatever_they_hold() -> None:
    notes = notes_of(hostile_graph())
    assert len(notes) == len(hostile_graph().entities)
    for name, text in notes.items():
        assert not re.search(r'[\\/:*?"<>|#^\[\]\x00-\x1f]', name)
        assert len(name) < 200
        head = text.split("---\n")[1]
        assert set(yaml.safe_load(head)) >= {"id", "kind", "aliases"}
        page = MarkdownIt("commonmark").render(text.split("---\n", 2)[2])
        assert "<script" not in page
        assert "<img" not in page
        assert 'href="javascript' not in page


def test_notes_tell_the_newest_first_and_what_is_denied_or_planned() -> None:
    note = notes_of(knowledge_graph())["Corea del Norte.md"]
    assert note.index("2024-06-19") < note.index("2024-06 ·") < note.index("es aliado de")
    assert "negado" in note
    assert "previsto" in note
    assert "  > Pionyang habría enviado «obuses» a Moscú" in note
    assert "(<https://uno.example/a>)" in note


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": Polarity.NEG}, {"status": Status.PLANNED}, {"status": Status.HEDGED}, {"attributed_to": "Fuentes"},
        {"relation": "ALLIED_WITH"}, {"object_id": "gat-cumbre-de-ejemplo"},
    ],
)  # fmt: skip
def test_quickstatements_are_certain_or_not_there(change) -> None:
    (member,) = (fact for fact in WIKIDATA_GRAPH.facts if fact.relation == "MEMBER_OF")
    graph = replace(WIKIDATA_GRAPH, facts=(member,))
    assert to_quickstatements(graph, NONE) == b'Q399|P463|Q7184|S854|"https://uno.example/a"\n'
    assert to_quickstatements(replace(graph, facts=(replace(member, **change),)), NONE) == b""


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "file:///etc/passwd", "https://a.example/x y"])
def test_quickstatements_need_a_web_address(url) -> None:
    articles = tuple(replace(article, url=url) for article in WIKIDATA_GRAPH.articles)
    assert to_quickstatements(replace(WIKIDATA_GRAPH, articles=articles), NONE) == b""


def test_a_web_address_cannot_end_a_column() -> None:
    articles = tuple(replace(a, url="https://a.example/x|P31|Q5") for a in WIKIDATA_GRAPH.articles)
    assert to_quickstatements(replace(WIKIDATA_GRAPH, articles=articles), NONE).count(b"|") == 4


def test_a_wrong_wikidata_number_gives_no_statement() -> None:
    entities = tuple(replace(e, wikidata="Q0|P31") if e.id == "org-ejemplo" else e for e in WIKIDATA_GRAPH.entities)
    assert to_quickstatements(replace(WIKIDATA_GRAPH, entities=entities), NONE) == b""


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31")), ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-06-19", ("2024-06-19", "2024-06-19")), ("2024-06-19T08:00:00Z", ("2024-06-19", "2024-06-19")),
        ("", None), ("2024-13", None), ("2023-02-29", None), ("ayer", None), ("0000-00", None),
    ],
)  # fmt: skip
def test_days_of_dates(value, days) -> None:
    assert first_and_last_day(value) == days


def test_an_entity_without_a_label_is_named_by_its_id() -> None:
    graph = knowledge_graph()
    nameless = tuple(Entity("RUS", EntityKind.COUNTRY, "", state="RUS") if e.id == "RUS" else e for e in graph.entities)
    assert "(RUS).md" in notes_of(replace(graph, entities=nameless))
    (russia,) = (e for e in ftm_of(replace(graph, entities=nameless)) if e["id"] == "RUS")
    assert russia["properties"]["name"] == ["RUS"]
