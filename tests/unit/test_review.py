"""The review loop on a hand-made graph: written out, judged, read back, put over what is found, and gold."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from builders_rdf import knowledge_graph

from graph_builder.errors import ConfigurationError
from graph_builder.evaluate.tables import read_gold
from graph_builder.graph.identifiers import claim_id
from graph_builder.graph.scheme import load_scheme
from graph_builder.graph.validate import assemble_valid
from graph_builder.model import KnowledgeGraph, Polarity, Status
from graph_builder.review import (
    FORMS,
    Judgement,
    Verdict,
    form_of,
    judge,
    merged,
    put_over,
    read_judgements,
    to_bytes,
    to_gold,
)

GRAPH = replace(
    knowledge_graph(), facts=tuple(sorted(replace(one, id=claim_id(one)) for one in knowledge_graph().facts))
)


def rows_of(graph: KnowledgeGraph) -> list[dict[str, str]]:
    [content] = FORMS["sheet"].write(graph).values()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def taken(tmp_path, rows, delimiter=",") -> tuple[Judgement, ...]:
    path = tmp_path / "sheet.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return judge(GRAPH, form_of(path).read(path, GRAPH))


def row_of(rows, **columns):
    [row] = [row for row in rows if all(row[name] == value for name, value in columns.items())]
    return row


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_sheet_that_nobody_touched_says_nothing(tmp_path, delimiter):
    assert len(rows_of(GRAPH)) == len(GRAPH.facts)
    assert taken(tmp_path, rows_of(GRAPH), delimiter) == ()


def test_accepted_corrected_rejected_and_added_facts_override_what_is_found(tmp_path):
    rows = rows_of(GRAPH)
    row_of(rows, relation="ALLIED_WITH", article="a-uno")["verdict"] = "accepted"
    row_of(rows, relation="AID", polarity="neg")["verdict"] = "r"
    changed = row_of(rows, relation="AID", polarity="pos")
    changed.update(relation="coerce", object="Armenia", status="fact", date="2024-06")
    new = dict.fromkeys(rows[0], "") | {
        "verdict": "added", "article": "b dos", "evidence": "Rusia  movilizó a sus tropas", "relation": "MOBILIZE",
        "subject": "federación rusa", "note": "faltaba",
    }  # fmt: skip
    judgements = taken(tmp_path, [*rows, new])
    assert [one.verdict for one in judgements].count(Verdict.CORRECTED) == 1
    reviewed = put_over(GRAPH, judgements)
    assert reviewed.counts == dict.fromkeys(Verdict, 1)
    facts = reviewed.graph.facts
    assert not [one for one in facts if one.relation == "AID"]
    [right] = [one for one in facts if one.relation == "COERCE"]
    assert (right.object_id, right.status, right.date, right.date_precision) == ("ARM", Status.FACT, "2024-06", "month")
    assert (right.confidence, right.rule.startswith("review/")) == (1.0, True)
    assert [one for one in facts if one.relation == "MOBILIZE" and one.subject_id == "RUS" and one.rule == "review"]
    [allied] = [one for one in facts if one.relation == "ALLIED_WITH" and one.article == "a-uno"]
    assert allied.confidence == 1.0
    assert reviewed.lines() == ("reviewed facts: 1 accepted, 1 corrected, 1 rejected, 1 added",)
    _, _, violations = assemble_valid(reviewed.graph)
    assert violations == ()


def test_what_a_person_accepted_stays_when_it_is_found_no_more_and_what_was_rejected_stays_away(tmp_path):
    rows = rows_of(GRAPH)
    for row in rows:
        row["verdict"] = "rejected" if row["relation"] == "AID" else "accepted"
    judgements = taken(tmp_path, rows)
    wider = tuple(
        replace(one, end=one.end + 1, id="cl-0123456789abcdef") for one in GRAPH.facts if one.relation == "AID"
    )
    again = put_over(replace(GRAPH, facts=wider), judgements).graph
    assert {one.id for one in again.facts} == {one.id for one in GRAPH.facts if one.relation != "AID"}


def test_another_text_is_not_judged():
    fact = GRAPH.facts[0]
    article = next(one for one in GRAPH.articles if one.id == fact.article)
    judgement = Judgement(article.id, "0" * 64, Verdict.REJECTED, fact, None)
    reviewed = put_over(GRAPH, [judgement])
    assert reviewed.graph.facts == GRAPH.facts
    assert "are not as they were reviewed: a-uno" in reviewed.lines()[0]


def test_judgements_are_kept_and_a_later_one_takes_the_place_of_an_earlier(tmp_path):
    fact = GRAPH.facts[0]
    article = next(one for one in GRAPH.articles if one.id == fact.article)
    first = Judgement(article.id, article.sha256, Verdict.REJECTED, fact, None, note="no")
    second = Judgement(article.id, article.sha256, Verdict.ACCEPTED, fact, fact)
    path = tmp_path / "reviews.jsonl"
    path.write_bytes(to_bytes(merged([first], [second])))
    assert read_judgements(path) == (second,)
    path.write_bytes(path.read_bytes() + b"{}\n")
    with pytest.raises(ConfigurationError, match=r"reviews.jsonl:2: is no judgement"):
        read_judgements(path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"relation": "ADI"}, "relation 'ADI' must be one of"),
        ({"subject": "Rusai"}, "nearest: Rusia"),
        ({"evidence": "palabras que no están"}, "is not in the article"),
        ({"date": "19/06/2024"}, "write YYYY"),
        ({"verdict": "quizás"}, "must be one of accepted"),
        ({"id": "cl-0000000000000000"}, "the graph has no fact"),
        ({"id": "", "verdict": "added", "subject": ""}, "subject is empty"),
        ({"id": "", "verdict": "added", "article": "b-dos"}, "did you mean b dos"),
    ],
)
def test_wrong_rows_are_told_with_their_line(tmp_path, changes, message):
    rows = rows_of(GRAPH)
    rows[1].update(changes)
    with pytest.raises(ConfigurationError, match=re.escape(message)) as caught:
        taken(tmp_path, rows)
    assert "sheet.csv:3: " in str(caught.value)


def brat_folder(tmp_path):
    for name, content in FORMS["brat"].write(GRAPH).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_brat_gets_every_fact_and_gives_back_what_was_changed(tmp_path):
    folder = brat_folder(tmp_path)
    assert (folder / "a-uno.txt").read_text("utf-8") == GRAPH.articles[0].text
    text = (folder / "b_dos.txt").read_text("utf-8")
    for line in (folder / "b_dos.ann").read_text("utf-8").splitlines():
        if line.startswith("T"):
            _, (_, start, end), words = (part.split(" ") if n == 1 else part for n, part in enumerate(line.split("\t")))
            assert text[int(start) : int(end)] == words
    untouched = judge(GRAPH, FORMS["brat"].read(folder, GRAPH))
    assert {one.verdict for one in untouched} == {Verdict.ACCEPTED}
    assert {one.found.id for one in untouched} == {one.id for one in GRAPH.facts}
    configuration = (folder / "annotation.conf").read_text("utf-8")
    assert all(f"\n{relation}\t" in configuration for relation in load_scheme().relations)

    file = folder / "a-uno.ann"
    ann = file.read_text("utf-8")
    hedged = re.search(r"A\d+\tStatus (E\d+) hedged\n", ann)
    ann = ann.replace(hedged[0], "")
    allied = re.search(r"(E\d+)\tALLIED_WITH[^\n]*\n", ann)
    ann = ann.replace(allied[0], "")
    ann = re.sub(rf"#\d+\tAnnotatorNotes {allied[1]}\t[^\n]*\n", "", ann)
    start = GRAPH.articles[0].text.index("El Kremlin niega")
    ann += f"T90\tREJECT {start} {start + 16}\tEl Kremlin niega\nT91\tActor {start} {start + 10}\tEl Kremlin\n"
    ann += "E90\tREJECT:T90 Subject:T91\n"
    file.write_text(ann, "utf-8")
    judged = judge(GRAPH, FORMS["brat"].read(folder, GRAPH))
    by_verdict = {verdict: [one for one in judged if one.verdict is verdict] for verdict in Verdict}
    assert [one.found.relation for one in by_verdict[Verdict.REJECTED]] == ["ALLIED_WITH"]
    assert [one.fact.status for one in by_verdict[Verdict.CORRECTED]] == [Status.FACT]
    [added] = by_verdict[Verdict.ADDED]
    assert (added.fact.subject_id, added.fact.evidence) == ("RUS", "El Kremlin niega")
    file.write_text(ann + "E91\tREJECT:T99\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"a-uno.ann:\d+: names T99"):
        judge(GRAPH, FORMS["brat"].read(folder, GRAPH))


def test_doccano_gets_every_article_and_gives_back_what_was_changed(tmp_path):
    [content] = FORMS["doccano"].write(GRAPH).values()
    path = tmp_path / "doccano.jsonl"
    path.write_bytes(content)
    untouched = judge(GRAPH, form_of(path).read(path, GRAPH))
    assert {one.verdict for one in untouched} == {Verdict.ACCEPTED}
    assert len(untouched) == len(GRAPH.facts)
    rows = [json.loads(line) for line in content.decode().splitlines()]
    for row in rows:
        for entity in row["entities"]:
            if entity["label"] == "ALLIED_WITH" and row["article"] == "a-uno":
                entity["label"] = "COOPERATE"
        row["entities"] = [one for one in row["entities"] if one["label"] != "MOBILIZE"]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    judged = judge(GRAPH, form_of(path).read(path, GRAPH))
    assert [one.fact.relation for one in judged if one.verdict is Verdict.CORRECTED] == ["COOPERATE"]
    assert [one.found.relation for one in judged if one.verdict is Verdict.REJECTED] == ["MOBILIZE"]
    path.write_text('{"article": "a-uno"}\n', "utf-8")
    with pytest.raises(ConfigurationError, match=r"doccano.jsonl:1: is no line of doccano"):
        judge(GRAPH, form_of(path).read(path, GRAPH))


def test_articles_that_were_reviewed_as_a_whole_are_gold(tmp_path):
    rows = rows_of(GRAPH)
    for row in rows:
        if row["article"] == "b dos":
            row["verdict"] = "accepted"
    row_of(rows, relation="ALLIED_WITH", article="b dos")["polarity"] = "neg"
    row_of(rows, relation="ALLIED_WITH", article="a-uno")["verdict"] = "accepted"
    files, left = to_gold(GRAPH, taken(tmp_path, rows))
    assert (list(files), left) == (["b dos.gold.tsv"], ("a-uno",))
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    gold = read_gold(tmp_path, load_scheme().relations)["b dos"]
    assert len(gold) == sum(one.article == "b dos" for one in GRAPH.facts)
    assert [one.polarity for one in gold if one.relation == "ALLIED_WITH"] == [Polarity.NEG]
