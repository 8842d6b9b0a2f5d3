"""Events are coded whoever takes part; what is denied or supposed is none, and what is announced is a threat."""

from __future__ import annotations

import csv
import io

import pytest
from typer.testing import CliRunner

from graph_builder.cli import app
from graph_builder.coding import CODED_COLUMNS, CodedEvent, code_articles, to_coded_csv
from graph_builder.model import Article
from graph_builder.nlp.pipeline import Pipeline
from graph_builder.vocabulary import Vocabulary


@pytest.fixture
def code(pipeline: Pipeline, vocabulary: Vocabulary):
    def coded(text: str) -> list[CodedEvent]:
        return list(code_articles([Article("a", text)], pipeline, vocabulary))

    return coded


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Hubo disturbios en la capital.", {"PROTEST"}),
        ("Diez personas fueron detenidas el martes.", {"COERCE"}),
        ("Los maestros iniciaron una huelga de hambre.", {"PROTEST"}),
        ("Los estudiantes marcharán mañana contra el Gobierno.", {"THREATEN"}),
        ("Los maestros no iniciaron la huelga.", set()),
        ("La ciudad celebró su feria del libro.", set()),
    ],
)
def test_types(code, text: str, types: set[str]):
    assert {event.event_type for event in code(text)} == types


def test_who_takes_part_in_words_and_codes(code):
    (event,) = code("La policía detuvo a cinco manifestantes.")
    assert (event.event_type, event.code.cameo, event.text) == ("COERCE", "173", "detuvo")
    assert "policía" in event.source
    assert "manifestantes" in event.target


def test_an_announced_protest_has_no_subtype_of_a_protest(code):
    (event,) = code("Los sindicatos harán una huelga.")
    assert (event.event_type, event.event_subtype, event.code.cameo) == ("THREATEN", "", "13")


def test_the_table_has_a_row_an_event(code):
    rows = list(csv.reader(io.StringIO(to_coded_csv(code("Hubo disturbios tras la detención de dos dirigentes.")))))
    assert tuple(rows[0]) == CODED_COLUMNS
    assert [row[CODED_COLUMNS.index("event_type")] for row in rows[1:]] == ["PROTEST", "COERCE"]


def test_command(tmp_path):
    (tmp_path / "a.txt").write_text("Hubo disturbios en la capital.", "utf-8")
    result = CliRunner().invoke(app, ["code", str(tmp_path / "a.txt"), "--out", str(tmp_path / "coded.csv")])
    assert result.exit_code == 0, result.output
    assert "PROTEST" in (tmp_path / "coded.csv").read_text("utf-8")


def test_command_without_articles(tmp_path):
    (tmp_path / "a.txt").write_text("", "utf-8")
    result = CliRunner().invoke(app, ["code", str(tmp_path / "a.txt")])
    assert result.exit_code == 2
