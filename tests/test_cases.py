"""Behaviour: every case of tests/cases/es/*.toml is one test (a text and all its facts; see the README there)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import networkx
import pytest

from graph_builder.graph.facts import make_facts
from graph_builder.model import Article, Fact
from graph_builder.resolve import resolve
from graph_builder.vocabulary.gazetteer import Gazetteer, strip_accents

CASES = Path(__file__).parent / "cases" / "es"
ABOUT_CASE = {"text", "title", "published", "why", "xfail"}
PART = {"contains", "absent", "reason"}
PLAIN = ("relation", "polarity", "status", "date")
UNSAID = {"object": "", "polarity": "pos", "status": "fact", "by": "", "date": ""}  # in an exact list


def load_cases():
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], start=1):
            marks = [pytest.mark.xfail(reason=case["xfail"], raises=AssertionError)] if case.get("xfail") else []
            yield pytest.param(case, id=f"{path.stem}-{number}", marks=marks)


@pytest.fixture
def facts_of(vocabulary, pipeline, preparer, extractor):
    def make(case: dict) -> tuple[Fact, ...]:
        article = Article("case", case["text"], case.get("title", ""), published=case.get("published", ""))
        extractions = [extractor.extract(preparer.prepare(article, pipeline))]
        resolution = resolve(extractions, vocabulary)
        statements = [statement for extraction in extractions for statement in extraction.statements]
        return make_facts([article], statements, resolution.entities, resolution.links, vocabulary)

    return make


@pytest.mark.parametrize("case", list(load_cases()))
def test_case(case, facts_of, vocabulary):
    facts = facts_of(case)
    differences = list(_differences(case, facts, vocabulary.gazetteer))
    found = "\n".join(f"    {_row(fact)}," for fact in facts)
    assert not differences, "\n".join([case["text"], f"({case['why']})", *differences, "found:", found])


def test_cases_say_what_they_ask_for():
    """Either all facts, or a part and why only that: a misspelt key would ask for nothing."""
    wrong = [parameter.id for parameter in load_cases() if not _is_well_formed(parameter.values[0])]
    assert not wrong


def _is_well_formed(case: dict) -> bool:
    rows = [*case.get("expected", ()), *case.get("contains", ()), *case.get("absent", ())]
    if "expected" in case:
        complete = all({"relation", "subject"} <= row.keys() for row in case["expected"])
        allowed = ABOUT_CASE | {"expected"}
    else:
        complete = bool(case.get("reason")) and all(rows) and bool(rows)
        allowed = ABOUT_CASE | PART
    known = case.keys() <= allowed and all(row.keys() <= {"relation", "subject", *UNSAID} for row in rows)
    return complete and known and bool(case["text"]) and bool(case["why"])


def _differences(case: dict, facts: tuple[Fact, ...], gazetteer: Gazetteer) -> Iterator[str]:
    if "expected" in case:
        missing, extra = _unmatched([UNSAID | wanted for wanted in case["expected"]], facts, gazetteer)
        yield from (f"extra {_row(fact)}" for fact in extra)
    else:
        missing, _ = _unmatched(case.get("contains", ()), facts, gazetteer)
    yield from (f"missing {wanted}" for wanted in missing)
    for unwanted in case.get("absent", ()):
        yield from (f"{unwanted} forbids {_row(fact)}" for fact in facts if _agrees(fact, unwanted, gazetteer))


def _unmatched(wanted: Iterable[dict], facts: tuple[Fact, ...], gazetteer: Gazetteer) -> tuple[list[dict], list[Fact]]:
    """What a largest one-to-one matching leaves over on both sides."""
    wishes = list(wanted)
    graph = networkx.Graph()
    graph.add_edges_from(
        (("wish", i), ("fact", j))
        for i, wish in enumerate(wishes)
        for j, fact in enumerate(facts)
        if _agrees(fact, wish, gazetteer)
    )
    matched = {end for pair in networkx.max_weight_matching(graph, maxcardinality=True) for end in pair}
    return (
        [wish for i, wish in enumerate(wishes) if ("wish", i) not in matched],
        [fact for j, fact in enumerate(facts) if ("fact", j) not in matched],
    )


def _agrees(fact: Fact, wanted: dict, gazetteer: Gazetteer) -> bool:
    """Whether a fact says all that is wanted; a key that is not there is not asked for."""
    if any(getattr(fact, key) != wanted[key] for key in PLAIN if key in wanted):
        return False
    ends = {
        "subject": (fact.subject_state, fact.subject, fact.subject_id),
        "object": (fact.object_state, fact.object, fact.object_id),
        "by": ("", fact.attributed_to, fact.attributed_to_id),
    }
    return all(_same_actor(wanted[key], *end, gazetteer) for key, end in ends.items() if key in wanted)


def _same_actor(wanted: str, state: str, label: str, entity: str, gazetteer: Gazetteer) -> bool:
    """Whether a case's word (a state's code, a name or part of one) means the actor of a fact."""
    if wanted == "" or label == "":
        return wanted == label
    if wanted in gazetteer.entities:
        return wanted in {state, entity}
    if wanted == state or any(name.entity == entity for name in gazetteer.named(wanted)):
        return True
    return all(word in strip_accents(label).lower() for word in strip_accents(wanted).lower().split())


def _row(fact: Fact) -> str:
    """The fact as a case writes it, to copy after a look at it."""
    values = {
        "relation": fact.relation,
        "subject": _word(fact.subject, fact.subject_state, fact.subject_id),
        "object": _word(fact.object, fact.object_state, fact.object_id),
        "polarity": str(fact.polarity),
        "status": str(fact.status),
        "by": fact.attributed_to,
        "date": fact.date,
    }
    told = {key: value for key, value in values.items() if UNSAID.get(key) != value}
    return "{" + ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()) + "}"


def _word(label: str, state: str, entity: str) -> str:
    return state if state and state == entity else label
