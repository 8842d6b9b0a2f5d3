"""Publication dates as people write them; what is on no calendar is none."""

from __future__ import annotations

import time

import pytest

from graph_builder.sources.dates import read_date


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Tue, 4 Mar 2003 23:59:59 +0200", "2003-03-04"),
        ("04 Mar 2003", "2003-03-04"),
        ("March 4, 2003", "2003-03-04"),
        ("4 de marzo de 2003", "2003-03-04"),
        ("martes, 4 de marzo de 2003, 10:15 h", "2003-03-04"),
        ("4 mar. 2003", "2003-03-04"),
        ("4 de março de 2003", "2003-03-04"),
        ("marzo de 2003", "2003-03"),
        ("2003-3-4", "2003-03-04"),
        ("2003/03/04", "2003-03-04"),
        ("2003-3", "2003-03"),
        ("2003-03-04T23:59:59.123-05:00", "2003-03-04"),
        ("24/12/1999", "1999-12-24"),
        ("24.12.1999 18:30", "1999-12-24"),
        ("24-12-1999", "1999-12-24"),
        ("12/24/1999", "1999-12-24"),
        ("1046736000", "2003-03-04"),
        ("1046736000.5", "2003-03-04"),
        ("1046736000000", "2003-03-04"),
        ("1999", "1999"),
        (" 1999-12-24 ", "1999-12-24"),
    ],
)
def test_dates_that_people_write(written, value):
    assert read_date(written).value == value


@pytest.mark.parametrize(
    "written",
    [
        "2023-02-29", "31/04/2022", "32/01/2022", "30 de febrero de 2021", "Wed, 31 Jun 2020 08:00:00 GMT", "20220431",
        "0000-01-01", "0001-01-01", "9999-12-31", "2022-00-10", "2022-13-01", "00/00/0000", "0", "99999999999999999",
        "ayer", "hace 3 días", "5", "el martes 5", "mayo", "10:30", "NaN", "inf", "1e400", "2022-", "-2022", "١٩٩٩",
        "2022 " * 40, "", " ",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(written):
    assert read_date(written).value == ""


@pytest.mark.parametrize(
    ("written", "value", "ambiguous"),
    [
        ("07/08/2011", "2011-08-07", True),
        ("08/08/2011", "2011-08-08", False),
        ("17/08/2011", "2011-08-17", False),
        ("08/17/2011", "2011-08-17", False),
        ("17/08/11", "2011-08-17", True),
        ("17/08/85", "1985-08-17", True),
    ],
)
def test_day_first_and_said_where_it_could_be_the_month(written, value, ambiguous):
    reading = read_date(written)
    assert (reading.value, reading.ambiguous) == (value, ambiguous)


def test_nothing_is_filled_in_from_today():
    today = time.strftime("%Y-%m-%d")
    for written in ("lunes 2019", "el lunes, 2019", "junio", "lunes"):
        assert read_date(written).value in {"", "2019"}, today
