"""Each missed fact has the stage that lost it: on statements made by hand, and on an article that is read again."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from graph_builder.builder import build
from graph_builder.cli import app
from graph_builder.evaluate import Cause, Difference, Mistake, ScoredFact, Side
from graph_builder.evaluate.causes import CauseFinder
from graph_builder.evaluate.matching import Comparison
from graph_builder.evaluate.places import find_place
from graph_builder.evaluate.rereading import Reread, Word
from graph_builder.model import Entity, EntityKind, Link, Mention, MentionKind, Resolution, Span, Statement
from graph_builder.settings import Settings
from graph_builder.vocabulary.scoring import load_scoring_rules

TEXT = "Chile atacó a Perú y el senador ninguneó a Cuba."


def mention(words):
    start = TEXT.index(words)
    return Mention("a", Span(start, start + len(words)), words, MentionKind.NAME, 0)


CHILE, PERU, SENATOR, CUBA = map(mention, ("Chile", "Perú", "el senador", "Cuba"))
ENTITIES = {
    "CHL": Entity("CHL", EntityKind.COUNTRY, "Chile", state="CHL"),
    "PER": Entity("PER", EntityKind.COUNTRY, "Perú", state="PER"),
    "grp-senador": Entity("grp-senador", EntityKind.GROUP, "el senador"),
}
LINKS = {m: Link(m, (e,), "name", 1.0) for m, e in ((CHILE, "CHL"), (PERU, "PER"), (SENATOR, "grp-senador"))}


def statement(trigger, relation, subjects, objects=(), mutual=False):
    start, whole = TEXT.index(trigger), Span(0, len(TEXT))
    span = Span(start, start + len(trigger))
    return Statement("a", 0, whole, whole, span, relation, "x", subjects, objects, mutual)


def annotated(relation, trigger, subject, state, other="", other_state="", **cells):
    mentions = {"subject_mention": subject, "object_mention": other}
    return ScoredFact(
        "a:1", TEXT, relation, subject, state, other, other_state, "pos", "fact", "", "", trigger, **mentions | cells
    )


def cause_of(fact, *statements, vocabulary, mistake=Mistake.NOTHING):
    words = []
    for form, lemma in (("atacó", "atacar"), ("ninguneó", "ningunear")):
        words.append(Word(TEXT.index(form), TEXT.index(form) + len(form), form, lemma))
    mentions = {"a": (CHILE, PERU, SENATOR, CUBA)}
    seen = Reread({"a": TEXT}, {"a": tuple(words)}, mentions, {"a": statements}, Resolution(ENTITIES, LINKS))
    finder = CauseFinder(seen, vocabulary, Comparison(load_scoring_rules()))
    [missed] = finder.find([Difference("a", fact, mistake)])
    return missed


ATTACK = annotated("ASSAULT", "atacó", "Chile", "CHL", "Perú", "PER")


@pytest.mark.parametrize(
    ("fact", "statements", "cause"),
    [
        (ATTACK, [], Cause.SILENT),
        (annotated("AID", "atacó", "Chile", "CHL", "Perú", "PER"), [], Cause.OTHER_SENSE),
        (annotated("ACCUSE", "ninguneó", "senador", "CHL", "Cuba", "CUB"), [], Cause.UNKNOWN),
        (annotated("ASSAULT", "bombardeó", "Chile", "CHL"), [], Cause.NO_PLACE),
        (ATTACK, [statement("atacó", "ACCUSE", (CHILE,), (PERU,))], Cause.OTHER_RELATION),
        (ATTACK, [statement("atacó", "ASSAULT", (CHILE,))], Cause.NO_PARTICIPANT),
        (ATTACK, [statement("atacó", "ASSAULT", (CHILE,), (CUBA,))], Cause.NO_PARTICIPANT),  # Cuba has no link
        (ATTACK, [statement("atacó", "ASSAULT", (PERU,), (CHILE,))], Cause.OTHER_PARTICIPANT),
        (ATTACK, [statement("atacó", "ASSAULT", (CHILE,), (PERU,))], Cause.LEFT_OUT),
        (ATTACK, [statement("ninguneó", "ASSAULT", (CHILE,), (PERU,))], Cause.LEFT_OUT),  # inside the evidence
        (ATTACK, [statement("ninguneó", "ACCUSE", (CHILE,), (PERU,))], Cause.SILENT),
        (
            annotated("CONSULT", "atacó", "Perú", "PER", "Chile", "CHL"),
            [statement("atacó", "CONSULT", (CHILE, PERU), mutual=True)],
            Cause.LEFT_OUT,
        ),
        (
            ATTACK,
            [statement("atacó", "ASSAULT", (CHILE,)), statement("atacó", "ASSAULT", (CHILE,), (PERU,))],
            Cause.LEFT_OUT,
        ),
    ],
)
def test_the_stage_that_lost_a_fact(fact, statements, cause, vocabulary):
    assert cause_of(fact, *statements, vocabulary=vocabulary).cause is cause


def test_a_repetition_is_merged_whatever_stands_there(vocabulary):
    assert cause_of(ATTACK, vocabulary=vocabulary, mistake=Mistake.REPEATED).cause is Cause.MERGED


def test_what_became_of_the_words_that_refer_to_a_participant(vocabulary):
    def sides(fact):
        missed = cause_of(fact, vocabulary=vocabulary)
        return missed.subject, missed.object

    assert sides(ATTACK) == (Side.RIGHT, Side.RIGHT)
    by_senator = annotated("ACCUSE", "ninguneó", "Juan Ruiz", "CHL", "Cuba", "CUB", subject_mention="el senador")
    assert sides(by_senator) == (Side.NO_STATE, Side.NO_LINK)
    assert sides(annotated("ASSAULT", "atacó", "Perú", "CHL", "", "")) == (Side.OTHER, Side.RIGHT)
    unnamed = annotated("ASSAULT", "atacó", "Chile", "CHL", "Haití", "HTI", object_mention="")
    assert sides(unnamed) == (Side.RIGHT, Side.UNNAMED)


def test_a_place_is_found_whatever_the_white_space_and_the_letters():
    text = "El plan. Ayer\nChile  planeó un plan."
    place = find_place(text, "chile planeó un plan", "plan")
    assert place.evidence.of(text) == "Chile  planeó un plan"
    assert place.trigger == Span(len(text) - 5, len(text) - 1)  # the word, not the beginning of "planeó"
    assert find_place(text, "Chile planeó", "") == find_place(text, "Chile planeó", "Chile planeó")
    assert find_place(text, "Chile negó", "negó") is None


def test_the_command_reads_the_articles_again(tmp_path):
    articles, gold, out = (tmp_path / name for name in ("articles", "gold", "out"))
    articles.mkdir()
    gold.mkdir()
    (articles / "uno.txt").write_text("Chile acusó a Perú de espionaje. Bolivia ninguneó a Chile.", "utf-8")
    header = (
        "evidence\trelation\tsubject\tsubject_state\tobject\tobject_state\tpolarity\tstatus\tattributed_to\tdate\t"
        "trigger\tsubject_mention\tobject_mention"
    )
    rows = [
        "Chile acusó a Perú\tACCUSE\tChile\tCHL\tPerú\tPER\tpos\tfact\t\t\tacusó\tChile\tPerú",
        "Chile acusó a Perú\tACCUSE\tChile\tCHL\tPerú\tPER\tpos\thedged\t\t\tacusó\tChile\tPerú",
        "Bolivia ninguneó a Chile\tACCUSE\tBolivia\tBOL\tChile\tCHL\tpos\tfact\tun diario\t\tninguneó\tBolivia\tChile",
    ]
    (gold / "uno.gold.tsv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    build(Settings((str(articles),), out))
    run = CliRunner(env={"COLUMNS": "200"})
    tree = json.loads(run.invoke(app, ["eval", str(out), str(gold), "--causes", "--json"]).output)
    assert {(miss["trigger"], miss["cause"], miss["subject"]) for miss in tree["missed"]} == {
        ("acusó", Cause.MERGED, Side.RIGHT),
        ("ninguneó", Cause.UNKNOWN, Side.RIGHT),
    }
    [kind] = tree["groups"]["kind"]
    assert (kind["name"], kind["right"]) == ("verb", 1)
    shown = run.invoke(app, ["eval", str(out), str(gold), "--causes"])
    assert shown.exit_code == 0, shown.output
    assert "trigger in no table" in shown.output
    alone = run.invoke(app, ["eval", str(out / "facts.csv"), str(gold), "--causes"])
    assert alone.exit_code == 2
