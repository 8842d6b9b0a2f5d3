"""Paragraphs: page furniture is passed over by general rules, and no offset moves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.sources.furniture import is_furniture, paragraphs


def texts(text):
    return [span.of(text) for span in paragraphs(text)]


def test_repeated_title_is_kept_once():
    assert texts("Cumbre en Lima\n\nCumbre en Lima\nCumbre en Lima\n\nChile llegó.") == [
        "Cumbre en Lima",
        "Chile llegó.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "366139",
        "12:30",
        "E P A / J U A N  P É R E Z / AGENCIA",
        "Comentarios",
        "Salir de la versión móvil",
        "Foto: EFE",
    ],
)
def test_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line", ["15.000 soldados llegaron", "EE. UU. y Rusia", "Comentarios del canciller sobre Siria", "ONU"]
)
def test_no_furniture(line):
    assert not is_furniture(line)


def test_lines_wrapped_by_a_program_are_one_paragraph():
    wrapped = "\n".join(
        [
            "El ministro de Exteriores de Chile viajó este lunes a",
            "Lima para reunirse con su homólogo peruano y con otros",
            "altos cargos.",
        ]
    )
    assert texts(wrapped) == [wrapped]
    assert texts("Título\nSubtítulo de la noticia\nTexto.") == ["Título", "Subtítulo de la noticia", "Texto."]


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_paragraphs_are_ordered_disjoint_and_inside(text):
    end = 0
    for span in paragraphs(text):
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        end = span.end


@pytest.mark.parametrize(
    "unit",
    ["Chile visitó Perú. ", "«¿Sí?» ", "sin punto alguno ", "x", "Uno… ", "\u00a0", "e\u0301"],
)
def test_a_paragraph_without_bounds_is_cut_where_it_hurts_least(unit):
    text = f"Título.\n{unit * (300_000 // len(unit))}\nFin."
    spans = paragraphs(text)
    assert all(0 < span.end - span.start <= 10_000 for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    kept = "".join(span.of(text) for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
    if unit.endswith(". "):
        assert all(span.of(text).endswith(".") for span in spans[1:])
