"""What is read of folders, what is passed over, and that a fault costs one file alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from graph_builder.errors import ConfigurationError
from graph_builder.sources import Level, check_inputs, read_articles


def write(folder, **texts):
    for name, text in texts.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        Path(f"{path}.txt").write_text(text, "utf-8")


def remarks(reading, level):
    return [remark.message for remark in reading.remarks if remark.level is level]


def test_hidden_folders_results_and_other_files_are_no_articles(tmp_path):
    write(tmp_path, a="Chile.", sub__b="Perú.", x__git__c="Cuba.", out__d="Irán.", graph__e="Siria.")
    (tmp_path / "x" / "git").rename(tmp_path / "x" / ".git")
    (tmp_path / ".oculto.txt").write_text("Malta.", "utf-8")
    (tmp_path / "graph" / "facts.jsonl").write_bytes(b"{}")
    files = {"facts.jsonl": sha256(b"{}").hexdigest(), "e.txt": "of another file"}
    (tmp_path / "graph" / "report.json").write_text(json.dumps({"files": files}), "utf-8")
    for name in ("foto.JPG", "foto2.jpg", "tabla.ods", "LEEME"):
        (tmp_path / name).write_bytes(b"x")
    reading = read_articles([str(tmp_path)], leave_out=[tmp_path / "out"])
    assert [article.id for article in reading.articles] == ["a", "b", "e"]
    [note] = [remark.message for remark in reading.remarks]
    assert "not read: 2 .jpg, 1 .ods, 1 without suffix" in note


def test_results_beside_the_articles_are_no_articles(tmp_path):
    write(tmp_path, a="Chile.")
    (tmp_path / "graph.html").write_text("<p>x</p>", "utf-8")
    (tmp_path / "report.json").write_text(
        json.dumps({"files": {"graph.html": sha256(b"<p>x</p>").hexdigest()}}), "utf-8"
    )
    reading = read_articles([str(tmp_path)], leave_out=[tmp_path])
    assert ([article.id for article in reading.articles], reading.remarks) == (["a"], ())


@pytest.mark.parametrize("name", ["", "  ", "nowhere", "a.txt/b.txt/../nowhere"])
def test_an_argument_that_names_nothing_is_a_mistake(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a="Chile.")
    if "/" not in name:
        with pytest.raises(ConfigurationError):
            check_inputs(["a.txt", name])
    else:
        check_inputs(["a.txt", name])  # what cannot be looked at may be there: it is told when it is read
        assert "Not a directory" in read_articles([name]).remarks[0].message
    with pytest.raises(ConfigurationError):
        check_inputs([])


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "\ud83d", "x/" * 3000])
def test_an_argument_that_no_system_takes_is_told_and_the_rest_is_read(tmp_path, name):
    write(tmp_path, a="Chile.")
    reading = read_articles([name, str(tmp_path)])
    assert [article.id for article in reading.articles] == ["a"]
    [message] = remarks(reading, Level.SKIPPED)
    assert "cannot be read" in message
    assert len(message) < 300
    message.encode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
def test_a_pipe_is_not_waited_for(tmp_path):
    write(tmp_path, a="Chile.")
    os.mkfifo(tmp_path / "b.txt")
    assert [article.id for article in read_articles([str(tmp_path)]).articles] == ["a"]
    [message] = remarks(read_articles([str(tmp_path / "b.txt")]), Level.SKIPPED)
    assert "is no regular file" in message


def test_links_in_a_circle_and_links_to_nowhere(tmp_path):
    write(tmp_path, a="Chile.")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a.txt")
    reading = read_articles([str(tmp_path)])
    assert [article.id for article in reading.articles] == ["a"]
    assert any("c.txt: given twice, read once" in message for message in remarks(reading, Level.NOTE))


PROGRAM = """
import sys
from graph_builder.sources import read_articles
reading = read_articles(sys.argv[1:])
print([article.id for article in reading.articles])
print(*(f"{remark.level}: {remark.message}" for remark in reading.remarks), sep="\\n")
"""


def as_another(*arguments):
    """Run without the right of root to read everything."""
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
    command = [*(drop if os.geteuid() == 0 else []), sys.executable, "-c", PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="needs setpriv where the tests run as root")
def test_what_may_not_be_read_is_told_and_the_rest_is_read(tmp_path):
    write(tmp_path, a="Chile.", b="Perú.", open__c="Cuba.", shut__d="Irán.")
    (tmp_path / "metadata.tsv").write_text("article\tpublished\na\t2020\n", "utf-8")
    for path in (tmp_path / "b.txt", tmp_path / "shut", tmp_path / "metadata.tsv"):
        path.chmod(0)
    ids, *lines = as_another(tmp_path)
    assert ids == "['a', 'c']"
    assert len(lines) == 3
    for name in ("b.txt", "shut", "metadata.tsv"):
        assert any(f"skipped: {tmp_path}/{name}: cannot be read (Permission denied)" in line for line in lines)
    ids, line = as_another(tmp_path / "shut" / "d.txt")
    assert (ids, "Permission denied" in line) == ("[]", True)
    (tmp_path / "shut").chmod(0o755)


def test_names_that_are_not_utf_8(tmp_path):
    folder = tmp_path / os.fsdecode(b"a\xf1o")
    folder.mkdir()
    for name, text in ((b"espa\xf1a.txt", "Uno."), (b"otra.txt", "Dos.")):
        (folder / os.fsdecode(name)).write_text(text, "utf-8")
    reading = read_articles([str(tmp_path)])
    assert [article.id for article in reading.articles] == ["españa", "otra"]
    [message] = remarks(reading, Level.WARNING)
    assert message.endswith("año/españa.txt: its name is not UTF-8 and was read like this; rename the file")
    for article in reading.articles:
        repr((article.id, article.source, article.origin)).encode()


@pytest.mark.parametrize("key", ["id", "title", "text", "published", "publisher", "url", "language"])
@pytest.mark.parametrize("bad", [r"\ud83d", r"\udc00x", r"\u0000", r"\ude00\ud83d"])
def test_half_characters_in_any_field_cost_themselves_alone(tmp_path, key, bad):
    lines = [
        json.dumps({"id": "a", "text": "Chile visitó Perú.", key: "Chile BAD Perú"}).replace("BAD", bad),
        json.dumps({"id": "z", "text": "Cuba."}),
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    reading = read_articles([str(tmp_path)])
    assert "z" in [article.id for article in reading.articles]
    assert len(reading.articles) == 2
    assert any(
        message.startswith(f"{tmp_path}/in.jsonl:1: '{key}' has char") for message in remarks(reading, Level.WARNING)
    )
    repr(reading.articles).encode()


def test_a_whole_pair_of_surrogates_is_a_character(tmp_path):
    (tmp_path / "in.jsonl").write_text(r'{"id": "a", "text": "Chile \ud83d\ude00."}', "utf-8")
    reading = read_articles([str(tmp_path)])
    assert (reading.articles[0].text, reading.remarks) == ("Chile 😀.", ())


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"id": ["a"]}, True), ({"id": {}}, True), ({"id": True}, True), ({"id": 3.0}, True), ({"id": ""}, True),
        ({"id": None}, True), ({"id": " / "}, True), ({"id": "=1+1"}, True), ({"id": "a\tb\nc"}, True),
        ({"title": 5}, True), ({"title": ["x"]}, True), ({"published": float("nan")}, True), ({"url": {"a": 1}}, True),
        ({"published": float("inf")}, True), ({"published": -1}, True), ({"published": [2020]}, True),
        ({"text": 5}, False), ({"text": None}, False), ({"text": ["Chile."]}, False), ({"text": ""}, False),
        ({"text": " \n\u00a0"}, False), ({"text": "<p> </p>"}, False), ({"language": "en"}, False),
    ],
)  # fmt: skip
def test_values_of_the_wrong_shape(tmp_path, value, kept):
    lines = [json.dumps({"id": "a", "text": "Chile."} | value), json.dumps({"id": "z", "text": "Cuba."})]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    reading = read_articles([str(tmp_path)])
    assert len(reading.articles) == (2 if kept else 1)
    assert all(article.id and article.id == "".join(article.id.split()) for article in reading.articles)


@pytest.mark.parametrize(
    "line", ["[1]", "5", "null", '"x"', "{", "[" * 100_000, '{"a":' * 5000, "9" * 5000, "\x00", "NaN"]
)
def test_lines_of_the_wrong_shape_cost_themselves_alone(tmp_path, line):
    (tmp_path / "in.jsonl").write_text(f'{line}\n{{"id": "z", "text": "Cuba."}}\n', "utf-8")
    reading = read_articles([str(tmp_path)])
    assert [article.id for article in reading.articles] == ["z"]
    [message] = remarks(reading, Level.SKIPPED)
    assert message.startswith(f"{tmp_path}/in.jsonl:1: ")
    assert "\n" not in message
    assert len(message) < 400
