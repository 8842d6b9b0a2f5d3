"""Behaviour: every case of tests/cases/es/*.toml is one test (a text, facts expected, facts that must not be)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from graph_builder.graph.facts import make_facts
from graph_builder.model import Article, Fact
from graph_builder.nlp.pipeline import parse
from graph_builder.resolve import resolve
from graph_builder.vocabulary.gazetteer import Gazetteer, strip_accents

CASES = Path(__file__).parent / "cases" / "es"
MUTUAL_ENDS = ("subject", "object")
KNOWN_KEYS = {"text", "title", "published", "why", "expected", "expected_absent", "xfail"}


def load_cases():
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], start=1):
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if case.get("xfail") else []
            yield pytest.param(case, id=f"{path.stem}-{number}", marks=marks)


def same_actor(wanted: str, state: str, label: str, entity: str, gazetteer: Gazetteer) -> bool:
    """Whether a case's word (a state's code, a name or part of one) means the actor of a fact."""
    if wanted == "" or label == "":
        return wanted == label
    if wanted in gazetteer.entities:
        return wanted in {state, entity}
    if wanted == state or any(name.entity == entity for name in gazetteer.named(wanted)):
        return True
    return all(word in strip_accents(label).lower() for word in strip_accents(wanted).lower().split())


def agrees(fact: Fact, wanted: dict, mutual: set[str], gazetteer: Gazetteer) -> bool:
    ends = [(fact.subject_state, fact.subject, fact.subject_id), (fact.object_state, fact.object, fact.object_id)]
    orders = [ends, ends[::-1]] if fact.relation in mutual else [ends]
    if not any(
        all(
            end not in wanted or same_actor(wanted[end], *place, gazetteer)
            for end, place in zip(MUTUAL_ENDS, order, strict=True)
        )
        for order in orders
    ):
        return False
    plain = {"relation", "polarity", "status", "date", "event_type"}
    if any(getattr(fact, key) != wanted[key] for key in plain & wanted.keys()):
        return False
    return "by" not in wanted or same_actor(wanted["by"], "", fact.attributed_to, fact.attributed_to_id, gazetteer)


@pytest.mark.parametrize("case", list(load_cases()))
def test_case(case, vocabulary, pipeline, extractor):
    assert case.keys() <= KNOWN_KEYS, "unknown key in the case"
    article = Article("case", case["text"], case.get("title", ""), published=case.get("published", ""))
    extractions = [extractor.extract(parsed) for parsed in parse([article], pipeline)]
    resolution = resolve(extractions, vocabulary)
    statements = [s for e in extractions for s in e.statements]
    facts = make_facts([article], statements, resolution.entities, resolution.links, vocabulary)
    gazetteer = vocabulary.gazetteer
    mutual = {relation.notation for relation in vocabulary.schema.relations if relation.mutual}
    mutual.add("SUPPORT")  # signing and recognising are said of unordered pairs
    shown = "\n".join(
        f"{f.relation} {f.subject}[{f.subject_state}] -> {f.object}[{f.object_state}] {f.polarity} {f.status} "
        f"by={f.attributed_to!r} date={f.date}" for f in facts
    )  # fmt: skip
    for wanted in case.get("expected", ()):
        assert any(agrees(fact, wanted, mutual, gazetteer) for fact in facts), (
            f"{case['why']}\nmissing {wanted}\nfound:\n{shown}"
        )
    for unwanted in case.get("expected_absent", ()):
        assert not any(agrees(fact, unwanted, mutual, gazetteer) for fact in facts), (
            f"{case['why']}\nextra {unwanted}\n{shown}"
        )
