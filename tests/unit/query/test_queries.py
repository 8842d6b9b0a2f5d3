from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders_rdf import ARTICLES, empty_graph, fact, knowledge_graph
from rdflib import Dataset

from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.export.rdf.nquads import to_nquads
from graph_builder.export.rdf.turtle import to_turtle
from graph_builder.graph.assemble import assemble
from graph_builder.query.named import named_queries, named_query, read_query
from graph_builder.query.opening import open_store
from graph_builder.query.sparql import Answer, run_query
from graph_builder.query.sparql import ask as ask_store

VALUES = {"actor": "PRK", "other": "RUS", "state": "PRK"}
NAMES = (
    "claims",
    "corroborated",
    "disputed",
    "edges",
    "neighbourhood",
    "obligations",
    "supplies",
    "timeline",
)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return assemble(knowledge_graph())


def ask(source: Dataset | Path, name: str, **values: str) -> Answer:
    return run_query(source, named_query(name), values)


def column(answer: Answer, name: str) -> list[str]:
    return [row[answer.columns.index(name)] for row in answer.rows]


def test_the_questions_of_the_model_ship_with_a_description() -> None:
    assert tuple(query.name for query in named_queries()) == NAMES
    assert all(query.description for query in named_queries())


@pytest.mark.parametrize("name", NAMES)
def test_every_question_runs_on_the_empty_graph(name: str) -> None:
    query = named_query(name)
    values = {p.name: VALUES[p.name] for p in query.parameters if p.name in VALUES}
    answer = run_query(assemble(empty_graph()), query, values)
    assert name == "obligations" or answer.rows == ()


def test_claims_tell_speaker_certainty_and_place(dataset: Dataset) -> None:
    answer = ask(dataset, "claims", actor="PRK")
    assert len(answer.rows) == sum("PRK" in (f.subject_id, f.object_id) for f in knowledge_graph().facts)
    row = dict(zip(answer.columns, answer.rows[1], strict=True))
    assert row["speaker"] == "Fuentes surcoreanas"
    assert (row["polarity"], row["certainty"]) == ("al:affirmed", "al:possible")
    assert ARTICLES[0].text[int(row["start"]) : int(row["end"])] == row["quotation"]
    assert row["url"] == "https://uno.example/a"


def test_disputed_names_both_sides(dataset: Dataset) -> None:
    answer = ask(dataset, "disputed")
    assert column(answer, "affirmed_by") == ["Fuentes surcoreanas"]
    assert column(answer, "denied_by") == ["El Kremlin"]


def test_corroborated_needs_two_publishers(dataset: Dataset) -> None:
    answer = ask(dataset, "corroborated")
    assert column(answer, "relation") == ["ALLIED_WITH"]
    assert column(answer, "number") == ["2"]
    assert column(answer, "participants") == ["Corea del Norte – Rusia"]
    assert ask(dataset, "corroborated", publishers="3").rows == ()


def test_obligations_come_from_the_agreements_and_their_dates(dataset: Dataset) -> None:
    after = ask(dataset, "obligations", state="PRK", other="RUS", date="2025")
    assert set(column(after, "obligation")) >= {"defensa"}
    assert len(ask(dataset, "obligations", state="PRK", other="RUS", date="2020").rows) < len(after.rows)
    assert after.rows == ask(dataset, "obligations", state="RUS", other="PRK", date="2025").rows


def test_a_question_leaves_the_store_as_it_was(dataset: Dataset) -> None:
    store = open_store(dataset)
    before = {str(quad) for quad in store}
    answer = ask_store(store, named_query("obligations"), {"state": "PRK", "other": "RUS"})
    assert answer.rows == ask(dataset, "obligations", state="PRK", other="RUS").rows != ()
    assert {str(quad) for quad in store} == before


def test_supplies_by_relation_and_by_narrower_type(dataset: Dataset) -> None:
    for kind in ("AID", "arms-transfer"):
        answer = ask(dataset, "supplies", type=kind)
        assert set(column(answer, "supplier")) == {"Corea del Norte"}
        assert "«obuses»" in column(answer, "what")
        assert set(column(answer, "status")) == {"al:disputed"}
    assert ask(dataset, "supplies", type="CONSULT").rows == ask(dataset, "supplies", type="visit").rows


def test_neighbourhood_takes_two_steps(dataset: Dataset) -> None:
    assert set(column(ask(dataset, "neighbourhood", state="PRK"), "name")) == {"Rusia", "Pacto de Ejemplo"}
    more = fact(ARTICLES[1], "Armenia pertenece", "ALLIED_WITH", "", "ARM", "RUS")
    graph = replace(knowledge_graph(), facts=(*knowledge_graph().facts, more))
    answer = ask(assemble(graph), "neighbourhood", state="PRK")
    assert ("2", "Rusia", "ALLIED_WITH", "id:ARM", "Armenia", "al:asserted") in answer.rows


def test_the_timeline_puts_dated_events_first() -> None:
    first = replace(knowledge_graph().facts[0], date="2023", date_precision="year", id="cl-00000000000000aa")
    graph = replace(knowledge_graph(), facts=(*knowledge_graph().facts, first))
    answer = ask(assemble(graph), "timeline", actor="PRK", other="RUS")
    assert column(answer, "when") == ["2023", "2024-06", "", ""]
    assert column(answer, "claims")[0] == "1"


