"""Every reader on good and bad input; nothing stops the batch."""

from __future__ import annotations

import gzip
import io
import json
import sys

import pytest

from graph_builder.sources import READERS, Level, Metadata, iso_date, read_articles


def read(*inputs, **defaults):
    reading = read_articles([str(i) for i in inputs], Metadata(**defaults))
    return list(reading.articles), [remark.message for remark in reading.remarks if remark.level is not Level.NOTE]


def test_text_keeps_offsets_into_the_received_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("T\u00edtulo\n\nCamio\u0301n de Rusia.\n", "utf-8")
    [article], problems = read(path)
    assert not problems
    assert article.id == "a"
    assert article.title == "Título"
    assert article.text == "Título\n\nCamión de Rusia.\n"


def test_byte_order_mark_and_windows_line_ends(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffUno.\r\nDos.\rTres.".encode())
    [article], _ = read(tmp_path)
    assert article.text == "Uno.\nDos.\nTres."


def test_markdown_loses_its_marks(tmp_path):
    (tmp_path / "a.md").write_text(
        "---\ntitle: x\n---\n# Visita\n\nEl *canciller* de [Chile](http://x.example) viajó.", "utf-8"
    )
    [article], _ = read(tmp_path)
    assert article.text == "Visita\n\nEl canciller de Chile viajó."


def test_html_gives_main_text_title_and_date(tmp_path):
    paragraph = "El presidente de Chile recibió al canciller de Perú en una visita oficial que duró dos días. " * 4
    page = (
        "<html><head><title>Visita</title><meta property='og:title' content='Visita de Perú a Chile'>"
        "<meta property='article:published_time' content='2024-06-19T10:00:00Z'></head><body><nav>Menú Inicio</nav>"
        f"<article><h1>Visita de Perú a Chile</h1><p>{paragraph}</p><p>{paragraph}</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    [article], problems = read(tmp_path)
    assert not problems
    assert "recibió al canciller de Perú" in article.text
    assert "Menú" not in article.text
    assert article.published == "2024-06-19"


def test_html_without_text_is_skipped(tmp_path):
    (tmp_path / "a.html").write_text("<html><body></body></html>", "utf-8")
    articles, [problem] = read(tmp_path)
    assert not articles
    assert "no main text" in problem


@pytest.mark.parametrize("packed", [False, True])
def test_jsonl_goes_on_after_a_broken_line(tmp_path, packed):
    lines = [
        json.dumps({"id": "x", "title": "T", "text": "Rusia y China.", "published": "2024-06-19", "publisher": "P"}),
        "{broken",
        json.dumps({"id": 7, "text": "Irán."}),
        json.dumps({"id": "z"}),
        json.dumps({"id": "w", "text": "Cuba.", "published": "ayer"}),
    ]
    data = "\n".join(lines).encode()
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    path.write_bytes(gzip.compress(data) if packed else data)
    articles, problems = read(path)
    assert [(a.id, a.published, a.publisher) for a in articles] == [
        ("7", "", ""),
        ("w", "", ""),
        ("x", "2024-06-19", "P"),
    ]
    assert [p.split(":")[1] for p in problems] == ["2", "4", "5"]


def test_bad_files_are_named_and_the_rest_is_read(tmp_path):
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.txt").write_text(" \n", "utf-8")
    (tmp_path / "good.txt").write_text("Chile visitó Perú.", "utf-8")
    (tmp_path / "pack.jsonl.gz").write_bytes(b"\x1f\x8bnonsense")
    articles, problems = read(tmp_path, tmp_path / "missing.txt", tmp_path / "good.pdf")
    assert [a.id for a in articles] == ["good"]
    assert len(problems) == 5
    assert problems[0].startswith(f"{tmp_path}/bad.txt: binary data")
    assert "empty" in problems[1]
    assert "gzip" in problems[2]


def test_folder_without_articles(tmp_path):
    articles, [problem] = read(tmp_path)
    assert not articles
    assert "no articles" in problem


def test_metadata_sidecar_wins_over_options_and_bad_rows_are_named(tmp_path):
    (tmp_path / "a.txt").write_text("Chile.", "utf-8")
    (tmp_path / "b.txt").write_text("Perú.", "utf-8")
    (tmp_path / "metadata.tsv").write_text(
        "article\tpublished\tpublisher\na\t2024-06\tEl Diario\nb\tjunio\t\nb\t\t\n", "utf-8"
    )
    articles, problems = read(tmp_path, published="2020-01-01")
    assert [(a.published, a.publisher) for a in articles] == [("2024-06", "El Diario"), ("2020-01-01", "")]
    assert [p.split(": ")[0].rsplit(":", 1)[1] for p in problems] == ["3", "4"]


def test_the_same_id_twice_is_an_error(tmp_path):
    for name, text in (("a", "Chile."), ("b", "Perú.")):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": "1", "text": text}), "utf-8")
    articles, [problem] = read(tmp_path)
    assert [a.id for a in articles] == ["1"]
    assert "b.jsonl:1: the article id '1' was read already" in problem


@pytest.mark.parametrize(
    ("data", "identifier"), [("Chile visitó Perú.", "stdin"), ('{"id": "j", "text": "Chile."}', "j")]
)
def test_standard_input(monkeypatch, data, identifier):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    [article], _ = read("-")
    assert article.id == identifier


def test_every_reader_has_a_dotted_suffix():
    assert list(READERS) == sorted(READERS)
    assert all(suffix.startswith(".") for suffix in READERS)


def test_an_article_in_another_language_is_skipped(tmp_path):
    lines = [{"id": "e", "text": "Russia.", "language": "en"}, {"id": "m", "text": "Rusia.", "language": "es-MX"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    [article], [problem] = read(tmp_path)
    assert (article.id, article.language) == ("m", "es")
    assert "a.jsonl:1: language 'en'" in problem


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024", "2024"), ("2024-06", "2024-06"), ("2024-06-19", "2024-06-19"), ("20240619", "2024-06-19"),
        ("2024-06-19T08:00:00Z", "2024-06-19"), ("20240619T080000", "2024-06-19"), ("2024-06-19 08:00", "2024-06-19"),
        ("20241319", ""), ("2024-13", ""), ("ayer", ""), ("", ""),
    ],
)  # fmt: skip
def test_dates_of_iso_8601_are_read_in_both_formats(value, expected):
    assert iso_date(value) == expected


@pytest.mark.parametrize(
    ("record", "published", "title"),
    [
        ({"text": "Cuba.", "date": "Wed, 19 Jun 2024 08:00:00 GMT"}, "2024-06-19", ""),
        ({"texto": "Cuba.", "fecha": "19/06/2024", "titular": "Uno"}, "2024-06-19", "Uno"),
        ({"text": "Cuba.", "published": "2024-06-19", "date": "2020-01-01"}, "2024-06-19", ""),
        ({"text": "Cuba.", "contents": "x"}, "", ""),
    ],
)
def test_keys_of_records_have_the_names_that_columns_of_tables_have(tmp_path, record, published, title):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", **record}), "utf-8")
    [article] = read_articles([str(tmp_path)]).articles
    assert (article.text, article.published, article.title) == ("Cuba.", published, title)
