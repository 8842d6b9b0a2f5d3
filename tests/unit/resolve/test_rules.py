"""The sieve: the first rule that answers decides; every row of every table can be read and explained."""

from __future__ import annotations

import inspect

import pytest
from builders_resolve import extraction, name
from rules_page import PAGE, TABLES, page

from graph_builder.model import Entity, EntityKind, Mention, MentionKind, Span
from graph_builder.resolve import PASSES
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.cross_document import CROSS_DOCUMENT_PASSES
from graph_builder.resolve.descriptions import DESCRIPTION_RULES
from graph_builder.resolve.descriptions.described import Form
from graph_builder.resolve.names import (
    link_names,
)
from graph_builder.resolve.rules import NOBODY, Referent, Rule, decide
from graph_builder.resolve.spelling import Spelling

ROWS = [pytest.param(rule, id=f"{table}-{rule.find.__name__}") for table, rules in TABLES.items() for rule in rules]
MENTION = Mention("a", Span(0, 3), "Ana", MentionKind.NAME, 0)


def rule(label: str, score: float, answer: Referent | None) -> Rule:
    return Rule(label, score, lambda subject, surroundings: answer)


def test_the_first_rule_that_answers_decides():
    person = Entity("per-ana", EntityKind.PERSON, "Ana")
    rules = (
        rule("silent", 1.0, None), rule("first", 0.7, Referent(("per-ana",), "why", person)), rule("late", 0.9, NOBODY),
    )  # fmt: skip
    decision = decide(MENTION, rules, MENTION, None)
    assert (decision.link.rule, decision.link.score, decision.link.reason, decision.new) == (
        "first",
        0.7,
        "why",
        person,
    )


def test_a_rule_that_knows_that_it_is_nobody_ends_the_search():
    decision = decide(MENTION, (rule("", 0.0, NOBODY), rule("late", 0.9, Referent(("x",)))), MENTION, None)
    assert decision is not None
    assert decision.link is None


def test_where_no_rule_answers_there_is_no_decision():
    assert decide(MENTION, (rule("silent", 1.0, None),), MENTION, None) is None


def test_what_was_found_may_tell_rule_and_score():
    decision = decide(MENTION, (rule("row", 0.5, Referent(("x",), rule="own", score=0.0)),), MENTION, None)
    assert (decision.link.rule, decision.link.score) == ("own", 0.0)


@pytest.mark.parametrize("row", ROWS)
def test_every_rule_has_a_name_a_score_and_an_explanation(row):
    assert 0 <= row.score <= 1
    assert bool(row.name) is bool(row.score), "a row without a name only says that a mention is nobody"
    assert inspect.getdoc(row.find), row.find.__name__


def test_the_page_on_resolution_has_the_tables_as_they_are():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tests/rules_page.py"


def test_every_form_of_description_has_its_rules():
    assert set(DESCRIPTION_RULES) == set(Form)


def test_passes_stand_in_their_order_and_are_explained():
    assert [run.__name__ for run in PASSES] == [
        "link_names", "affiliate_by_office", "note_tenures", "link_in_reading_order", "link_open_parts",
        "affiliate_by_office", "affiliate_by_home_state", "affiliate_groups",
    ]  # fmt: skip
    assert all(inspect.getdoc(run) for run in (*PASSES, *CROSS_DOCUMENT_PASSES))


def test_a_pass_does_not_change_what_it_reads(vocabulary):

    extracted = extraction("Ana Zurbano vino.", name("Ana Zurbano", "PER"))
    context = ArticleContext(extracted, Spelling(vocabulary), vocabulary)
    added = link_names(context)
    assert (context.links, context.entities.own()) == ({}, {})
    assert list(added.entities) == ["per-ana-zurbano"]
