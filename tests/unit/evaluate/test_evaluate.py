"""Scores of small made-up tables, counted by hand; kinds of mistakes; tables that are wrong; the command."""

from __future__ import annotations

import csv
import json

import pytest
from typer.testing import CliRunner

from graph_builder.cli import app
from graph_builder.errors import ConfigurationError
from graph_builder.evaluate import Level, Mistake, evaluate
from graph_builder.evaluate.matching import Comparison
from graph_builder.export.tables.facts_table import COLUMNS
from graph_builder.vocabulary.scoring import load_scoring_rules

GOLD_COLUMNS = (
    "evidence", "relation", "subject", "subject_state", "object", "object_state", "polarity", "status",
    "attributed_to", "date",
)  # fmt: skip


def fact(relation, subject, state, other="", other_state="", evidence="", **cells):
    return {
        "relation": relation, "subject": subject, "subject_state": state, "object": other,
        "object_state": other_state, "evidence": evidence, "polarity": "pos", "status": "fact", **cells,
    }  # fmt: skip


GOLD = {
    "uno": [
        fact("CONSULT", "Chile", "CHL", "Perú", "PER", "Perú y Chile se reunieron el 3 de mayo", date="2024-05-03"),
        fact("ACCUSE", "Malí", "MLI", "Francia", "FRA", "Malí acusó a Francia", attributed_to="un diario"),
        fact("AID", "China", "CHN", "Cuba", "CUB", "China envió arroz a Cuba"),
        fact("ASSAULT", "Chad", "TCD", "Sudán", "SDN", "el ataque de Chad contra Sudán"),
        fact("PARTICIPATES_IN", "Malta", "MLT", "Cumbre del Mar", "", "Malta en la Cumbre del Mar", status="planned"),
    ],
    "dos": [
        fact("SANCTION", "Irán", "IRN", "Catar", "QAT", "Irán expulsó al embajador de Catar"),
        fact("MOBILIZE", "Omán", "OMN", evidence="Omán desplegó dos fragatas"),
        fact("PROTEST", "Sindicatos", "TUN", evidence="los sindicatos salieron a la calle"),
    ],
    "tres": [],
}
FACTS = {
    "articles/uno.txt": [
        fact("CONSULT", "Perú", "PER", "Chile", "CHL", "Perú y Chile se reunieron", date="2024-05"),
        fact("CONSULT", "Chile", "CHL", "Perú", "PER", "Chile y Perú hablaron", status="planned"),
        fact("ACCUSE", "Malí", "MLI", "República Francesa", "FRA", "Malí acusó a Francia", polarity="neg"),
        fact("REQUEST", "China", "CHN", "Cuba", "CUB", "China envió arroz a Cuba"),
        fact("ASSAULT", "Sudán", "SDN", "Chad", "TCD", "ataque de Chad contra Sudán"),
        fact("PARTICIPATES_IN", "Malta", "MLT", "cumbre del mar", "", "Malta en la Cumbre", attributed_to="Malta"),
    ],
    "dos": [
        fact("SANCTION", "Irán", "IRN", "Baréin", "BHR", "Irán expulsó al embajador"),
        fact("MOBILIZE", "Omán", "OMN", evidence="Omán desplegó dos fragatas", status="hedged"),
        fact("SUPPORT", "Noruega", "NOR", "Suecia", "SWE", "Noruega felicitó a Suecia"),
    ],
    "cuatro": [fact("ACCUSE", "Malí", "MLI", "Francia", "FRA", "Malí acusó a Francia")],
}


