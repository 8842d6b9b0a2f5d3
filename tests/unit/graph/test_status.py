from __future__ import annotations

from dataclasses import replace

import pytest
from builders_rdf import knowledge_graph

from graph_builder.graph.status import EventStatus, event_status, joint_confidence, supporting
from graph_builder.model import Fact, Polarity, Status

BASE = knowledge_graph().facts[0]


def claim(text: str) -> Fact:
    """A claim from shorthand: "pos fact", "neg hedged TASS"."""
    polarity, status, *speaker = text.split()
    return replace(BASE, polarity=Polarity(polarity), status=Status(status), attributed_to=" ".join(speaker))


@pytest.mark.parametrize(
    ("claims", "status", "grounds"),
    [
        (["pos fact"], EventStatus.ASSERTED, 1),
        (["pos fact Seúl"], EventStatus.REPORTED, 0),
        (["pos fact Seúl", "pos fact Tokio"], EventStatus.REPORTED, 2),
        (["pos fact Seúl", "pos fact Seúl"], EventStatus.REPORTED, 0),
        (["pos hedged"], EventStatus.REPORTED, 0),
        (["pos fact", "pos hedged Seúl"], EventStatus.ASSERTED, 1),
        (["pos fact", "neg fact Moscú"], EventStatus.DISPUTED, 0),
        (["pos hedged Seúl", "neg hedged"], EventStatus.DISPUTED, 0),
        (["neg fact"], EventStatus.DENIED, 0),
        (["pos planned"], EventStatus.PLANNED, 0),
        (["pos planned", "pos fact"], EventStatus.ASSERTED, 1),
        (["pos planned", "neg planned"], EventStatus.DISPUTED, 0),
        (["pos planned", "neg fact"], EventStatus.DENIED, 0),
        (["neg planned"], EventStatus.DENIED, 0),
        (["pos hypothetical"], EventStatus.HYPOTHETICAL, 0),
        (["pos hypothetical", "pos planned"], EventStatus.PLANNED, 0),
    ],
)
def test_the_rule(claims: list[str], status: EventStatus, grounds: int) -> None:
    facts = [claim(text) for text in claims]
    assert event_status(facts) is status
    assert event_status(facts[::-1]) is status
    assert len(supporting(facts)) == grounds


def test_a_one_sided_event_has_no_edge() -> None:
    assert supporting([replace(BASE, object_id="")]) == ()


def test_each_publisher_counts_once() -> None:
    """Of a publisher the surest claim counts; independent ones make it surer that at least one is right."""
    claims = [replace(BASE, article=article, confidence=p) for article, p in (("a", 0.5), ("b", 0.8), ("c", 0.5))]
    assert joint_confidence(claims, {"a": "A", "b": "A", "c": "C"}) == pytest.approx(0.9)
    assert joint_confidence(claims, {"a": "A", "b": "A", "c": "A"}) == pytest.approx(0.8)
    assert joint_confidence(claims, {"a": "a", "b": "b", "c": "c"}) == pytest.approx(0.95)
    assert joint_confidence(claims * 20, {"a": "a", "b": "b", "c": "c"}) == pytest.approx(0.95)
    assert joint_confidence([replace(BASE, confidence=1.0)], {BASE.article: "A"}) == 0.99, "nothing is certain"


def test_no_claims_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs a claim"):
        event_status([])
