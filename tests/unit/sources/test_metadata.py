"""Sidecars as editors and spreadsheets write them."""

from __future__ import annotations

import unicodedata

import pytest

from graph_builder.errors import SourceError
from graph_builder.sources import Level, read_articles
from graph_builder.sources.metadata import read_table

PLAIN = "article\ttitle\tpublished\na\tVisita\t2020-05-06\n"


def values(text):
    return {name: (row.metadata.title, row.metadata.published) for name, row in read_table(text, "m").rows.items()}


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("\t", ","),
        PLAIN.replace("\t", ";"),
        "published\tnotas\tarticle\ttitle\n2020-05-06\tx\ta\tVisita\n",
        "id;titular;fecha\na;Visita;6/5/2020\n",
        "date,headline,article,id\n2020-05-06,Visita,a,7\n",
        "id;archivo;titular;fecha\n1;a;Visita;6/5/2020\n",
        "Fichero,article_id,title,fecha,published\n/noticias/2020/a,1,Visita,2001-01-01,2020-05-06\n",
        "ruta\ttitle\tpublished\nC:\\noticias\\a\tVisita\t2020-05-06\n",
        "article,filename,title,published\na,b.txt,Visita,2020-05-06\n",
        ' Article \tTITLE\tPublished\n"a"\t"Visita"\t"2020-05-06"\n',
        "article\ttitle\tpublished\n\n \t\t\na\tVisita\t6/5/2020\n",
        "article\ttitle\tpublished\na\tVisi\u2028ta\t2020-05-06\n".replace("i\u2028t", "it"),
    ],
)
def test_one_row_in_many_forms(text):
    assert values(text) == {"a": ("Visita", "2020-05-06")}


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e"])
def test_only_line_ends_end_a_row(mark):
    assert values(f"article\ttitle\tpublished\na\tUno{mark}dos\t2020-05-06\n") == {"a": ("Uno dos", "2020-05-06")}


def test_quotes_of_spreadsheets_and_quotes_of_titles():
    quoted = 'article\ttitle\tpublished\na\t"Dijo ""no""\n y calló"\t2020\nb\t"x"\t2021\n'
    assert values(quoted) == {"a": ('Dijo "no" y calló', "2020"), "b": ("x", "2021")}
    plain = 'article\ttitle\tpublished\na\t"No", dijo Boric\t2020\nb\t"Ni hablar\t2021\nc\tx\t2022\n'
    assert values(plain) == {
        "a": ('"No", dijo Boric', "2020"), "b": ('"Ni hablar', "2021"), "c": ("x", "2022"),
    }  # fmt: skip


def test_faults_are_told_with_their_line_and_cost_themselves_alone():
    table = read_table("article\tpublished\na\t2020-02-30\n\t2020\na\t2021\nb\t03/04/2020\tx\n", "m.tsv")
    assert {name: row.metadata.published for name, row in table.rows.items()} == {"a": "", "b": "2020-04-03"}
    assert [(remark.level, remark.message.split(": ")[0]) for remark in table.remarks] == [
        (Level.WARNING, "m.tsv:2"),
        (Level.SKIPPED, "m.tsv:3"),
        (Level.SKIPPED, "m.tsv:4"),
        (Level.WARNING, "m.tsv:5"),
        (Level.NOTE, "m.tsv:5"),
    ]


@pytest.mark.parametrize("text", ["", "\n", "title\tpublished\nx\t2020\n", "a\n"])
def test_a_table_without_its_column(text):
    with pytest.raises(SourceError, match="m:1: column 'article' is missing"):
        read_table(text, "m")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_files_of_any_editor(tmp_path, encoding, end):
    (tmp_path / "año.txt").write_text("Chile visitó Perú.", "utf-8")
    table = "article\ttitle\tpublished\naño\tSeñal\t2020\n".replace("\n", end)
    (tmp_path / "metadata.tsv").write_bytes(table.encode(encoding))
    [article] = read_articles([str(tmp_path)]).articles
    assert (article.title, article.published) == ("Señal", "2020")


@pytest.mark.parametrize("name", ["nota", "nota.txt", unicodedata.normalize("NFD", "nota")])
def test_rows_are_named_by_stem_or_file(tmp_path, name):
    (tmp_path / "nota.txt").write_text("Chile.", "utf-8")
    (tmp_path / "metadata.csv").write_text(f"article,published\n{name},2020-05\n", "utf-8")
    reading = read_articles([str(tmp_path)])
    assert [article.published for article in reading.articles] == ["2020-05"]
    assert not reading.remarks


def test_names_in_either_normal_form(tmp_path):
    (tmp_path / unicodedata.normalize("NFD", "años.txt")).write_text("Chile.", "utf-8")
    (tmp_path / "metadata.tsv").write_text("article\tpublished\naños\t2020\n", "utf-8")
    assert [article.published for article in read_articles([str(tmp_path)]).articles] == ["2020"]


def test_rows_that_match_nothing_are_told_where_the_folder_is_read(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Chile {name}.", "utf-8")
    (tmp_path / "metadata.tsv").write_text("article\tpublished\na\t2020\nz\t2021\nb.txt\t2022\n", "utf-8")
    [remark] = read_articles([str(tmp_path)]).remarks
    assert remark.level is Level.NOTE
    assert "metadata.tsv:3: 1 rows match no article: z" in remark.message
    assert not read_articles([str(tmp_path / "a.txt")]).remarks


@pytest.mark.parametrize("column", ["file", "filename", "Archivo", "path", "fichero", "Nombre de archivo"])
def test_a_column_names_the_files_of_articles(tmp_path, column):
    (tmp_path / "uno.txt").write_text("Chile visitó Perú.", "utf-8")
    (tmp_path / "metadata.csv").write_text(f"id,{column},title\n1,uno.txt,Visita\n", "utf-8")
    reading = read_articles([str(tmp_path)])
    assert [article.title for article in reading.articles] == ["Visita"]
    assert not reading.remarks
