"""Dyads: who counts for whom, what is counted how often, in which period, and what the files say of it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import igraph
import networkx as nx
import pandas as pd
import pytest
from builders_graph import states_graph
from builders_rdf import empty_graph, knowledge_graph
from typer.testing import CliRunner

import graph_builder as gb
from graph_builder.api import Graph
from graph_builder.cli import app
from graph_builder.errors import ConfigurationError
from graph_builder.export.tables.dyad_tables import dyad_columns, dyad_files, dyad_network, dyad_rows
from graph_builder.export.tables.dyads import Choice, Dyad, Level, Period, dyads
from graph_builder.model import Article, Fact, KnowledgeGraph, Polarity, Status


def pair(found: tuple[Dyad, ...], first: str, second: str, period: str = "") -> Dyad:
    (one,) = (dyad for dyad in found if (dyad.period, dyad.first.id, dyad.second.id) == (period, first, second))
    return one


def help_of(graph: KnowledgeGraph) -> Fact:
    """The minister of ALF helps BET."""
    return next(fact for fact in graph.facts if fact.id == "s-00")


def counts(dyad: Dyad) -> dict[str, int]:
    return {tally.relation: tally.evidence for tally in dyad.tallies}


def test_a_minister_counts_for_her_state_and_a_repeated_fact_once() -> None:
    found = dyads(states_graph())
    help_ = pair(found, "ALF", "BET")
    assert (help_.facts, help_.articles, counts(help_)) == (2, 1, {"AID": 1})
    assert help_.dates == ("2013-02", "2013-02")
    assert not [one for one in found if "per-ministra" in (one.first.id, one.second.id)]
    assert not [one for one in found if "agr-pacto" in (one.first.id, one.second.id)]


def test_the_same_relation_in_two_articles_is_two_pieces_of_evidence() -> None:
    graph = states_graph()
    again = replace(help_of(graph), id="again", article="other")
    found = dyads(replace(graph, facts=(*graph.facts, again), articles=(*graph.articles, Article("other", ""))))
    one = pair(found, "ALF", "BET")
    assert (one.facts, one.articles, counts(one)) == (3, 2, {"AID": 2})


def test_on_the_level_of_actors_nobody_counts_for_another() -> None:
    found = dyads(states_graph(), Choice(level=Level.ACTOR))
    assert counts(pair(found, "BET", "per-ministra")) == {"AID": 1}
    assert counts(pair(found, "ALF", "agr-pacto")) == {"PARTY_TO": 1}


def test_directed_dyads_tell_who_acts_and_mutual_relations_count_both_ways() -> None:
    found = dyads(states_graph(), Choice(directed=True))
    ends = {(one.first.id, one.second.id): counts(one) for one in found}
    assert ends["ALF", "DEL"] == {"ACCUSE": 1}
    assert ("DEL", "ALF") not in ends
    assert ends["BET", "GAM"] == ends["GAM", "BET"] == {"COOPERATE": 1}


def test_periods_are_those_of_the_events() -> None:
    months = dyads(states_graph(), Choice(by=Period.MONTH))
    assert counts(pair(months, "ALF", "BET", "2013-02")) == {"AID": 1}
    assert counts(pair(months, "DEL", "EPS", "")) == {"AID": 1}, "a year alone tells no month"
    years = dyads(states_graph(), Choice(by=Period.YEAR))
    assert counts(pair(years, "DEL", "EPS", "2013")) == {"AID": 1}
    assert [one.period for one in years] == sorted(one.period for one in years)


def test_publication_dates_count_only_where_asked_for_and_never_as_dates() -> None:
    graph = states_graph()
    dated = replace(graph, articles=tuple(replace(one, published="2020-05-04") for one in graph.articles))
    assert pair(dyads(dated, Choice(by=Period.MONTH)), "ALF", "GAM").dates == ()
    reported = dyads(dated, Choice(by=Period.MONTH, reported=True))
    assert pair(reported, "ALF", "GAM", "2020-05").dates == ()
    assert pair(reported, "ALF", "BET", "2013-02").facts == 2


def test_what_is_denied_is_no_evidence_and_makes_a_relation_disputed() -> None:
    one = pair(dyads(knowledge_graph()), "PRK", "RUS")
    assert counts(one) == {"AID": 1, "ALLIED_WITH": 2, "CONSULT": 1}
    assert one.facts == 5
    assert one.disputed_share == pytest.approx(2 / 5)
    graph = states_graph()
    denied = replace(help_of(graph), id="no", subject_id="BET", object_id="ALF", polarity=Polarity.NEG)
    other_way = pair(dyads(replace(graph, facts=(*graph.facts, denied))), "ALF", "BET")
    assert (other_way.facts, counts(other_way), other_way.disputed_share) == (3, {"AID": 1}, 0)


def test_facts_are_chosen_by_status_and_confidence() -> None:
    graph = knowledge_graph()
    sure = pair(dyads(graph, Choice(statuses=frozenset({Status.FACT}))), "PRK", "RUS")
    assert counts(sure) == {"AID": 0, "ALLIED_WITH": 2}
    assert counts(pair(dyads(graph, Choice(min_confidence=0.95)), "PRK", "RUS")) == {"ALLIED_WITH": 2, "CONSULT": 1}


def test_the_order_of_the_input_changes_nothing() -> None:
    graph = states_graph()
    mixed = replace(graph, facts=graph.facts[::-1], entities=graph.entities[::-1])
    assert dyad_files(mixed, Choice(by=Period.YEAR), ["csv", "gexf", "graphml"]) == dyad_files(
        graph, Choice(by=Period.YEAR), ["csv", "gexf", "graphml"]
    )


def test_csv_and_parquet_say_the_same_in_the_same_columns_for_every_graph() -> None:
    files = dyad_files(knowledge_graph(), Choice(), ["csv", "parquet"])
    table = list(csv.DictReader(io.StringIO(files["dyads.csv"].decode())))
    frame = pd.read_parquet(io.BytesIO(files["dyads.parquet"]))
    assert [name for name, _ in dyad_columns()] == list(frame) == list(table[0])
    assert frame.astype(object).where(frame.notna(), "").astype(str).to_dict("records") == table
    (row,) = (row for row in table if (row["a"], row["b"]) == ("PRK", "RUS"))
    assert (row["a_cow"], row["b_cow"], row["cooperation"], row["conflict"], row["balance"]) == (
        "731",
        "365",
        "4",
        "0",
        "1.0",
    )
    assert (row["standing"], row["material_cooperation"], row["verbal_cooperation"]) == ("2", "1", "1")
    assert dyad_files(empty_graph(), Choice(), ["csv"])["dyads.csv"].decode().strip() == ",".join(frame)


def test_the_sides_of_a_balance_add_up_to_the_counts_of_relations() -> None:
    names = [name for name, _ in dyad_columns()]
    for graph in (knowledge_graph(), states_graph()):
        for row in (dict(zip(names, cells, strict=True)) for cells in dyad_rows(dyads(graph))):
            relations = sum(row[name] for name in names if name.isupper())
            classes = sum(
                row[name] for name in ("standing", *(n for n in names if n.startswith(("verbal_", "material_"))))
            )
            assert relations == classes >= row["cooperation"] + row["conflict"]


def test_networks_have_one_weighted_edge_a_pair_and_relation() -> None:
    files = dyad_files(knowledge_graph(), Choice(), ["gexf", "graphml"])
    network = nx.read_gexf(io.BytesIO(files["dyads.gexf"]))
    edges = {(s, data["relation"], t): data["weight"] for s, t, data in network.edges(data=True)}
    assert edges["PRK", "ALLIED_WITH", "RUS"] == 2.0
    assert edges["PRK", "AID", "RUS"] == 1.0
    assert ("RUS", "ALLIED_WITH", "PRK") not in edges
    assert len(edges) == network.number_of_edges()
    assert nx.number_of_selfloops(network) == 0


def test_igraph_reads_the_network(tmp_path) -> None:
    (tmp_path / "d.graphml").write_bytes(dyad_files(states_graph(), Choice(), ["graphml"])["dyads.graphml"])
    network = igraph.Graph.Read_GraphML(str(tmp_path / "d.graphml"))
    assert sorted(network.vs["label"]) == [
        "Estado ALF",
        "Estado BET",
        "Estado DEL",
        "Estado EPS",
        "Estado GAM",
        "Estado ZET",
        "Liga del Norte",
    ]
    assert sorted(network.es["relation"]).count("AID") == 2


def test_what_is_only_denied_is_no_edge() -> None:
    graph = knowledge_graph()
    denials = tuple(fact for fact in graph.facts if fact.polarity is Polarity.NEG)
    assert len(dyads(replace(graph, facts=denials))) == 1
    assert dyad_network(replace(graph, facts=denials), Choice()).number_of_edges() == 0


def test_the_library_gives_a_typed_frame() -> None:
    frame = Graph(knowledge_graph()).dyads(by="year")
    assert set(frame.loc[frame["a"] == "PRK", "period"].dropna()) == {"2024"}
    assert str(frame["facts"].dtype) == "int64"
    with pytest.raises(ValueError, match="decade"):
        Graph(knowledge_graph()).dyads(by="decade")


def test_the_command_prints_or_writes(tmp_path) -> None:
    Graph(knowledge_graph()).save(tmp_path, formats=("kg",))
    runner = CliRunner()
    printed = runner.invoke(app, ["dyads", str(tmp_path), "-o", "csv"])
    assert printed.exit_code == 0
    assert printed.stdout.encode() == dyad_files(knowledge_graph(), Choice(), ["csv"])["dyads.csv"]
    assert "ALLIED_WITH 2" in runner.invoke(app, ["dyads", str(tmp_path)], env={"COLUMNS": "300"}).stdout
    done = runner.invoke(app, ["dyads", str(tmp_path), "-f", "gexf", "-f", "csv", "--out", str(tmp_path / "d")])
    assert done.exit_code == 0
    assert {path.name for path in (tmp_path / "d").iterdir()} == {"dyads.csv", "dyads.gexf"}
    for wrong in (["--by", "week"], ["--level", "bloc"], ["--status", "sure"], ["-o", "xls"], ["-f", "xls"]):
        assert runner.invoke(app, ["dyads", str(tmp_path), *wrong]).exit_code == 2
    with pytest.raises(ConfigurationError, match="known are csv"):
        dyad_files(knowledge_graph(), Choice(), ["xls"])
    assert gb.load(tmp_path).dyads().equals(Graph(knowledge_graph()).dyads())
