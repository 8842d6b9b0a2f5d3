"""Non-local arguments: who stands farther off than a noun's own phrases and still takes part in its event.

Whose plan it is, whom it killed, and what a predicative adjective shares with the word above it.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.mentions.modifiers import demonyms_beside
from graph_builder.extract.mentions.pronouns import possessives_of
from graph_builder.extract.syntax.arguments import noun_arguments, verb_arguments
from graph_builder.extract.syntax.functions import Arguments, ArgumentsBuilder
from graph_builder.nlp.syntax import conjuncts, has
from graph_builder.vocabulary.functions import Function


def with_nonlocal(noun: Token, arguments: Arguments, context: SentenceContext) -> Arguments:
    """Return a noun's or adjective's arguments with those that stand farther off.

    These are the functions `planner` and `harmed`, and what it shares with the word above it.
    """
    found, genitive = arguments.edited(), context.vocabulary.profile.genitive
    if noun.pos_ == "ADJ" or has(noun, "VerbForm", "Part"):
        _around_attribute(noun, found, context)
    found.tokens[Function.GENITIVE_PLACE] = [
        token for token in found.tokens.get(genitive, ()) if not _is_own_force(token, context)
    ]
    _carrier(noun, found, context)
    _planner(noun, found, context)
    _harmed(noun, found, context)
    return found.built()


def _is_own_force(token: Token, context: SentenceContext) -> bool:
    """Whether a phrase names troops or weapons, and no place besides: "sus tropas", not "las tropas de X"."""
    armed = context.is_a(token, "troops", "weapon")
    return armed and (bool(possessives_of(token, context)) or not actors_of(token, context))


def _is_genitive(noun: Token, context: SentenceContext) -> bool:
    return noun.dep_ == "nmod" and context.case_of(noun) == context.vocabulary.profile.genitive


def is_purpose(noun: Token, context: SentenceContext) -> bool:
    """Whether a noun only says what something is for: "buques de guerra de X"."""
    if not _is_genitive(noun, context) or not context.is_a(noun, "arm"):
        return False
    bare = not any(child.dep_ == "det" for child in noun.children)
    return bare and context.is_a(noun.head, "troops", "weapon", "vessel", "prisoner")


def _carrier(noun: Token, found: ArgumentsBuilder, context: SentenceContext) -> None:
    """ "Los actos de espionaje de X contra Y": what stands at the noun above is the event's own."""
    carrier = noun.head
    if not _is_genitive(noun, context) or not context.is_a(carrier, "carrier"):
        return
    above = noun_arguments(carrier, context)
    for function, tokens in above.tokens.items():
        others = [token for token in tokens if token != noun]
        if function != Function.SELF and others and not found.tokens.get(function):
            found.tokens[function] = others
    for function, mentions in above.mentions.items():
        if mentions and not found.mentions.get(function):
            found.mentions[function] = mentions


def _planner(noun: Token, found: ArgumentsBuilder, context: SentenceContext) -> None:
    """Whose plan an event is: "los planes de X para un ataque", "X busca apoyo para un ataque"."""
    plan = noun.head
    if noun.dep_ not in {"nmod", "obl"} or plan.pos_ != "NOUN":
        return
    if context.is_a(plan, "plan_noun"):
        owned = [
            t
            for c in plan.children
            if context.case_of(c) == context.vocabulary.profile.genitive and c != noun
            for t in conjuncts(c)
        ]
        found.tokens[Function.PLANNER] = [token for token in owned if actors_of(token, context)]
        found.mentions[Function.PLANNER] = demonyms_beside(plan, context) or possessives_of(plan, context)
    sought = context.is_a(plan, "plan_noun", "support_noun") and context.is_a(plan.head, "seeking")
    known = found.tokens.get(Function.PLANNER) or found.mentions.get(Function.PLANNER)
    if sought and plan.dep_ == "obj" and not known:
        above = verb_arguments(plan.head, context)
        found.tokens[Function.PLANNER] = list(above.tokens.get(Function.SUBJECT, ()))
        found.mentions[Function.PLANNER] = above.mentions.get(Function.SUBJECT, ())


def _harmed(noun: Token, found: ArgumentsBuilder, context: SentenceContext) -> None:
    """Whom an attack killed ("el ataque mató a X", "X murió en el ataque"), else the state where it did so."""
    verb = noun.head
    if noun.dep_ == "nsubj" and context.is_a(verb, "harming"):
        above = verb_arguments(verb, context)
        harmed = above.tokens.get(Function.DIRECT, ())
    elif noun.dep_ in {"obl", "nmod"} and context.is_a(verb, "dying"):
        above = verb_arguments(verb, context)
        harmed = above.tokens.get(Function.SUBJECT, ())
    else:
        return
    of_a_state = [token for token in harmed if actors_of(token, context)]
    found.mentions[Function.HARMED] = () if of_a_state else above.mentions[Function.PLACE]
    found.tokens[Function.HARMED] = of_a_state or ([] if above.mentions[Function.PLACE] else list(harmed))


def _around_attribute(attribute: Token, found: ArgumentsBuilder, context: SentenceContext) -> None:
    """What an adjective shares with its noun ("los presos en X") or verb ("Y se encuentra asilado en X")."""
    head = attribute.head
    if attribute.dep_ == "amod":
        for child in head.children:
            if child.dep_ in {"nmod", "obl"} and child.i > attribute.i and not found.tokens.get(context.case_of(child)):
                found.add(context.case_of(child), child)
    elif attribute.dep_ in {"obj", "xcomp", "advmod"} and context.is_a(head, "staying"):
        upper = verb_arguments(head, context)
        found.tokens[Function.SUBJECT] += upper.tokens.get(Function.SUBJECT, ())
        if Function.SUBJECT in upper.mentions:
            found.mentions[Function.SUBJECT] = upper.mentions[Function.SUBJECT]
        profile = context.vocabulary.profile
        for function in {profile.locative, profile.passive_agent} - {f for f, tokens in found.tokens.items() if tokens}:
            found.tokens[function] += upper.tokens.get(function, ())
