"""Whether the conditions of a trigger row are met, each asked at its stage (`vocabulary.conditions.Stage`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.actors import actors_of, whole_of
from graph_builder.extract.syntax.functions import Arguments
from graph_builder.nlp.syntax import has, lemma
from graph_builder.vocabulary.conditions import Condition, ConditionTest
from graph_builder.vocabulary.frames import Realisation

# Tests of what a name names: its label.
_LABELS = {ConditionTest.PARTY: {"LOC", "PER"}, ConditionTest.ORGANISATION: {"ORG"}}


def is_inflected(condition: Condition, trigger: Token) -> bool:
    """Return whether a trigger, or its auxiliary, has the feature that a condition names."""
    feature, _, value = condition.value.partition("=")
    forms = (trigger, *(child for child in trigger.children if child.dep_ == "aux"))
    return any(has(form, feature, value) for form in forms) != condition.negated


def is_said(condition: Condition, realisation: Realisation, arguments: Arguments, context: SentenceContext) -> bool:
    """Return whether a condition on what stands at or around a trigger is met; no slot need be filled for it."""
    slot = condition.slot
    functions = {"subject": realisation.subject, "object": realisation.object}.get(slot, (slot,))
    tokens = [token for function in functions for token in arguments.tokens.get(function, ())]
    implicit = condition.test is ConditionTest.ACTOR and bool(arguments.mentions.get(slot))
    return (is_true_of(condition, tokens, context) or implicit) != condition.negated


def is_true_of(condition: Condition, tokens: Sequence[Token], context: SentenceContext) -> bool:
    """Return whether one of some phrases, by their heads, is what a condition names; its negation is the caller's."""
    if condition.test is ConditionTest.NONE:
        return not tokens
    if condition.test is ConditionTest.ACTOR:
        against = condition.slot == context.vocabulary.profile.adversative  # "contra campamentos de extremistas"
        return any(actors_of(token, context, things=against, people=against) for token in tokens)
    if condition.test in _LABELS:
        return any(_labels(token, context) & _LABELS[condition.test] for token in tokens)
    words = {word for token in tokens for word in _words(token, context)}
    if condition.test is ConditionTest.LEMMA:
        return condition.value in words
    return any(context.vocabulary.lexicon.is_in(word, (condition.value,)) for word in words)


def _labels(token: Token, context: SentenceContext) -> set[str]:
    """The label of a name; a description of an actor is as good as a name of a person or place."""
    named = context.names.get(token.i)
    return {named.label} if named is not None else {"LOC" for _ in actors_of(token, context)}


def _words(token: Token, context: SentenceContext) -> Iterator[str]:
    """A phrase's head as lemma and as written; of a name every word ("III Conferencia" is a conference)."""
    named, counted = context.names.get(token.i), whole_of(token, context)
    if counted is not None:  # "decenas de aviones"
        yield from _words(counted, context)
    for part in named.tokens(token.doc) if named is not None else (token,):
        yield lemma(part)
        yield part.lower_
