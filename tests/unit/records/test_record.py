"""Records: their bytes, their keys, and what becomes of them when an article gets another name."""

from __future__ import annotations

import gzip
import json
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest

from graph_builder.errors import GraphError
from graph_builder.model import (
    Article,
    Attribution,
    EventDate,
    Extraction,
    Mention,
    MentionKind,
    Origin,
    Polarity,
    Run,
    Span,
    Statement,
    Status,
)
from graph_builder.records.code import AFTER_READING, code_sha256
from graph_builder.records.record import Maker, Record, article_from_bytes, from_bytes, record_key, retold, to_bytes
from graph_builder.records.shelf import Shelf

ARTICLE = Article("a", "Rusia habría enviado «obuses» a Perú, según ella.", "Título", "es", "2024-06", "Uno", "u://x")
RUSSIA = Mention("a", Span(0, 5), "Rusia", MentionKind.NAME, 0, label="LOC", topic=True)
PERU = Mention("a", Span(32, 36), "Perú", MentionKind.NAME, 0, label="LOC", modifiers=("lejano",))
SHE = Mention("a", Span(45, 49), "ella", MentionKind.PRONOUN, 0, feminine=True)
TOPIC = Mention("a", Span(23, 29), "obuses", MentionKind.NOMINAL, 0, plural=True)
STATEMENT = Statement(
    "a", 0, Span(0, 50), Span(0, 36), Span(6, 20), "AID", "arms-transfer", (RUSSIA,), (PERU,), True, Polarity.NEG,
    Status.HEDGED, "habría", Attribution("ella", SHE), EventDate("2024-06", "en junio"), "Lima", "obuses", "", 0.8,
    "verb:enviar/transfer", ("nsubj", "obl"),
)  # fmt: skip
EXTRACTION = Extraction((RUSSIA, PERU, SHE), (STATEMENT,), ARTICLE.text, (TOPIC,))
MAKER = Maker(Run("1", "es 1", "p" * 64, "o" * 64), "c" * 64)
RECORD = Record(ARTICLE, EXTRACTION, 1, MAKER)


def test_a_record_comes_back_whole_and_the_bytes_repeat():
    again = from_bytes(to_bytes(RECORD))
    assert again == RECORD
    assert to_bytes(again) == to_bytes(RECORD)
    [statement] = again.extraction.statements
    assert (type(statement.polarity), type(statement.evidence)) == (Polarity, Span)
    assert statement.subjects[0] is again.extraction.mentions[0]


def test_where_an_article_was_found_is_no_part_of_its_record():
    elsewhere = replace(ARTICLE, source="b.txt", origin=Origin("/news", "a", ".txt"))
    assert to_bytes(replace(RECORD, article=elsewhere)) == to_bytes(RECORD)
    assert record_key(elsewhere, MAKER) == RECORD.key


def test_whatever_is_in_a_record_changes_its_key():
    keys = {RECORD.key}
    told = [field.name for field in fields(Article) if field.compare]
    keys |= {record_key(replace(ARTICLE, **{name: "other"}), MAKER) for name in told}
    reading = [one.name for one in fields(Run) if one.compare and one.name != "judge_sha256"]  # it sees facts, later
    keys |= {record_key(ARTICLE, replace(MAKER, run=replace(MAKER.run, **{name: "x"}))) for name in reading}
    keys.add(record_key(ARTICLE, replace(MAKER, code_sha256="d" * 64)))
    assert len(keys) == 1 + len(told) + len(reading) + 1
    assert record_key(replace(ARTICLE, id="ab", text="c"), MAKER) != record_key(
        replace(ARTICLE, id="a", text="bc"), MAKER
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"text", *(gzip.compress(text, mtime=0) for text in (b"", b"{}", b"[]")), to_bytes(RECORD)[:-9],
     to_bytes(RECORD)[:40] + b"\0" + to_bytes(RECORD)[41:]],
)  # fmt: skip
def test_damaged_bytes_are_an_error_and_no_record(data, tmp_path):
    with pytest.raises(GraphError, match="damaged"):
        from_bytes(data)
    shelf = Shelf(tmp_path)
    shelf.add(RECORD)
    assert shelf.find(RECORD.key) == RECORD
    shelf.path(RECORD.key).write_bytes(data)
    assert shelf.find(RECORD.key) is None


def test_a_record_under_the_name_of_another_is_not_taken_for_it(tmp_path):
    shelf = Shelf(tmp_path)
    other = replace(RECORD, article=replace(ARTICLE, id="b"))
    shelf.add(RECORD)
    shelf.path(other.key).parent.mkdir(exist_ok=True)
    shelf.path(RECORD.key).rename(shelf.path(other.key))
    assert shelf.find(other.key) is None


def test_the_article_of_another_version_can_be_read():
    content = json.loads(gzip.decompress(to_bytes(RECORD)))
    content["extraction"] = {"of": "another kind"}
    content["format"] = 99
    data = gzip.compress(json.dumps(content).encode())
    with pytest.raises(GraphError):
        from_bytes(data)
    assert article_from_bytes(data) == ARTICLE


def test_another_name_is_told_by_all_that_a_record_holds():
    renamed = retold(RECORD, replace(ARTICLE, id="b", publisher="Dos"))
    assert renamed is not None
    assert '"a"' not in gzip.decompress(to_bytes(renamed)).decode()
    assert retold(renamed, ARTICLE) == RECORD


@pytest.mark.parametrize("change", [{"text": "x"}, {"published": "2024-07"}, {"language": "pt"}])
def test_what_reading_depends_on_is_not_told_otherwise(change):
    assert retold(RECORD, replace(ARTICLE, **change)) is None


def test_only_the_records_asked_for_stay(tmp_path):
    shelf = Shelf(tmp_path)
    other = replace(RECORD, article=replace(ARTICLE, id="b"))
    for record in (RECORD, other):
        shelf.add(record)
    (shelf.path(RECORD.key).parent / ".half-written").touch()
    shelf.sweep({other.key})
    assert [path.name for path in tmp_path.glob("*/*")] == [shelf.path(other.key).name]


def test_the_code_of_a_record_is_all_that_reading_may_import():
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if "reader" in contract.get("layers", ())]
    read = [name.strip() for layer in layers[layers.index("reader") :] for name in layer.split("|")]
    assert set(read) & AFTER_READING == {"records"}
    assert len(code_sha256()) == 64
