"""Argument transfer: what stands at a light verb, or at a noun beside, belongs to the word that carries the meaning.

After Grimshaw and Mester (1988, "Light verbs and θ-marking", Linguistic Inquiry 19:2).
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.syntax.arguments import noun_arguments, verb_arguments
from graph_builder.extract.syntax.dependents import nested_phrases
from graph_builder.extract.syntax.functions import Arguments, ArgumentsBuilder
from graph_builder.extract.syntax.voice import is_passive
from graph_builder.vocabulary.functions import Function
from graph_builder.vocabulary.lexicon import LightVerb

# A light verb's own participants come before what stands at the noun.
LENT = Function.LENT_SUBJECT
LENT_INVERSE = Function.LENT_OBJECT
_NOT_LENT = {Function.SUBJECT, Function.DIRECT, Function.BARE}  # the first two have functions of their own
_OF_THE_NOUN = {Function.SELF, Function.CLAUSE, Function.SUBJECT}


def transfer_from_light_verb(verb: Token, row: LightVerb, arguments: Arguments, context: SentenceContext) -> Arguments:
    """Return a noun's arguments with what stands at the light verb above it: "X lanzó un ataque CONTRA Y".

    Args:
        verb: the light verb.
        row: of its table; an inverse one ("sufrió un ataque") lends its subject as the noun's object.
        arguments: of the noun.
        context: of its sentence.
    """
    lent, found = verb_arguments(verb, context), arguments.edited()
    if row.inverse:
        _forget_governor(found)
    noun = arguments.tokens[Function.SELF][0]
    target, opposite = (LENT_INVERSE, LENT) if row.inverse else (LENT, LENT_INVERSE)
    if noun.dep_ == "obj" and is_passive(verb, context):  # "Y fue declarado persona non grata por X"
        for token in lent.tokens.get(Function.DIRECT, ()):
            if token != noun:
                found.add(opposite, token)
    acting = _subjects(verb, noun, lent) or _agent_at_noun(verb, found, context)
    for token in acting:
        found.add(target, token)
    after = (token for token in acting if token.i > verb.i)  # "sanciones impuestas por X contra Y", hung on X
    for case, deeper in nested_phrases(after, context, without=(context.vocabulary.profile.genitive,)).items():
        found.nested.setdefault(case, deeper)
    if Function.SUBJECT in lent.mentions:
        found.mentions[target] = lent.mentions[Function.SUBJECT]
    for function, tokens in lent.tokens.items():
        if function not in _NOT_LENT:
            for token in tokens:  # "le impuso sanciones": sanctions on whom
                found.add(context.vocabulary.profile.dative if function == Function.DATIVE else function, token)
    return found.built()


def _subjects(verb: Token, noun: Token, lent: Arguments) -> tuple[Token, ...]:
    subjects = lent.tokens.get(Function.SUBJECT, ())
    described = verb.dep_ in {"acl", "acl:relcl", "amod"} and noun == verb.head
    if described and noun in subjects:  # "que" read as the subject
        return tuple(token for token in lent.tokens.get(Function.DIRECT, ()) if token != noun)
    return subjects


def _agent_at_noun(verb: Token, found: ArgumentsBuilder, context: SentenceContext) -> tuple[Token, ...]:
    """ "Le fueron impuestas sanciones por X": the agent of the light verb, hung on the noun."""
    return tuple(found.tokens.get(context.vocabulary.profile.passive_agent, ())) if is_passive(verb, context) else ()


def _forget_governor(found: ArgumentsBuilder) -> None:
    """ "X accedió a la ayuda de Y": the subject above the noun is given it, and does not give it."""
    for function in [function for function in found.tokens if function.startswith(Function.GOVERNOR)]:
        found.tokens.pop(function)
        found.mentions.pop(function, None)


def transfer_from_nouns(nouns: Iterable[Token], arguments: Arguments, context: SentenceContext) -> Arguments:
    """Return a trigger's arguments with what stands at nouns beside it: "rompió relaciones CON X".

    What the trigger has itself, and what a noun before has given, stays.
    """
    tokens, mentions, nested = dict(arguments.tokens), dict(arguments.mentions), dict(arguments.nested)
    for noun in nouns:
        lent = noun_arguments(noun, context)
        for function, heads in lent.tokens.items():
            if function not in _OF_THE_NOUN and not tokens.get(function):
                tokens[function] = heads
        for function, found in lent.mentions.items():
            mentions.setdefault(function, found)
        for case, deeper in lent.nested.items():
            nested.setdefault(case, deeper)
    return Arguments(tokens, mentions, nested)
