"""The grammatical functions around a verb or noun, with voice, control, coordination and relative clauses undone."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.syntax.around_nouns import NOUN_STEPS
from graph_builder.extract.syntax.around_verbs import VERB_STEPS
from graph_builder.extract.syntax.functions import NO_ARGUMENTS, Arguments
from graph_builder.extract.syntax.reading import Reading, Step
from graph_builder.extract.syntax.voice import is_passive, is_reflexive_passive


def verb_arguments(verb: Token, context: SentenceContext) -> Arguments:
    """Return the functions around a verb or participle, found once a sentence by `VERB_STEPS`.

    Example: in "Y fue atacado por X" X is the `subject` and Y the `direct` object.
    """
    return _found_once(verb, context, VERB_STEPS, of_verb=True)


def noun_arguments(noun: Token, context: SentenceContext) -> Arguments:
    """Return the functions around a noun or adjective that names an event, found once a sentence by `NOUN_STEPS`.

    Example: in "el ataque ruso contra Y" the Russian side is `adj` and Y is under "contra".
    """
    return _found_once(noun, context, NOUN_STEPS, of_verb=False)


def _found_once(word: Token, context: SentenceContext, steps: tuple[Step, ...], *, of_verb: bool) -> Arguments:
    """Find the arguments of a word; while that is going on, whoever asks for them again is given none.

    A word's steps ask for the arguments of words above it, and these may ask in their turn: the mark that a word is
    being read ends every circle.
    """
    key = (verb_arguments if of_verb else noun_arguments, word.i)
    known = context.memo.get(key)
    if isinstance(known, Arguments):
        return known
    context.memo[key] = NO_ARGUMENTS
    passive, reflexive = of_verb and is_passive(word, context), of_verb and is_reflexive_passive(word, context)
    reading = Reading(word, context, verb_arguments, noun_arguments, passive, reflexive)
    for step in steps:
        step(reading)
    context.memo[key] = found = reading.found.built()
    return found
