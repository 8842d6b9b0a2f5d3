"""Commands on a graph that was built: query, export, store, remove, view; and the library's face."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

import graph_builder as gb
from graph_builder.nlp.pipeline import BUNDLED


def run(*arguments, stdin=None):
    return subprocess.run(
        [sys.executable, "-m", "graph_builder.cli", *map(str, arguments)],
        capture_output=True, text=True, input=stdin, check=False, env={**os.environ, "COLUMNS": "200"},
    )  # fmt: skip


def test_the_library_and_the_tables_say_the_same(kg, out):
    assert len(kg.articles) == 2
    frame = kg.to_pandas()
    assert list(frame["id"]) == [fact.id for fact in kg.facts]
    assert {key for _, _, key in kg.to_networkx().edges(keys=True)} == {fact.id for fact in kg.facts if fact.object_id}
    loaded = gb.load(out)
    assert (loaded.facts, loaded.entities, loaded.articles) == (kg.facts, kg.entities, kg.articles)
    assert loaded.query("disputed") == kg.query("disputed")
    assert kg.query("SELECT ?claim WHERE { ?claim a al:Claim }", max_rows=3).truncated
    explained = kg.explain(kg.facts[0].id)
    assert explained.evidence == kg.facts[0].evidence
    assert repr(kg).startswith("<Graph of 2 articles")


def test_a_format_that_is_none_is_told(kg, tmp_path):
    with pytest.raises(gb.GraphBuilderError, match="no format 'xls'"):
        kg.save(tmp_path, formats=("xls",))


def test_importing_the_package_alone_is_light():
    code = "import sys, graph_builder; sys.exit('spacy' in sys.modules or 'rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_spacy_component_finds_the_facts_of_a_text():
    nlp = spacy.load(BUNDLED)
    nlp.add_pipe("alliance_facts", config={"published": "2024-06-21"})
    doc = nlp("Rusia acusó ayer a Ucrania de violar la tregua.")
    [fact] = [fact for fact in doc._.facts if fact.relation == "ACCUSE"]
    assert (fact.subject_state, fact.object_state) == ("RUS", "UKR")
    assert doc.text[fact.start : fact.end] == fact.evidence
    assert fact.subject_id in doc._.entities


def test_questions_by_name_from_a_file_and_from_standard_input(out, tmp_path):
    query = "SELECT ?claim WHERE { ?claim a al:Claim } ORDER BY ?claim"
    by_input = run("query", out, "--file", "-", "-o", "csv", stdin=query)
    (tmp_path / "q.rq").write_text(query, encoding="utf-8")
    by_file = run("query", out, "--file", tmp_path / "q.rq", "-o", "json")
    assert by_input.returncode == by_file.returncode == 0, by_input.stderr + by_file.stderr
    claims = [row["claim"] for row in csv.DictReader(io.StringIO(by_input.stdout))]
    assert claims == [row["claim"] for row in json.loads(by_file.stdout)] != []
    named = run("query", out, "--name", "claims", "--param", "actor=PRK")
    assert named.returncode == 0
    assert "Corea del Norte" in named.stdout
    construct = "CONSTRUCT { ?s a al:Claim } WHERE { ?s a al:Claim }"
    turtle = run("query", out, "--file", "-", "-o", "ttl", "--max-rows", "2", stdin=construct)
    assert turtle.stdout.count("al:Claim") == 2
    assert "only the first 2 rows" in turtle.stderr
    assert "supplies" in run("query", "--list").stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--name", "nothing"), "there are: claims"),
        (("--name", "claims"), "--param actor="),
        (("--name", "claims", "--param", "actor"), "must read NAME=VALUE"),
        (("--name", "disputed", "-o", "xml"), "known are table, csv, json, ttl"),
        (("--name", "disputed", "-o", "ttl"), "write CONSTRUCT or take csv"),
        (("--file", "missing.rq"), "missing.rq"),
        ((), "either --name or --file"),
    ],
)
def test_wrong_questions_end_with_2_and_one_line(out, options, message):
    done = run("query", out, *options)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_time_limit_ends_a_query(out):
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = run("query", out, "--file", "-", "--timeout", "0.5", stdin=endless)
    assert done.returncode == 2
    assert "more than 0.5 seconds" in done.stderr


def test_a_graph_is_exported_again_with_the_same_bytes(kg, out, tmp_path):
    done = run("export", out, "-f", "gexf", "-f", "ttl", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    kg.save(tmp_path / "direct", formats=("gexf", "ttl"))
    for name in ("graph.gexf", "graph.ttl"):
        assert (tmp_path / name).read_bytes() == (tmp_path / "direct" / name).read_bytes()
    assert run("export", tmp_path / "none", "-f", "ttl").returncode == 2
    assert "known are" in run("export", out, "-f", "xls").stderr


def test_a_store_takes_articles_in_replaces_changed_ones_and_lets_them_go(tmp_path):
    store, articles = tmp_path / "store", tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("Rusia acusó a Ucrania de violar la tregua.\n", encoding="utf-8")
    assert run("build", articles, "--out", tmp_path / "o", "--store", store, "-q").returncode == 0
    first = gb.load(store).facts
    (articles / "a.txt").unlink()
    (articles / "b.txt").write_text("China sancionó a Taiwán.\n", encoding="utf-8")
    assert run("build", articles, "--out", tmp_path / "o", "--store", store, "-q").returncode == 0
    both = gb.load(store).facts
    assert {fact.article for fact in both} == {"a", "b"}
    assert set(first) <= set(both)
    (articles / "b.txt").write_text("Irán sancionó a Israel.\n", encoding="utf-8")
    assert run("build", articles, "--out", tmp_path / "o", "--store", store, "-q").returncode == 0
    states = {(fact.subject_state, fact.object_state) for fact in gb.load(store).facts}
    assert ("IRN", "ISR") in states
    assert ("CHN", "TWN") not in states
    gone = run("remove", "b", "--store", store)
    assert gone.returncode == 0, gone.stderr
    assert gb.load(store).facts == first
    assert run("remove", "b", "--store", store).returncode == 2


def test_view_says_where_the_page_is_or_what_is_missing(out, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    from graph_builder.cli import app, view

    assert app is not None
    view.view_command(out)
    assert opened == [(out / "graph.html").resolve().as_uri()]
    assert run("view", tmp_path).returncode == 2


def test_a_folder_that_is_no_graph(tmp_path):
    done = run("query", tmp_path, "--name", "disputed")
    assert done.returncode == 2
    assert str(Path(tmp_path)) in done.stderr


def test_what_is_held_back_is_exported_without_a_new_parse(kg, out, tmp_path):
    """Every fact is shown or held back by its probability, and can be asked for again."""
    assert kg.held_back
    assert min(fact.confidence for fact in kg.facts) > max(fact.confidence for fact in kg.held_back)
    for least in (0.0, 0.9):
        done = run("export", out, "--format", "csv", "--out", tmp_path, "--min-confidence", least)
        assert done.returncode == 0, done.stderr
        with (tmp_path / "facts.csv").open(encoding="utf-8", newline="") as handle:
            shown = {row["id"]: float(row["confidence"]) for row in csv.DictReader(handle)}
        wanted = {fact.id: fact.confidence for fact in (*kg.facts, *kg.held_back) if fact.confidence >= least}
        assert shown == wanted == {fact.id: fact.confidence for fact in kg.at(least).facts}
    assert kg.at(0.9).expected_precision > kg.expected_precision > kg.at(0.0).expected_precision
    assert run("export", out, "--format", "csv", "--min-confidence", 1.5).returncode == 2


def test_a_fact_says_what_speaks_for_it_and_against_it(kg, out):
    explained = dict(kg.explain(kg.facts[0].id).lines())
    assert explained["probability"] == f"{kg.facts[0].confidence:.2f}"
    assert explained["speaks for"].split("; ") == list(kg.facts[0].speaks_for)
    assert run("explain", kg.facts[0].id, "--graph", out).stdout.count(explained["speaks for"]) == 1
    held = run("explain", kg.held_back[0].id, "--graph", out)
    assert held.returncode == 2
    assert f"is held back: its probability {kg.held_back[0].confidence:.2f}" in held.stderr
