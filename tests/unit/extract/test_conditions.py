"""Conditions of trigger rows on parses: inflection, words, classes, names and filled slots."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders_sentences import word

from graph_builder.extract.conditions import is_inflected, is_said
from graph_builder.extract.events.slots import is_met
from graph_builder.extract.finders.frames import find_events
from graph_builder.extract.syntax.arguments import verb_arguments
from graph_builder.vocabulary.conditions import Condition, ConditionTest
from graph_builder.vocabulary.frames import Realisation

SENTENCE = "Rusia no envió armas a Siria."
SLOTS = Realisation(subject=("subject",), object=("a",), theme=("direct",))
SAID = (
    (Condition("direct", ConditionTest.CLASS, "weapon"), True),
    (Condition("direct", ConditionTest.CLASS, "weapon", negated=True), False),
    (Condition("direct", ConditionTest.LEMMA, "arma"), True),
    (Condition("direct", ConditionTest.LEMMA, "tropa"), False),
    (Condition("a", ConditionTest.ACTOR), True),
    (Condition("a", ConditionTest.PARTY), True),
    (Condition("a", ConditionTest.ORGANISATION), False),
    (Condition("con", ConditionTest.NONE), True),
    (Condition("a", ConditionTest.NONE), False),
    (Condition("subject", ConditionTest.PARTY), True),  # a slot stands for its functions
)


@pytest.mark.parametrize(("condition", "expected"), SAID)
def test_a_condition_on_the_words_around_a_trigger(condition: Condition, expected: bool) -> None:
    context, verb = word(SENTENCE, "envió")
    assert is_said(condition, SLOTS, verb_arguments(verb, context), context) is expected


def test_a_condition_on_the_form_of_a_trigger_or_its_auxiliary() -> None:
    past, future = (Condition("form", ConditionTest.FEATURE, f"Tense={tense}") for tense in ("Past", "Fut"))
    _, verb = word(SENTENCE, "envió")
    assert (is_inflected(past, verb), is_inflected(future, verb)) == (True, False)
    assert is_inflected(replace(future, negated=True), verb)
    _, infinitive = word("Rusia podría enviar armas a Siria.", "enviar")
    assert is_inflected(Condition("form", ConditionTest.FEATURE, "Mood=Cnd"), infinitive)


def test_a_condition_on_who_fills_a_slot() -> None:
    context, _ = word(SENTENCE, "envió")
    [event] = find_events(context)
    assert is_met(Condition("subject", ConditionTest.ACTOR), event, context)
    assert is_met(Condition("subject", ConditionTest.SEVERAL), event, context)
    assert not is_met(Condition("object", ConditionTest.NONE), event, context)
    assert is_met(Condition("theme", ConditionTest.CLASS, "weapon"), event, context)
    alone = replace(event, objects=(), theme=None)
    assert is_met(Condition("object", ConditionTest.NONE), alone, context)
    assert not is_met(Condition("subject", ConditionTest.SEVERAL), alone, context)
    assert not is_met(Condition("theme", ConditionTest.CLASS, "weapon"), alone, context)
