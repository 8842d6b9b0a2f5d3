"""Prefilter of trigger rows: what a sentence must say for a row to hold, and what each of its words says of that.

Most rows have conditions on other words than their own, and most sentences do not have these: that is asked before
any grammatical function is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from graph_builder.nlp.syntax import has, lemma
from graph_builder.vocabulary.conditions import Condition, ConditionTest, Stage
from graph_builder.vocabulary.functions import SLOTS, Function
from graph_builder.vocabulary.lexicon import Lexicon, Trigger
from graph_builder.vocabulary.profile import Profile

# Words of functions that need not be said; any other word of a condition's slot is of a preposition: "governor con".
_FUNCTIONS = frozenset(word for function in (*Function, *SLOTS) for word in function.split()) - {Function.WISHED}


@cache
def calls_for(row: Trigger) -> frozenset[str]:
    """Return what a sentence must say for a row to hold: words (`=fin`), classes, prepositions, a subjunctive."""
    return frozenset(said for condition in row.conditions for said in _called(condition))


def _called(condition: Condition) -> Iterator[str]:
    nothing = condition.test is ConditionTest.NONE
    if condition.stage is Stage.FORM or condition.negated != nothing:
        return  # it may hold where nothing is said
    yield from (word for word in condition.slot.split() if word not in _FUNCTIONS)
    if condition.test is ConditionTest.LEMMA:
        yield f"={condition.value}"
    elif condition.test is ConditionTest.CLASS:
        yield condition.value


@cache
def all_called(lexicon: Lexicon) -> frozenset[str]:
    """Return what any row calls for."""
    return frozenset(said for rows in lexicon.triggers.values() for row in rows for said in calls_for(row))


def said_by(token: Token, lexicon: Lexicon, profile: Profile) -> frozenset[str]:
    """Return what a word says of all that rows call for; of most words nothing."""
    word, form = lemma(token), token.lower_
    said = {f"={word}", f"={form}", profile.contractions.get(form, form)}
    said |= lexicon.classes.get(word, frozenset()) | lexicon.classes.get(form, frozenset())
    if has(token, "Mood", "Sub"):
        said.add(Function.WISHED)  # the subject of a clause in the subjunctive
    if lexicon.is_a(word, "both_adj"):
        said.add(profile.between)  # "cooperación bilateral": an adjective may say as much as the preposition
    if has(token, "Case", "Dat"):
        said.add(profile.dative)  # "le impuso sanciones": so may a pronoun
    return all_called(lexicon) & said