def test_the_timeline_of_two_states_has_the_visits_of_their_leaders_with_the_words(dataset: Dataset) -> None:
    answer = ask(dataset, "timeline", actor="PRK", other="RUS")
    (visit,) = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows if "alt:visit" in row)
    assert {visit["who"], visit["whom"]} == {"id:PRK", "id:per-igor-petrov"}
    assert visit["quotation"] == "Ígor Petrov, viajará a Pionyang"
    assert ask(dataset, "timeline", actor="RUS", other="PRK").rows


def test_edges_are_triples(dataset: Dataset) -> None:
    answer = ask(dataset, "edges")
    assert ("id:PRK", "al:alliedWith", "id:RUS") in answer.rows
    assert ("id:ARM", "al:memberOf", "id:org-ejemplo") in answer.rows
    assert not any(predicate == "al:suppliesArmsTo" for _, predicate, _ in answer.rows)  # disputed
    assert "al:alliedWith" in answer.turtle


@pytest.mark.parametrize("name", NAMES)
def test_file_folder_and_dataset_give_the_same_answer(name: str, dataset: Dataset, tmp_path: Path) -> None:
    graph = knowledge_graph()
    (tmp_path / "graph.ttl").write_bytes(to_turtle(graph, dataset))
    (tmp_path / "x.nq").write_bytes(to_nquads(graph, dataset))
    query = named_query(name)
    values = {p.name: VALUES[p.name] for p in query.parameters if p.name in VALUES}
    answers = [run_query(source, query, values) for source in (dataset, tmp_path, tmp_path / "x.nq")]
    assert answers[0] == answers[1] == answers[2]


def test_a_parameter_is_a_value_and_never_a_piece_of_the_query(dataset: Dataset) -> None:
    query = read_query(
        "mine",
        "# param name: text: a name\nSELECT ?name ?s WHERE { ?s rdfs:label ?n FILTER(STR(?n) = ?name) }",
    )
    assert run_query(dataset, query, {"name": "Rusia"}).rows == (("id:RUS",),)
    assert run_query(dataset, query, {"name": '") || true #'}).rows == ()


def test_limits(dataset: Dataset) -> None:
    query = read_query("all", "SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    answer = run_query(dataset, query, max_rows=5)
    assert (len(answer.rows), answer.truncated) == (5, True)
    slow = read_query("slow", "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    with pytest.raises(GraphError, match="took more than"):
        run_query(dataset, slow, seconds=0.1)


def test_named_graphs_stay_reachable(dataset: Dataset) -> None:
    query = read_query("graphs", "SELECT ?c { GRAPH id:graph-art-a-uno { ?c a al:Claim } }")
    assert len(run_query(dataset, query).rows) == sum(f.article == "a-uno" for f in knowledge_graph().facts)


def test_ask_is_one_cell(dataset: Dataset) -> None:
    assert run_query(dataset, read_query("a", "ASK { ?s a al:Claim }")).rows == (("true",),)


@pytest.mark.parametrize(
    ("text", "values", "message"),
    [
        ("SELECT WHERE", {}, "no valid SPARQL"),
        ("INSERT DATA { id:a id:b id:c }", {}, "no valid SPARQL"),
        ("SELECT ?s { ?s ?p ?o }", {"x": "1"}, "has no parameter 'x'; it has: none"),
        ("# param x: text: a word\nSELECT ?x { ?x ?p ?o }", {}, r"needs --param x=... \(a word\)"),
        ("# param x: entity: an id\nSELECT ?x { ?x ?p ?o }", {"x": "a> b"}, "'a> b' is no entity"),
        ("# param x: integer: a number\nSELECT ?x { ?y ?p ?x }", {"x": "two"}, "'two' is no integer"),
        ("# param x: text: a word\nSELECT ?y { ?y ?p ?x }", {"x": "two"}, "does not contain"),
    ],
)
def test_errors_name_the_remedy(dataset: Dataset, text: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        run_query(dataset, read_query("mine", text), values)


def test_a_wrong_header_is_told_with_its_form() -> None:
    with pytest.raises(ConfigurationError, match="line 1: 'x entity' is no parameter; write # param NAME"):
        read_query("mine", "# param x entity\nSELECT ?x { ?x ?p ?o }")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="claims, corroborated, disputed"):
        named_query("nothing")


def test_sources_that_cannot_be_read(tmp_path: Path) -> None:
    query = named_query("disputed")
    with pytest.raises(GraphError, match="holds no graph"):
        run_query(tmp_path, query)
    with pytest.raises(GraphError, match="build the graph first"):
        run_query(tmp_path / "no.ttl", query)
    (tmp_path / "bad.ttl").write_text("@prefix al: <https://x.example/> .\nal:a al:b .", encoding="utf-8")
    with pytest.raises(GraphError, match=r"bad.ttl:2: not valid"):
        run_query(tmp_path / "bad.ttl", query)
    with pytest.raises(GraphError, match="unknown kind of file"):
        run_query(tmp_path / "graph.pdf", query)
