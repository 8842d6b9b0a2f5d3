"""What says to whom a phrase belongs: demonyms ("tropas rusas") and names after "de" ("tropas de Rusia")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.appositions import apposed_person
from graph_builder.extract.mentions.mention import mention_of
from graph_builder.model import Mention, MentionKind, Span
from graph_builder.nlp.syntax import conjuncts

_BESIDE = {"amod", "flat", "appos"}
_AFTER = {"nmod", "flat", "obl", "obj"}


def peoples_of(token: Token, context: SentenceContext) -> tuple[str, ...]:
    """Return the demonyms that a word is made of: "ruso", or "ruso" and "georgiana" of "ruso-georgiana"."""
    return context.vocabulary.gazetteer.peoples(token.lower_, context.vocabulary.profile.compounds)


def is_demonym(token: Token, context: SentenceContext) -> bool:
    """Return whether a word names a people."""
    return bool(peoples_of(token, context))


def modifiers_of(token: Token, context: SentenceContext) -> Iterator[str]:
    """Yield what says to whom a phrase belongs: demonyms in lower case, and names after "de" as they are written."""
    if not context.is_name(token):
        yield from peoples_of(token, context)
    armed = context.is_a(token, "troops", "weapon")
    children = list(token.children)
    inner = (part for child in children if child.dep_ == "amod" for part in child.children)
    for child in (*children, *inner):  # "un avión no tripulado del ejército de X"
        role = child.dep_
        if role in _BESIDE and child.i not in context.names and is_demonym(child, context):
            for part in conjuncts(child):
                yield from peoples_of(part, context)
        elif role in _AFTER and context.case_of(child) == context.vocabulary.profile.genitive:
            for part in conjuncts(child):
                yield from _owner(part, armed, context)


def _owner(part: Token, armed: bool, context: SentenceContext) -> Iterator[str]:
    """Yield a name after "de", and what says to whom that belongs; of a description after "de" the latter."""
    if part.i in context.names:
        yield context.names[part.i].tokens(part.doc).text
        yield from modifiers_of(part, context)
    elif context.is_a(part, "organ", "polity", "office", "arm" if armed else "sort"):
        yield from modifiers_of(part, context)  # "aviones de combate de Rusia"
        person = apposed_person(part, context.names)  # "las fuerzas del presidente Bashar al-Assad"
        if person is not None:
            yield str(person.tokens(part.doc).text)


def demonyms_beside(noun: Token, context: SentenceContext) -> tuple[Mention, ...]:
    """Return the demonyms beside a noun, as actors: "ataque ruso"."""
    found = [
        adjective
        for child in noun.children
        if child.dep_ in {"amod", "flat"} and not context.is_name(child)
        for adjective in conjuncts(child)
        if is_demonym(adjective, context)
    ]
    return tuple(mention for token in found for mention in _demonyms(token, context))


def _demonyms(token: Token, context: SentenceContext) -> Iterator[Mention]:
    """Yield a mention of each people that an adjective names, on its part of the word."""
    peoples = peoples_of(token, context)
    whole = mention_of(token, context, MentionKind.DEMONYM, peoples)
    start = whole.span.start
    for part, people in zip(token.text.split("-") if len(peoples) > 1 else [token.text], peoples, strict=True):
        yield replace(whole, span=Span(start, start + len(part)), text=part, modifiers=(people,))
        start += len(part) + 1
