"""Excel, Word and PDF; metadata in archives; addresses that are fetched only where the user says so."""

from __future__ import annotations

import builtins
import http.server
import shutil
import threading
import zipfile
from pathlib import Path

import pytest

from graph_builder.errors import ConfigurationError
from graph_builder.sources import Level, check_inputs, read_articles

CORPUS = Path(__file__).resolve().parents[2] / "fuzz" / "corpus"


def test_a_workbook_gives_an_article_a_row_with_dates_and_ids_as_they_are_written(tmp_path):
    shutil.copy(CORPUS / "a.xlsx", tmp_path)
    reading = read_articles([str(tmp_path)])
    assert [(one.id, one.text, one.published, one.publisher) for one in reading.articles] == [
        ("02", "Perú visitó Chile.", "2024-06-19", "El Diario"),
        ("7", "España llamó a Cuba.", "2024-06-19", ""),
    ]
    [skipped] = reading.lines(Level.SKIPPED)
    assert "a.xlsx:notas:3: no text in the row" in skipped


def test_a_workbook_without_texts_is_passed_over_in_a_folder_and_told_where_it_is_named(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["nota", "b"])
    book.active.append(["China sancionó a Taiwán.", 1])
    book.save(tmp_path / "t.xlsx")
    assert "not read: 1 .xlsx" in read_articles([str(tmp_path)]).remarks[0].message
    assert "say --column text=NAME" in read_articles([str(tmp_path / "t.xlsx")]).lines(Level.SKIPPED)[0]
    [article] = read_articles([str(tmp_path)], columns={"text": "nota"}).articles
    assert article.text == "China sancionó a Taiwán."


def test_a_document_gives_its_paragraphs_and_tables_and_a_pdf_whole_sentences(tmp_path):
    for name in ("a.docx", "a.pdf"):
        shutil.copy(CORPUS / name, tmp_path)
    [word] = read_articles([str(tmp_path / "a.docx")]).articles
    assert word.text == "Perú visitó Chile.\nEspaña llamó a Cuba.\nBolivia calló."
    assert word.title == "Visita oficial"
    [pdf] = read_articles([str(tmp_path / "a.pdf")]).articles
    first, second = pdf.text.split("\n")
    assert first.startswith("El presidente de Perú visitó ayer a su homólogo de Chile en Santiago y firmó con él")
    assert second == "España llamó a Cuba."


@pytest.mark.parametrize(("name", "package"), [("a.xlsx", "openpyxl"), ("a.docx", "python-docx"), ("a.pdf", "pypdf")])
def test_a_library_that_is_not_installed_is_told(tmp_path, monkeypatch, name, package):
    shutil.copy(CORPUS / name, tmp_path)
    real = builtins.__import__

    def without(wanted, *rest, **options):
        if wanted.split(".")[0] in {"openpyxl", "docx", "pypdf"}:
            raise ImportError(wanted)
        return real(wanted, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    [line] = read_articles([str(tmp_path / name)]).lines(Level.SKIPPED)
    assert line.endswith(f"{name}: needs {package}, which is not installed; pip install 'graph-builder[documents]'")


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.pdf"])
def test_half_a_document_costs_itself_alone(tmp_path, name):
    data = (CORPUS / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    (tmp_path / "buena.txt").write_text("Perú visitó Chile.", "utf-8")
    reading = read_articles([str(tmp_path)])
    assert [article.id for article in reading.articles][-1] == "buena"
    assert len(reading.articles) + len(reading.lines(Level.SKIPPED)) == 2


def test_metadata_in_an_archive_is_of_the_files_beside_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("lunes/a.txt", "Perú visitó Chile.")
        archive.writestr("martes/a.txt", "España llamó a Cuba.")
        archive.writestr("lunes/metadata.csv", "article,published,publisher\na.txt,19/06/2024,El Diario\nb,2024,X\n")
        archive.writestr("martes/metadata.tsv", "article\nx\x00")
    reading = read_articles([str(tmp_path)])
    found = {article.text: (article.published, article.publisher) for article in reading.articles}
    assert found == {"Perú visitó Chile.": ("2024-06-19", "El Diario"), "España llamó a Cuba.": ("", "")}
    assert any("lunes/metadata.csv: 1 rows match no article: b" in line for line in reading.lines(Level.NOTE))


class Pages(http.server.BaseHTTPRequestHandler):
    """A news site of this machine."""

    answers = {  # noqa: RUF012
        "/nota/visita.html": (
            "text/html; charset=utf-8",
            f"<html><body><p>{'Perú visitó Chile. ' * 30}</p></body></html>",
        ),
        "/rss": ("application/rss+xml", (CORPUS / "a.rss").read_text("utf-8")),
        "/foto": ("image/png", "x"),
    }

    def do_GET(self) -> None:
        kind, content = self.answers.get(self.path, ("", ""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_addresses_are_fetched_only_where_the_user_says_so(site):
    page = f"{site}/nota/visita.html"
    with pytest.raises(ConfigurationError, match="is an address; add --fetch"):
        check_inputs([page])
    check_inputs([page], fetching=True)
    reading = read_articles([page, f"{site}/rss", f"{site}/foto", f"{site}/nada"], fetching=True)
    by_id = {article.id: article for article in reading.articles}
    assert by_id["visita"].url == page
    assert by_id["visita"].text.startswith("Perú visitó Chile.")
    assert len(by_id) > 1
    assert [line.split(": ")[1].split(" ")[0:3] for line in reading.lines(Level.SKIPPED)] == [
        ["is", "of", "type"],
        ["cannot", "be", "fetched"],
    ]
