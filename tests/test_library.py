"""The library's face: what can be handed to `build`, and what graphs, facts and answers give other tools."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pandas as pd
import polars as pl
import pytest
from builders_rdf import ARTICLES, fact, knowledge_graph

import graph_builder as gb
from graph_builder.api.given import told_apart
from graph_builder.builder import build as run_build
from graph_builder.errors import ConfigurationError
from graph_builder.model import Status
from graph_builder.settings import Settings

GRAPH = gb.Graph(knowledge_graph())
SANCTION = "China sancionó a Taiwán."


def test_all_that_is_exported_is_listed_and_what_is_not_is_told_with_the_nearest():
    assert set(gb.__all__) == {name for name in dir(gb) if not name.startswith("_")} | {"__version__"}
    assert all(getattr(gb, name) is not None for name in gb.__all__)
    with pytest.raises(AttributeError, match=r"no attribute 'buidl'; did you mean build\?"):
        gb.buidl  # noqa: B018


def test_texts_mappings_articles_tables_and_paths_are_built_alike(tmp_path):
    (tmp_path / "nota.txt").write_text(SANCTION, "utf-8")
    rows = {"cuerpo": [SANCTION, None], "fecha": [pd.Timestamp("2024-06-19"), None]}
    given = [
        tmp_path / "nota.txt",
        SANCTION,
        {"texto": SANCTION, "id": "de-un-dict"},
        gb.Article("de-un-articulo", SANCTION, published="2024-06-19"),
        pd.DataFrame(rows),
        pl.DataFrame({"cuerpo": [SANCTION], "id": ["02"]}),
    ]
    kg = gb.build(given)
    ids = ["02", "de-un-articulo", "de-un-dict", "nota", "text-1", "text-4"]
    assert [article.id for article in kg.articles] == ids
    assert {fact.article for fact in kg} == set(ids)
    assert {article.published for article in kg.articles if article.id in {"de-un-articulo", "text-4"}} == {
        "2024-06-19"
    }
    assert kg.report is not None
    assert len(kg.report.skipped) == 1  # the row without a text
    assert gb.build(pd.DataFrame({"nota": [SANCTION]}), columns={"text": "nota"}).facts[0].subject_state == "CHN"


@pytest.mark.parametrize("given", ["no/hay.txt", "carpeta de mis artículos", "nota.txt", ["seeds-2"], [3.5]])
def test_what_is_neither_a_path_nor_an_article_is_an_error(given):
    with pytest.raises(ConfigurationError, match=r"no such file or folder|is no article"):
        gb.build(given)


def test_a_misspelt_path_is_told_with_its_neighbour(tmp_path):
    (tmp_path / "noticias").mkdir()
    with pytest.raises(ConfigurationError, match=r"did you mean .*noticias"):
        told_apart(str(tmp_path / "notisias"))


def test_what_reads_like_a_text_is_one():
    text = "Rusia y China firmaron un acuerdo"
    assert told_apart(["Irán acusó a Israel.", f"{text}\n{text}", "x" * 5000 + " y z."])[0] == ()
    with pytest.raises(ConfigurationError, match="a short text is given as"):
        told_apart(text)


def test_a_graph_has_a_length_iterates_and_shows_itself():
    assert len(GRAPH) == len(list(GRAPH)) == len(GRAPH.facts)
    assert gb.Graph(knowledge_graph()).facts == knowledge_graph().facts
    assert "Corea del Norte" in GRAPH._repr_html_()
    assert GRAPH.facts[:2].to_pandas()["id"].tolist() == [one.id for one in GRAPH][:2]
    assert GRAPH.to_polars()["article"].to_list() == GRAPH.to_pandas()["article"].tolist()
    assert repr(GRAPH.facts[:2]) == "<2 facts of 1 articles>"
    assert pickle.loads(pickle.dumps(GRAPH.facts[:2])).query(state="RUS") == GRAPH.facts[:2].query(state="RUS") != ()


def test_an_answer_has_a_length_iterates_and_becomes_a_table():
    answer = GRAPH.query("timeline", actor="Corea del Norte", other="Rusia", terms="label")
    assert len(answer) == len(answer.to_pandas()) == len(answer.to_polars()) > 0
    assert [row["relation"] for row in answer] == answer.to_pandas()["relation"].tolist()
    assert "was taken for PRK" in answer._repr_html_()
    assert GRAPH.query("SELECT ?x { ?x a <a:b> }")


def test_nothing_in_a_table_is_obeyed():
    hostile = gb.Graph(knowledge_graph(), None).facts[0]
    graph = replace(knowledge_graph(), facts=(replace(hostile, subject="<script>alert(1)</script>"),))
    assert "<script>" not in gb.Graph(graph)._repr_html_()


def test_facts_are_narrowed_by_state_relation_period_and_confidence():
    facts = GRAPH.facts
    both = facts.query(state="Rusia", other="prk")
    assert both
    assert all({"RUS", "PRK"} == {one.subject_state, one.object_state} for one in both)
    assert both.query(relation="aid") == tuple(one for one in both if one.relation == "AID")
    assert {one.status for one in facts.query(status=["hedged", "planned"])} == {Status.HEDGED, Status.PLANNED}
    assert facts.query(actor="Ígor Petrov") == tuple(
        one for one in facts if "per-igor-petrov" in {one.subject_id, one.object_id}
    )
    assert {one.article for one in facts.query(article="b dos")} == {"b dos"}
    assert all(one.confidence >= 0.9 for one in facts.query(min_confidence=0.9))
    assert facts.query(polarity="neg").query(polarity="pos") == ()


def test_a_period_keeps_what_may_have_been_in_it():
    dates = {"2024": "2024", "junio": "2024-06", "dia": "2024-06-19", "otro": "2023-01"}
    article = ARTICLES[1]  # without a date of publication
    made = [fact(article, "Rusia", "AID", "", "RUS", "PRK", date=date, theme=name) for name, date in dates.items()]
    graph = gb.Graph(replace(knowledge_graph(), facts=tuple(made)))

    def kept(**period):
        return {one.theme for one in graph.facts.query(**period)}

    assert kept(since="2024-06-20") == {"2024", "junio"}
    assert kept(since="2024-07") == {"2024"}
    assert kept(until="2024-06-18") == {"2024", "junio", "otro"}
    assert kept(since="2023", until="2023-12") == {"otro"}
    assert GRAPH.facts.query(since="2024-07-01", until="2024-07-01", relation="AID")  # by the article's date


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"state": "Rusai"}, "nearest: Rusia"),
        ({"relation": "ADI"}, "no relation 'ADI'"),
        ({"relation": "COPERATE"}, "did you mean COOPERATE?"),
        ({"status": "hegded"}, "did you mean hedged?"),
        ({"since": "19/06/2024"}, "write YYYY"),
        ({"article": "b-dos"}, "did you mean b dos?"),
    ],
)
def test_conditions_that_name_nothing_are_told_with_the_nearest(condition, message):
    with pytest.raises(ConfigurationError, match=message.replace("?", r"\?")):
        GRAPH.facts.query(**condition)


def test_search_difference_and_numbers_are_there_too():
    assert {one.relation for one in GRAPH.search("obuses")} == {"AID"}
    assert GRAPH.diff(GRAPH).same == len(GRAPH)
    assert GRAPH.stats.facts == len(GRAPH)
    assert GRAPH.explain(GRAPH.facts[0]).fact == GRAPH.facts[0].id
    with pytest.raises(ConfigurationError, match=r"did you mean disputed\?"):
        GRAPH.query("disputd")
    with pytest.raises(ConfigurationError, match=r"did you mean parquet\?"):
        GRAPH.save("nowhere", formats=["parket"])


def test_progress_never_goes_back_and_tells_of_parts_of_a_long_article(tmp_path):
    given = [*({"text": SANCTION, "id": f"{number:02}"} for number in range(30)), "\n\n".join([SANCTION] * 120)]
    told = []
    run_build(Settings((), tmp_path, dry_run=True), lambda done, total: told.append((done, total)), given=given)
    steps = [done for done, _ in told]
    assert {total for _, total in told} == {31}
    assert steps == sorted(set(steps))
    assert set(range(1, 32)) <= set(steps)
    assert len([done for done in steps if done % 1]) == 2