def write_gold(folder, tables=None):
    folder.mkdir(exist_ok=True)
    for name, rows in (tables or GOLD).items():
        lines = ["\t".join(GOLD_COLUMNS)] + ["\t".join(row.get(c, "") for c in GOLD_COLUMNS) for row in rows]
        (folder / f"{name}.gold.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def write_facts(path, tables=None):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        writer.writeheader()
        for article, rows in (tables or FACTS).items():
            writer.writerows({"article": article, **row} for row in rows)
    return path


@pytest.fixture
def tables(tmp_path):
    return write_facts(tmp_path / "facts.csv"), write_gold(tmp_path / "gold")


def counted(score):
    return score.hits, score.predicted, score.gold


def test_levels_are_those_counted_by_hand(tables):
    scores, _ = evaluate(*tables)
    assert (scores.articles, scores.unscored) == (3, 1)
    # hits: meeting, accusation, participation, deployment
    assert counted(scores.levels[Level.DYAD]) == (4, 9, 8)
    assert counted(scores.levels[Level.QUAD]) == (4, 9, 8)  # REQUEST is conflict, AID cooperation
    assert counted(scores.levels[Level.PAIR]) == (6, 9, 8)  # and the aid, and the attack the wrong way round
    dyad = scores.levels[Level.DYAD]
    assert dyad.precision == pytest.approx(4 / 9)
    assert dyad.recall == pytest.approx(4 / 8)
    assert dyad.f1 == pytest.approx(2 * 4 / (9 + 8))


def test_what_is_right_on_hits_is_counted_by_hand(tables):
    scores, _ = evaluate(*tables)
    assert scores.on_hits == {
        "names": pytest.approx(3 / 4),  # "República Francesa" and "Francia" share a state, not a name
        "polarity": pytest.approx(3 / 4),
        "status": pytest.approx(2 / 4),  # the meeting and the accusation
        "attributed": pytest.approx(2 / 4),  # the accusation lacks its speaker, the participation has one too many
        "date": 0.0,  # a month where a day is annotated
    }


def test_the_table_by_relation_adds_up(tables):
    scores, _ = evaluate(*tables)
    assert counted(scores.relations["CONSULT"]) == (1, 2, 1)
    assert counted(scores.relations["PROTEST"]) == (0, 0, 1)
    assert counted(scores.relations["SUPPORT"]) == (0, 1, 0)
    assert scores.relations["PROTEST"].precision == scores.relations["PROTEST"].f1 == 0.0
    for place, total in enumerate(counted(scores.levels[Level.DYAD])):
        assert sum(counted(score)[place] for score in scores.relations.values()) == total


def test_every_fact_without_a_match_has_its_kind(tables):
    _, differences = evaluate(*tables)
    assert [(d.article, d.fact.relation, d.mistake) for d in differences.misses] == [
        ("dos", "SANCTION", Mistake.ACTOR),
        ("dos", "PROTEST", Mistake.NOTHING),
        ("uno", "AID", Mistake.RELATION),
        ("uno", "ASSAULT", Mistake.CROSSED),
    ]
    assert [(d.article, d.fact.relation, d.mistake) for d in differences.extras] == [
        ("dos", "SANCTION", Mistake.ACTOR),
        ("dos", "SUPPORT", Mistake.NOTHING),
        ("uno", "CONSULT", Mistake.REPEATED),
        ("uno", "REQUEST", Mistake.RELATION),
        ("uno", "ASSAULT", Mistake.CROSSED),
    ]
    aid = differences.misses[2]
    assert aid.instead is not None
    assert aid.instead.relation == "REQUEST"
    assert differences.misses[1].instead is None


def test_another_fact_in_the_same_words_is_told(tmp_path):
    gold = {"a": [fact("AID", "Suiza", "CHE", "Haití", "HTI", "Suiza, que felicitó a Cuba, ayuda a Haití")]}
    facts = {"a": [fact("SUPPORT", "Suiza", "CHE", "Cuba", "CUB", "Suiza, que felicitó a Cuba")]}
    _, differences = evaluate(write_facts(tmp_path / "f.csv", facts), write_gold(tmp_path / "gold", gold))
    assert [d.mistake for d in (*differences.misses, *differences.extras)] == [Mistake.PLACE, Mistake.PLACE]


def test_the_assignment_is_the_largest_not_the_first(tmp_path):
    """The fact without a state agrees with two annotated ones: it must leave the one to the fact that needs it."""
    gold = {"a": [fact("ACCUSE", "Marta Ruiz", "", "Cuba", "CUB"), fact("ACCUSE", "Ruiz", "COL", "Cuba", "CUB")]}
    facts = {"a": [fact("ACCUSE", "Marta Ruiz", "", "Cuba", "CUB"), fact("ACCUSE", "Marta Ruiz", "PER", "Cuba", "CUB")]}
    for rows in (facts["a"], facts["a"][::-1]):
        scores, _ = evaluate(write_facts(tmp_path / "f.csv", {"a": rows}), write_gold(tmp_path / "gold", gold))
        assert scores.levels[Level.DYAD].hits == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Medvédev", "Dmitri Medvedev", True),
        ("el presidente de Perú", "Perú", True),
        ("Consejo de Seguridad de la ONU", "Consejo de Seguridad", True),
        ("Corea del Norte", "Corea del Sur", False),
        ("", "Perú", False),
        ("", "", True),
    ],
)
def test_names(one, other, same):
    comparison = Comparison(load_scoring_rules())
    assert comparison.same_name(one, other) is comparison.same_name(other, one) is same


