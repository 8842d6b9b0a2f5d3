"""The tables of `graph-builder entities`: every mention with its rule, and pairs that look like one actor."""

from __future__ import annotations

import csv

import pytest
from typer.testing import CliRunner

import graph_builder as gb
from graph_builder.builder import build
from graph_builder.cli import app
from graph_builder.settings import Settings

TEXTS = {
    "a": "El Gobierno de Rusia acusó a Ucrania. El analista Kirill Rogov visitó Moscú.",
    "b": "Francia expulsó a tres diplomáticos rusos. El analista Kiril Rógov visitó París.",
    "c": "Zurbano acusó a Rusia de atacar a Ucrania.",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    out = tmp_path_factory.mktemp("out")
    build(Settings(inputs=(str(folder),), out=out))
    return out


def rows(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t"))


def test_actors_mentions_and_likely_duplicates_are_listed(graph, tmp_path):
    result = CliRunner().invoke(app, ["entities", str(graph), "--out", str(tmp_path), "--show", "3"])
    assert result.exit_code == 0, result.output
    entities = {row["entity"]: row for row in rows(tmp_path / "entities.tsv")}
    assert entities["RUS"]["listed"] == "yes"
    assert int(entities["RUS"]["articles"]) == 2
    mentions = [row for row in rows(tmp_path / "mentions.tsv") if row["entity"] == "RUS"]
    assert {row["article"] for row in mentions} == {"a", "c"}
    for row in mentions:
        assert TEXTS[row["article"]][int(row["start"]) : int(row["end"])] == row["mention"]
        assert row["rule"]
        assert 0 < float(row["score"]) <= 1
    assert (tmp_path / "duplicates.tsv").read_text("utf-8").startswith("score\tone\tone_label")


def test_a_users_alias_is_heeded_and_a_wrong_one_is_told(graph, tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "c.txt").write_text(TEXTS["c"] + "\n", encoding="utf-8")
    aliases = tmp_path / "aliases.tsv"
    aliases.write_text("name\tactor\nZurbano\tESP\n", encoding="utf-8")
    built = build(Settings(inputs=(str(folder),), out=out, aliases=aliases))
    [fact] = [fact for fact in built.graph.facts if fact.relation == "ACCUSE"]
    assert (fact.subject_id, fact.object_id) == ("ESP", "RUS")
    assert [fact.subject_id for fact in gb.build(folder, aliases=aliases).facts if fact.relation == "ACCUSE"] == ["ESP"]
    aliases.write_text("name\tactor\nZurbano\tNadie\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["build", str(folder), "--out", str(out), "--aliases", str(aliases)])
    assert result.exit_code == 2
    assert "aliases.tsv:2: actor 'Nadie'" in result.output
