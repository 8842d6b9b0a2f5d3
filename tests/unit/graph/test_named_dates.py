from __future__ import annotations

import pytest
from builders_rdf import ARTICLES, fact

from graph_builder.graph.named_dates import date_by_object
from graph_builder.model import Fact

A = ARTICLES[0]
ALLIES = "Corea del Norte y Rusia son aliados"
PACT, OTHER = "agr-pacto-de-ejemplo", "agr-otro"


def _dates(*facts: Fact) -> list[tuple[str, str]]:
    return [(one.date, one.date_precision) for one in date_by_object(facts, frozenset({"PARTY_TO"}))]


def _party(subject: str, date: str = "", agreement: str = PACT, relation: str = "PARTY_TO") -> Fact:
    precision = {0: "", 4: "year", 7: "month", 10: "day"}[len(date)]
    return fact(A, ALLIES, relation, "", subject, agreement, date=date, date_precision=precision)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((_party("PRK"), _party("RUS", "2024-06")), [("2024-06", "month"), ("2024-06", "month")]),
        (
            (_party("PRK"), _party("RUS", "2024"), _party("USA", "2024-06")),
            [("2024-06", "month"), ("2024", "year"), ("2024-06", "month")],
        ),
        ((_party("PRK"), _party("RUS", "2024"), _party("USA", "2019")), [("", ""), ("2024", "year"), ("2019", "year")]),
        ((_party("PRK"), _party("RUS", "2024", OTHER)), [("", ""), ("2024", "year")]),
        (
            (_party("PRK", relation="MEMBER_OF"), _party("RUS", "2024", relation="MEMBER_OF")),
            [("", ""), ("2024", "year")],
        ),
    ],
    ids=["one date", "the finest", "two dates", "another treaty", "a membership has its own date"],
)
def test_parties_share_the_date_of_their_treaty(facts: tuple[Fact, ...], expected: list[tuple[str, str]]) -> None:
    assert _dates(*facts) == expected


def test_a_date_is_part_of_the_id() -> None:
    undated, dated = _party("PRK"), _party("RUS", "2024")
    first, second = date_by_object((undated, dated), frozenset({"PARTY_TO"}))
    assert first.id != undated.id
    assert second == dated
