"""The actors that a phrase refers to, by an ordered list of rules: the first that answers decides."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.appositions import apposed_person
from graph_builder.extract.mentions.descriptions import (
    described,
    each_owner,
    is_acting,
    named_body,
    named_examples,
    named_person,
    named_state,
    people,
)
from graph_builder.extract.mentions.mention import Accepted, ActorRule, Mentions
from graph_builder.extract.mentions.modifiers import demonyms_beside
from graph_builder.extract.mentions.names import name_mention
from graph_builder.extract.mentions.pronouns import personal_pronoun, possessives_of
from graph_builder.nlp.syntax import conjuncts, has, is_finite, lemma, relative_antecedent

_NOMINAL_POS = {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET", "VERB", "SYM", "X"}
_DEPENDENT = {"nmod", "obl", "obl:agent", "obj", "appos", "flat"}
_RELATIVE = {"acl", "acl:relcl"}


def actors_of(token: Token, context: SentenceContext, *, things: bool = False, people: bool = False) -> Mentions:
    """Return mentions of the actors that a phrase refers to, coordination not included.

    Args:
        token: head of the phrase.
        context: of its sentence.
        things: also take a thing of no acting class for its owner ("una base rusa" -> "rusa").
        people: also take people of no named state ("los manifestantes").

    Returns:
        Mentions, usually one; empty where the phrase is no actor.
    """
    key = (actors_of, token.i, things, people)
    if key not in context.memo:
        accepted = Accepted(things, people)
        found = (rule(token, context, accepted) for rule in ACTOR_RULES)
        context.memo[key] = next((mentions for mentions in found if mentions is not None), ())
    return context.memo[key]  # type: ignore[return-value]  # put there two lines above


def whole_of(token: Token, context: SentenceContext) -> Token | None:
    """Return what a partitive is a part of: "uno de los aliados", "la mayoría de los países"."""
    if not context.is_a(token, "partitive") or possessives_of(token, context):
        return None
    genitive = context.vocabulary.profile.genitive
    return next((c for c in token.children if c.dep_ in {"nmod", "obl"} and context.case_of(c) == genitive), None)


def _by_name(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "Corea del Norte"; an unknown place is no actor, and a name before a person's is that person."""
    named = context.names.get(token.i)
    if named is None:
        return None
    if not named.known and named.label == "LOC":
        return ()
    person = apposed_person(token, context.names) if named.label != "PER" else None
    return (name_mention(person or named, context),)


def _part_of_whole(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "Uno de los aliados de X" stands for the allies."""
    whole = whole_of(token, context)
    if whole is None:
        return None
    return actors_of(whole, context, things=accepted.things, people=accepted.people)


def _by_pronoun(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "Ellos", and "que" and "quien" for what they stand for."""
    if token.pos_ != "PRON" and token.dep_ != "det":
        return None
    if token.dep_ != "det" and lemma(token) in context.vocabulary.profile.relative_pronouns:
        antecedent = relative_antecedent(token)
        return actors_of(antecedent, context) if antecedent is not None and antecedent.i != token.i else ()
    return personal_pronoun(token, context)


def _by_whose(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "X, cuyo presidente visitó Y": X, whose president it is."""
    whose = (child for child in token.children if child.dep_ in {"det", "nmod"} and has(child, "PronType", "Rel"))
    if token.head.dep_ not in _RELATIVE or not any(has(child, "Poss", "Yes") for child in whose):
        return None
    return actors_of(token.head.head, context) if is_acting(token, context) else None


def _no_phrase(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """An adverb or a conjunction refers to nobody."""
    return () if token.pos_ not in _NOMINAL_POS else None


def _by_description(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "La canciller norcoreana"; "la mano generosa de Argentina, Chile y México" are its several owners."""
    found = described(token, context, things=accepted.things)
    if found is None:
        return None
    owners = _owners(token, context) if accepted.things and not is_acting(token, context) else ()
    return owners if len(owners) > 1 else (found,)


def _by_owner(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "Los acuerdos firmados con Moscú": of a thing the actor inside its phrase."""
    return (_owners(token, context) or None) if accepted.things else None


def _by_doer(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "La invasión rusa de Y", "el asesinato de Y por X": whose the deed is, never whom it is done to."""
    if not accepted.things or not context.is_a(token, "victim_noun"):
        return None
    doers = [
        c for c in token.children if c.dep_ in _DEPENDENT and context.case_of(c) in context.vocabulary.profile.doing
    ]
    told = tuple(actor for child in doers for part in conjuncts(child) for actor in actors_of(part, context))
    return demonyms_beside(token, context) or told


ACTOR_RULES: tuple[ActorRule, ...] = (
    _by_name,
    _part_of_whole,
    _by_pronoun,
    _by_whose,
    _no_phrase,
    _by_doer,
    named_person,
    each_owner,
    named_examples,
    named_state,
    named_body,
    _by_description,
    _by_owner,
    people,
)


def _owners(token: Token, context: SentenceContext) -> Mentions:
    """Return the nearest actors in a thing's phrase: "el apoyo que brindó Singapur"."""
    profile, queue = context.vocabulary.profile, [token]
    while queue:
        head = queue.pop(0)
        owning = profile.doing if head.dep_ in _RELATIVE and is_finite(head) else profile.owning
        for child in sorted(head.children, key=lambda c: (context.case_of(c) != profile.agent, c.i)):
            case = context.case_of(child)
            if (child.dep_ in _DEPENDENT and case in owning) or (not case and _does(child, head, context)):
                found = tuple(actor for part in conjuncts(child) for actor in actors_of(part, context))
                if found:
                    return found
                queue.append(child)
            elif child.dep_ in {"amod", *_RELATIVE} and child.i > head.i:
                queue.append(child)
    return ()


def _does(noun: Token, verb: Token, context: SentenceContext) -> bool:
    """Return whether a noun is what a relative clause says who did it: "las medidas que anunció Lima"."""
    role = noun.dep_ == "nsubj" or (noun.dep_ == "obj" and noun.i > verb.i)
    relative = verb.dep_ in _RELATIVE and is_finite(verb)
    undergoes = any(row.inverse for row in context.vocabulary.lexicon.light_verbs.get(lemma(verb), ()))
    return role and noun.pos_ in {"NOUN", "PROPN"} and relative and not undergoes
