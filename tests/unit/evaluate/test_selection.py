"""Only some relations, pairs and articles are scored: counted by hand."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from graph_builder.cli import app

GOLD = """\
evidence	relation	subject	subject_state	object	object_state	polarity	status	attributed_to	date
Chile acusó a Perú	ACCUSE	Chile	CHL	Perú	PER	pos	fact
la canciller Ruiz	HOLDS_OFFICE	Ruiz	CHL	Chile	CHL	pos	fact
Chile desplegó tropas	MOBILIZE	Chile	CHL			pos	fact
Chile se unió a la OEA	MEMBER_OF	Chile	CHL	OEA		pos	fact
"""
FACTS = """\
article,evidence,relation,subject,subject_state,object,object_state,polarity,status,attributed_to,date
uno,Chile acusó a Perú,ACCUSE,Chile,CHL,Perú,PER,pos,fact,,
uno,la canciller Ruiz,HOLDS_OFFICE,Ruiz,CHL,Chile,CHL,pos,fact,,
uno,Chile acusó,ACCUSE,Chile,CHL,OEA,,pos,fact,,
dos,Chile acusó a Perú,ACCUSE,Chile,CHL,Perú,PER,pos,fact,,
"""


@pytest.fixture
def evaluation(tmp_path):
    (tmp_path / "gold").mkdir()
    for name in ("uno", "dos"):
        (tmp_path / "gold" / f"{name}.gold.tsv").write_text(GOLD.replace("\n", "\t\t\n"), "utf-8")
    (tmp_path / "facts.csv").write_text(FACTS, "utf-8")
    (tmp_path / "uno.txt").write_text("uno\nnone\n", "utf-8")
    (tmp_path / "none.txt").write_text("none\n", "utf-8")

    def evaluate(*options):
        command = ["eval", str(tmp_path / "facts.csv"), str(tmp_path / "gold"), "--json", *options]
        return CliRunner().invoke(app, [option.replace("TMP", str(tmp_path)) for option in command])

    return evaluate


@pytest.mark.parametrize(
    ("options", "hits", "predicted", "gold"),
    [
        ([], 3, 4, 8),
        (["--without", "HOLDS_OFFICE"], 2, 3, 6),
        (["--without", "HOLDS_OFFICE", "--without", "ACCUSE"], 0, 0, 4),
        (["--between-states"], 2, 2, 2),  # an office at home, a deployment, an organisation are no edge
        (["--articles", "TMP/uno.txt"], 2, 3, 4),
        (["--articles", "TMP/uno.txt", "--between-states", "--without", "HOLDS_OFFICE"], 1, 1, 1),
    ],
)
def test_what_is_left_out_counts_on_neither_side(evaluation, options, hits, predicted, gold):
    dyad = json.loads(evaluation(*options).output)["dyad"]
    assert (dyad["hits"], dyad["predicted"], dyad["gold"]) == (hits, predicted, gold)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--without", "LIKES"], "--without: 'LIKES' must be one of ACCUSE, AGREE"),
        (["--articles", "TMP/none.txt"], "none of these articles is annotated"),
        (["--articles", "TMP/nowhere.txt"], "cannot be read"),
    ],
)
def test_a_wrong_selection_ends_with_2(evaluation, options, message):
    done = evaluation(*options)
    assert done.exit_code == 2
    assert message in done.output
