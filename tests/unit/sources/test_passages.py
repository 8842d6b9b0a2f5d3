"""What is read otherwise than it is written, and where every character of it stands in the text as received."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.model import Span
from graph_builder.sources import passage, passages

ODD = "\u00a0\u202f\t\u00ad\u200b\u200e\ufeff[1]\u00b2.ºSr Gral. \n\u0301a"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Corea\u00a0del\u202fNorte", "Corea del Norte"),
        ("Corea\tdel  Norte", "Corea del Norte"),
        ("Ru\u00adsia y\u200b \ufeffChina", "Rusia y China"),
        ("\u200eRusia", "Rusia"),
        ("apoyó a Rusia[1].", "apoyó a Rusia."),
        ("apoyó a Rusia [12] y Cuba[a][b]", "apoyó a Rusia y Cuba"),
        ("apoyó a Siria.[2] Cuba", "apoyó a Siria. Cuba"),
        ("apoyó a Siria.[2]Cuba", "apoyó a Siria. Cuba"),
        ("apoyó a Rusia[nota 3] y Cuba[cita requerida]", "apoyó a Rusia y Cuba"),
        ("apoyó a Rusia¹.", "apoyó a Rusia."),
        ("apoyó a Rusia.³ Cuba", "apoyó a Rusia. Cuba"),
        ("20 km² y 3 m³", "20 km² y 3 m³"),  # a unit, no mark
        ("el [presidente] dijo", "el [presidente] dijo"),  # a word of the editor's
        ("[1] Fuente", "[1] Fuente"),
        ("lo dijo ayer.El martes calló.¿Quién?", "lo dijo ayer. El martes calló. ¿Quién?"),
        ("www.efe.com, J.D. Vance y A.Pérez", "www.efe.com, J.D. Vance y A.Pérez"),
        ("el 80.º aniversario", "el 80º aniversario"),
        ("El Sr. Lavrov y la Sra. Wong", "El señor Lavrov y la señora Wong"),
        ("Sr. Lavrov, dijo. Gral. Díaz", "Señor Lavrov, dijo. General Díaz"),
        ("EL PDTE. ARCE", "EL PRESIDENTE ARCE"),
        ("el Pdte. de Bolivia", "el presidente de Bolivia"),
        ("el Cnel.Díaz y el sr. Paz", "el coronel Díaz y el sr. Paz"),
        ("la Rep. Dominicana y la Rep.Checa", "la República Dominicana y la República Checa"),
        ("las FF.AA. y el Min. de RR. EE.", "las Fuerzas Armadas y el ministro de Relaciones Exteriores."),
        ("un col. y 3 cap. más", "un col. y 3 cap. más"),  # no name follows
        ("EE. UU. y la O.N.U.", "EE. UU. y la O.N.U."),  # names of actors are the gazetteer's
    ],
)
def test_reading(written, read):
    assert passage(written).text == read


def test_plain_text_is_read_as_it_stands():
    plain = "Rusia condenó a Ucrania el 12 de marzo de 2023 [según EFE]."
    assert passage(plain, 7).text is plain
    assert passage(plain, 7).span(0, 5) == Span(7, 12)
    assert passage(plain, 7).within(Span(7, 12)) == (0, 5)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("El Gral. Shoigú visitó Ru\u00adsia[1].", "Ru\u00adsia"),
        ("Fue a Corea\u00a0 del\tNorte", "Corea\u00a0 del\tNorte"),
    ],
)
def test_a_name_stands_where_it_was_written(written, name):
    read = passage(f"{written}", 5)
    plain = passage(name).text
    start = read.text.index(plain)
    span = read.span(start, start + len(plain))
    assert span == Span(5 + written.index(name), 5 + written.index(name) + len(name))
    assert read.within(span) == (start, start + len(plain))


@given(st.text(alphabet=st.sampled_from(sorted(set(ODD))), max_size=60), st.integers(0, 9))
def test_places_are_in_order_and_inside_the_text(written, start):
    read = passage(written, start)
    if read.places:
        assert len(read.places) == len(read.text)
        assert list(read.places) == sorted(read.places)
        assert all(start <= place < start + len(written) for place in read.places)
    for index in range(len(read.text)):
        span = read.span(index, index + 1)
        first, end = read.within(span)
        assert first <= index < end


def test_paragraphs_are_passages_and_furniture_is_none():
    text = "Compartir\n\nRusia\u00a0atacó.\nCuba apoyó a Rusia[3]."
    found = passages(text)
    assert [one.text for one in found] == ["Rusia atacó.", "Cuba apoyó a Rusia."]
    assert [one.span(0, 4).of(text) for one in found] == ["Rusi", "Cuba"]
    assert len(passages("Compartir")) == 1
