"""Tables, feeds and archives of articles."""

from __future__ import annotations

import zipfile

import pytest

from graph_builder.sources import Level, read_articles


def read(path):
    reading = read_articles([str(path)])
    return {article.id: article for article in reading.articles}, [
        (remark.level, remark.message.removeprefix(str(path))) for remark in reading.remarks
    ]


@pytest.mark.parametrize("mark", ["\t", ",", ";"])
@pytest.mark.parametrize(
    "head",
    [
        "Id|Titular|Texto|Fecha|Medio|otra",
        "id|title|text|date|source|x",
        "ID|Título de la nota|Cuerpo de la noticia|Fecha de publicación|Periódico|Nº",
    ],
)
def test_a_table_with_columns_by_their_usual_names(tmp_path, mark, head):
    path = tmp_path / ("t.tsv" if mark == "\t" else "t.csv")
    rows = [
        head.split("|"),
        ["a", "Visita", '"Dijo ""no"".\nY calló."', "4/3/2003", "El Diario", "z"],
        ["b", "", "", "", "", ""],
    ]
    path.write_bytes(("\ufeff" + "\r\n".join(mark.join(row) for row in rows)).encode())
    articles, remarks = read(path)
    one = articles["a"]
    assert (one.title, one.text, one.published, one.publisher) == (
        "Visita",
        'Dijo "no".\nY calló.',
        "2003-03-04",
        "El Diario",
    )
    assert [(level, message.split(" ")[0]) for level, message in remarks] == [
        (Level.NOTE, ":2:"),
        (Level.SKIPPED, ":4:"),
    ]


def test_long_cells_and_rows_without_an_id(tmp_path):
    (tmp_path / "t.csv").write_text(f"text\n{'Perú visitó Chile. ' * 20_000}\nCuba.\n", "utf-8")
    articles, remarks = read(tmp_path / "t.csv")
    assert (sorted(articles), remarks) == (["t-2", "t-3"], [])


def test_a_row_with_broken_quotes_costs_no_other(tmp_path):
    (tmp_path / "t.csv").write_text('id,text\na,Chile.\nb,"Perú" x,\nc,Cuba.\n', "utf-8")
    articles, [(level, message)] = read(tmp_path / "t.csv")
    assert (sorted(articles), level) == (["a", "c"], Level.SKIPPED)
    assert message.startswith(":3: broken row")


def test_other_tables_and_other_xml_in_a_folder_are_passed_over(tmp_path):
    (tmp_path / "a.txt").write_text("Chile.", "utf-8")
    (tmp_path / "a.gold.tsv").write_text("evidence\trelation\n", "utf-8")
    (tmp_path / "b.xml").write_text("<html/>", "utf-8")
    articles, [(level, message)] = read(tmp_path)
    assert (list(articles), level) == (["a"], Level.NOTE)
    assert "not read: 1 .gold.tsv without articles (a.gold.tsv), 1 .xml without articles (b.xml)" in message
    assert "no column with texts among evidence, relation;" in read(tmp_path / "a.gold.tsv")[1][0][1]
    assert "is no feed" in read(tmp_path / "b.xml")[1][0][1]


@pytest.mark.parametrize("head", [b"a\rb,text", b"\0,text", b"", b"\xff\xfe", b'"text', b"x" * 200_000, b"\r\r,,"])
def test_a_first_line_that_is_none_costs_its_file_alone(tmp_path, head):
    (tmp_path / "a.txt").write_text("Chile.", "utf-8")
    (tmp_path / "b.csv").write_bytes(head + b"\n1,2\n")
    for path in (tmp_path, tmp_path / "b.csv"):
        assert "a" in read(path)[0] or path.suffix


RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>El Diario</title>
<item><title>Uno &amp;amp; dos</title><link>http://x.example/1</link><guid>g1</guid>
<pubDate>Tue, 4 Mar 2003 23:00:00 GMT</pubDate>
<description>Breve.</description>
<content:encoded><![CDATA[<p>Chile visit&oacute; <b>Perú</b>.</p>]]></content:encoded></item>
<item><title>Vacío</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>El Diario</title>
<entry><id>g1</id><title type="html">Uno &amp;amp; dos</title>
<link href="http://x.example/1"/><updated>2003-03-04T23:00:00Z</updated><summary>Breve.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Chile visitó <b>Perú</b>.</p></div></content></entry></feed>"""


@pytest.mark.parametrize(("name", "feed"), [("a.rss", RSS), ("a.xml", RSS), ("a.atom", ATOM)])
def test_feeds(tmp_path, name, feed):
    (tmp_path / name).write_text(feed, "utf-8")
    articles, remarks = read(tmp_path / name)
    [one] = articles.values()
    assert (one.id, one.title, one.text) == ("g1", "Uno & dos", "Uno & dos\n\nChile visitó Perú.")
    assert (one.published, one.publisher, one.url) == ("2003-03-04", "El Diario", "http://x.example/1")
    assert [level for level, _ in remarks] == ([Level.SKIPPED] if feed == RSS else [])


def test_a_feed_reads_no_file_and_no_entity_bomb(tmp_path):
    (tmp_path / "secret").write_text("secreto", "utf-8")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    declared = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">{bomb}]>'
    (tmp_path / "a.rss").write_text(
        f"{declared}<rss><channel><item><description>Chile. &x; &e11;</description></item></channel></rss>", "utf-8"
    )
    articles, _ = read(tmp_path / "a.rss")
    assert all("secreto" not in article.text and len(article.text) < 100 for article in articles.values())


def test_archives(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lunes/portada.txt", "Chile.")
        archive.writestr("martes/portada.txt", "Perú.")
        archive.writestr("c.jsonl", '{"id": "c", "text": "Cuba."}\n{broken\n')
        archive.writestr("foto.jpg", "x")
        archive.writestr(".oculto.txt", "x")
        archive.writestr("otro.zip", "x")
        archive.writestr("../fuera.txt", "Malta.")
        archive.writestr("bomba.txt", bytes(100 << 20))
    articles, remarks = read(tmp_path / "a.zip")
    assert set(articles) == {"lunes/portada", "martes/portada", "c", "fuera"}
    assert sorted(level for level, _ in remarks) == [Level.NOTE, Level.SKIPPED, Level.SKIPPED]
    assert any("bomba.txt: unpacks to over" in message for _, message in remarks)
    assert any("/c.jsonl:2: broken JSON" in message for _, message in remarks)
    (tmp_path / "b.zip").write_bytes((tmp_path / "a.zip").read_bytes()[:-30])
    assert "broken zip archive" in read(tmp_path / "b.zip")[1][0][1]
