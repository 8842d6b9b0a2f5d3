"""Commands that look at graphs, begin projects and merge: in this process, which is quicker than one a command."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner, Result

import graph_builder as gb
from graph_builder.cli import app

SANCTION = "China sancionó a Taiwán."


def quick(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], prog_name="graph-builder")


def test_ids_are_whole_and_rows_are_lines_where_output_is_piped(kg, out):
    printed = quick("query", out, "--name", "claims", "--param", "actor=Rusia")
    assert "note: actor: 'Rusia' was taken for RUS (Rusia)" in printed.stderr
    rows = [line.split("│") for line in printed.stdout.splitlines()[2:]]
    assert {row[0].strip() for row in rows} == {f"id:{f.id}" for f in kg.facts if "RUS" in (f.subject_id, f.object_id)}
    iris = quick("query", out, "-n", "claims", "-p", "actor=RUS", "-o", "csv", "--terms", "iri").stdout
    assert iris.splitlines()[1].startswith("https://w3id.org/graph-builder/id/cl-")


def test_help_by_h_and_completion_for_the_shell(out):
    assert quick("-h").stdout == quick("--help").stdout
    assert "TEXT..." in quick("search", "-h").stdout
    done = subprocess.run(
        [sys.executable, "-m", "graph_builder"], capture_output=True, text=True, check=False,
        env={**os.environ, "_GRAPH_BUILDER_COMPLETE": "complete_bash", "COMP_WORDS": "graph-builder query -o c",
             "COMP_CWORD": "3"},
    )  # fmt: skip
    assert done.stdout.split() == ["csv"]


def test_numbers_search_and_difference(kg, out, seeds, tmp_path):
    stats = json.loads(quick("stats", out, "--json").stdout)
    assert (stats["facts"], stats["articles"]) == (len(kg.facts), 2)
    assert "relations" in quick("stats", out).stdout
    found = json.loads(quick("search", out, "municion", "-o", "json").stdout)
    assert [row["id"] for row in found]
    assert {row["id"] for row in found} <= {fact.id for fact in kg.facts}
    assert "known are table, csv, json" in quick("search", out, "x", "-o", "xls").stderr
    less = gb.build(seeds / "medvedev-visita-pyongyang.txt")
    less.save(tmp_path)
    tree = json.loads(quick("diff", out, tmp_path, "--json").stdout)
    assert (len(tree["won"]), tree["articles_lost"]) == (0, ["putin-recibe-a-choe-son-hui-en-el-kremlin"])
    assert f"{len(tree['lost'])} lost" in quick("diff", out, tmp_path).stdout


def test_merged_graphs_are_the_graph_of_all_articles(kg, out, seeds, tmp_path):
    for name in ("medvedev-visita-pyongyang", "putin-recibe-a-choe-son-hui-en-el-kremlin"):
        gb.build(seeds / f"{name}.txt").save(tmp_path / name)
    done = quick("merge", *tmp_path.iterdir(), out, "--out", tmp_path / "all")
    assert done.exit_code == 0, done.stderr
    assert done.stderr.count("is in two graphs; read once") == 2
    assert gb.load(tmp_path / "all").facts == kg.facts
    assert quick("merge", out, "--out", tmp_path / "all").exit_code == 2


@pytest.mark.parametrize(("asked", "least"), [((), 0.1), (("--min-confidence", "0.9"), 0.9)])
def test_a_merged_graph_holds_back_no_more_than_the_graphs_do(seeds, tmp_path, asked, least):
    for name, threshold in (("medvedev-visita-pyongyang", 0.1), ("putin-recibe-a-choe-son-hui-en-el-kremlin", 0.95)):
        gb.build(seeds / f"{name}.txt", min_confidence=threshold).save(tmp_path / name)
    assert quick("merge", *tmp_path.iterdir(), "--out", tmp_path / "all", *asked).exit_code == 0
    assert gb.load(tmp_path / "all").facts == gb.build(seeds, min_confidence=least).facts


def test_a_project_says_what_build_reads(tmp_path, monkeypatch, caplog):
    monkeypatch.chdir(tmp_path)
    assert "graph-builder init" in quick("build", "--project", "none.toml").stderr
    assert quick("build", "--out", "out").exit_code == 2
    assert quick("init", "noticias", "--out", "resultado").exit_code == 0
    (tmp_path / "noticias").mkdir()
    (tmp_path / "noticias" / "a.txt").write_text("China sancionó a Taiwán.\n", "utf-8")
    done = quick("build", "-vv")
    assert done.exit_code == 0, done.stderr
    assert "a: 1 sentences, 1 statements" in caplog.messages
    assert (tmp_path / "resultado" / "facts.csv").is_file()
    assert quick("init").exit_code == 2


def test_explain_tells_a_wrong_id_from_what_is_no_graph(kg, out, tmp_path):
    known = kg.facts[0].id
    wrong = known[:-1] + ("0" if known[-1] != "0" else "1")
    assert f"did you mean {known}?" in quick("explain", wrong, "--graph", out).stderr
    (tmp_path / "x.ttl").write_text("<a:b> <a:c> <a:d> .", "utf-8")
    assert "is no graph that graph-builder wrote" in quick("explain", known, "--graph", tmp_path / "x.ttl").stderr


def test_judged_facts_override_the_next_build_and_are_gold(kg, out, seeds, tmp_path):
    article = kg.articles[0].id
    folder = tmp_path / "out"
    kg.save(folder)
    sheet = tmp_path / "sheet.csv"
    assert quick("review", folder, "--export", sheet).exit_code == 0
    lines = sheet.read_text("utf-8-sig").splitlines(keepends=True)
    wrong = kg.facts[0]
    judged = [f"{'rejected' if wrong.id in line else 'a'}{line}" if f",{article}," in line else line for line in lines]
    sheet.write_text("".join(judged), "utf-8")
    done = quick("review", folder, "--import", sheet, "--gold", tmp_path / "gold")
    assert done.exit_code == 0, done.stderr
    assert "0 corrected, 1 rejected" in done.stdout
    assert quick("build", seeds, "--out", folder, "-q").exit_code == 0
    built = gb.load(folder)
    assert wrong.id not in {fact.id for fact in built}
    assert {fact.confidence for fact in built if fact.article == article} == {1.0}
    assert json.loads((folder / "report.json").read_text("utf-8"))["notes"][-1].endswith("1 rejected")
    scores = json.loads(quick("eval", folder, tmp_path / "gold", "--json").stdout)
    assert scores["dyad"]["f1"] == 1
    plain = json.loads(quick("eval", out, tmp_path / "gold", "--json").stdout)
    assert plain["dyad"]["p"] < 1
    assert gb.build(seeds, reviews=folder / "reviews.jsonl").facts == built.facts
    quick("build", seeds, "--out", folder, "-q", "--not-reviewed")
    assert gb.load(folder).facts == kg.facts


def test_judged_facts_go_with_their_graph_into_a_merged_one(tmp_path):
    for name, text in (("a", SANCTION), ("b", "Irán sancionó a Israel.")):
        gb.build({"id": name, "text": text}).save(tmp_path / name)
    sheet = tmp_path / "sheet.csv"
    quick("review", tmp_path / "a", "--export", sheet)
    sheet.write_text(sheet.read_text("utf-8-sig").replace("Taiwán,pos", "Rusia,pos"), "utf-8")
    quick("review", tmp_path / "a", "--import", sheet)
    assert quick("merge", tmp_path / "a", tmp_path / "b", "--out", tmp_path / "all", "-q").exit_code == 0
    assert {fact.object_state for fact in gb.load(tmp_path / "all")} == {"RUS", "ISR"}


def test_judged_facts_of_a_store_stay_when_an_article_is_removed(tmp_path):
    store, articles = tmp_path / "store", tmp_path / "in"
    articles.mkdir()
    (articles / "a.txt").write_text("China sancionó a Taiwán.", "utf-8")
    (articles / "b.txt").write_text("Irán sancionó a Israel.", "utf-8")
    quick("build", articles, "--out", tmp_path / "o", "--store", store, "-q")
    sheet = tmp_path / "sheet.csv"
    quick("review", store, "--export", sheet)
    sheet.write_text(sheet.read_text("utf-8-sig").replace("Taiwán,pos", "Rusia,pos"), "utf-8")
    assert "1 corrected" in quick("review", store, "--import", sheet).stdout
    quick("build", articles, "--out", tmp_path / "o", "--store", store, "-q")
    assert {fact.object_state for fact in gb.load(store)} == {"RUS", "ISR"}
    quick("remove", "b", "--store", store)
    assert {fact.object_state for fact in gb.load(store)} == {"RUS"}