def test_order_is_free_only_where_the_guide_says_so(tmp_path):
    for relation, hits in (("SUPPORT", 1), ("AGREE", 1), ("CONSULT", 1), ("ALLIED_WITH", 1), ("AID", 0)):
        gold = {"a": [fact(relation, "Perú", "PER", "Cuba", "CUB")]}
        facts = {"a": [fact(relation, "Cuba", "CUB", "Perú", "PER")]}
        scores, _ = evaluate(write_facts(tmp_path / "f.csv", facts), write_gold(tmp_path / "gold", gold))
        assert scores.levels[Level.DYAD].hits == hits, relation


def test_nothing_extracted_scores_nothing(tmp_path):
    facts = write_facts(tmp_path / "facts.csv", {"otro": []})
    scores, differences = evaluate(facts, write_gold(tmp_path / "gold"))
    assert counted(scores.levels[Level.PAIR]) == (0, 0, 8)
    assert scores.levels[Level.PAIR].f1 == 0.0
    assert len(differences.misses) == 8


def test_wrong_rows_are_all_told_with_file_line_and_remedy(tmp_path):
    rows = [
        fact("LIKES", "Perú", "PER"),
        fact("AID", "", "PER", "Cuba", "CUB"),
        fact("AID", "Perú", "PER", "Cuba", "CUB", polarity="no"),
        fact("AID", "Perú", "PER", "Cuba", "CUB", date="2024\t\tzu viel"),
    ]
    gold = write_gold(tmp_path / "gold", {"a": rows})
    (gold / "b.gold.tsv").write_text("evidence\trelation\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        evaluate(write_facts(tmp_path / "facts.csv"), gold)
    told = str(raised.value).splitlines()
    assert [line.partition(": ")[0].rpartition("/")[2] for line in told] == [
        "a.gold.tsv:2", "a.gold.tsv:3", "a.gold.tsv:4", "a.gold.tsv:5", "b.gold.tsv:1",
    ]  # fmt: skip
    assert "relation 'LIKES' must be one of ACCUSE, AGREE" in told[0]
    assert "empty: subject" in told[1]
    assert "polarity 'no' must be one of neg, pos" in told[2]
    assert "more cells than columns" in told[3]
    assert "columns missing: subject, subject_state, object" in told[4]


def test_the_command_prints_tables_and_json(tables):
    run = CliRunner(env={"COLUMNS": "200"})
    shown = run.invoke(app, ["eval", *map(str, tables), "--errors"])
    assert shown.exit_code == 0, shown.output
    for text in ("0.444", "0.500", "1 facts are of articles without gold", "MISS  PROTEST Sindicatos [TUN]"):
        assert text in shown.output, text
    assert "EXTRA SANCTION Irán [IRN] -> Baréin [BHR] pos/fact | Irán expulsó al embajador" in shown.output
    printed = run.invoke(app, ["eval", *map(str, tables), "--json"])
    tree = json.loads(printed.output)
    assert tree["dyad"] == {"p": 0.444, "r": 0.5, "f1": 0.471, "hits": 4, "predicted": 9, "gold": 8}
    assert tree["on_dyad_hits"]["polarity"] == 0.75
    assert tree["by_relation"]["CONSULT"]["hits"] == 1
    assert "misses" not in tree
    full = json.loads(run.invoke(app, ["eval", *map(str, tables), "--json", "--errors"]).output)
    assert [row["mistake"] for row in full["extras"]][2] == "like a fact that is matched already"


def test_a_built_folder_is_scored_and_wrong_input_ends_with_2(tables, tmp_path):
    facts, gold = tables
    run = CliRunner()
    assert run.invoke(app, ["eval", str(facts.parent), str(gold)]).exit_code == 0
    for arguments, message in (
        ((facts, tmp_path / "none"), "there is no NAME.gold.tsv"),
        ((tmp_path / "none.csv", gold), "cannot be read"),
        ((gold / "uno.gold.tsv", gold), "columns missing: article"),
    ):
        done = run.invoke(app, ["eval", *map(str, arguments)])
        assert done.exit_code == 2
        assert message in done.output
