"""Time expressions and what they come to, on hand-built words: no retrained pipeline can flip them."""

from __future__ import annotations

from datetime import date

import pytest
from builders import doc_of

from graph_builder.extract.qualify.anchors import Anchor, resolve_time
from graph_builder.extract.qualify.time_expressions import TimeExpression
from graph_builder.extract.qualify.times import times_of

WEDNESDAY = date(2024, 3, 13)
OTHER_WORDS = {"visitó": "VERB", "soldados": "NOUN", "drones": "NOUN", "cerco": "NOUN", "mañana": "ADV"}


def read(vocabulary, text: str) -> tuple[TimeExpression, ...]:
    rows = ["visitó visitar VERB Tense=Past|VerbForm=Fin 0 root"]
    rows += [f"{word} {word.lower()} {OTHER_WORDS.get(word, 'X')} _ 1 obl" for word in text.split()]
    return times_of(doc_of("\n".join(rows)), vocabulary.calendar)


@pytest.mark.parametrize(
    ("text", "future", "expected"),
    [
        ("el jueves 16 de mayo de 2019", False, "2019-05-16"),
        ("el martes 6 de febrero", False, "2024-02-06"),
        ("el domingo 17", None, "2024-03-17"),
        ("el domingo 10", False, "2024-03-10"),
        ("el próximo miércoles", None, "2024-03-20"),
        ("el miércoles próximo", None, "2024-03-20"),
        ("el pasado miércoles", None, "2024-03-06"),
        ("este miércoles", False, "2024-03-13"),
        ("el lunes", False, "2024-03-11"),
        ("el lunes", True, "2024-03-18"),
        ("pasado mañana", None, "2024-03-15"),
        ("antes de ayer", None, "2024-03-11"),
        ("hace tres días", None, "2024-03-10"),
        ("hace 2 semanas", None, "2024-02"),
        ("hace cuatro meses", None, "2023-11"),
        ("hace diez años", None, "2014"),
        ("dentro de una semana", None, "2024-03"),
        ("a principios de mayo", False, "2023-05"),
        ("a principios de mayo", True, "2024-05"),
        ("del 3 al 5 de mayo de 2022", False, "2022-05-03"),
        ("entre el 3 y el 5 de mayo de 2022", False, "2022-05-03"),
        ("los días 7 y 8 de junio", True, "2024-06-07"),
        ("del 28 de febrero al 2 de marzo", False, "2024-02-28"),
        ("el primero de marzo", False, "2024-03-01"),
        ("el 10 noviembre de 2019", False, "2019-11-10"),
        ("el 19/06/2021", False, "2021-06-19"),
        ("en mayo del año pasado", False, "2023-05"),
        ("en mayo de este año", True, "2024-05"),
        ("el 26 de marzo", None, "2024-03-26"),
        ("el 26 de octubre", None, "2023-10-26"),
        ("entre 1964 y 1985", False, "1964"),
        ("durante 2018", False, "2018"),
        ("en el 2011", False, "2011"),
        ("en el año 2011", False, "2011"),
        ("el 31 de junio de 2021", False, "2021"),
        ("el 29 de febrero", False, "2024-02-29"),
    ],
)
def test_what_words_come_to_on_a_wednesday(vocabulary, text: str, future: bool | None, expected: str) -> None:
    [time] = read(vocabulary, text)
    assert resolve_time(time, Anchor(WEDNESDAY, None, future)) == expected


@pytest.mark.parametrize(
    "text",
    ["de 2000 soldados", "más de 2000", "de 2000 drones", "desde 2000 metros", "de 1950 millones", "en 2000 dólares",
     "la mañana", "con 5 de ellos", "2024"],
)  # fmt: skip
def test_what_is_counted_and_parts_of_the_day_are_no_dates(vocabulary, text: str) -> None:
    assert read(vocabulary, text) == ()


@pytest.mark.parametrize("text", ["ayer", "este jueves", "hace dos años", "el próximo mes", "en julio", "el lunes 17"])
def test_without_a_day_of_writing_they_stay_unknown(vocabulary, text: str) -> None:
    [time] = read(vocabulary, text)
    assert resolve_time(time, Anchor(None, None, None)) == ""


def test_a_year_that_was_named_is_carried(vocabulary) -> None:
    [first, second, third] = read(vocabulary, "en 2009 , el 3 de mayo , en julio de ese año")
    assert first.year == 2009
    assert resolve_time(second, Anchor(None, 2009, None)) == "2009-05-03"
    assert resolve_time(second, Anchor(WEDNESDAY, 2009, future=False)) == "2009-05-03"
    assert resolve_time(second, Anchor(WEDNESDAY, 2009, future=True)) == "2024-05-03"
    assert resolve_time(third, Anchor(WEDNESDAY, 2009, None)) == "2009-07"


@pytest.mark.parametrize(
    ("text", "bound"),
    [("cerco del 3 de mayo", True), ("cerco de 2022", True), ("cerco el 3 de mayo", False), ("cerco en 2022", False),
     ("cerco del 3 al 5 de mayo", False), ("cerco del pasado lunes", True)],
)  # fmt: skip
def test_a_preposition_binds_a_date_to_the_noun_before_it(vocabulary, text: str, bound: bool) -> None:
    [time] = read(vocabulary, text)
    assert (time.bound == 1) is bound
