"""Mentions by small words: "ellos", "su", the "bilateral" of "cooperación bilateral"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.mention import mention_of
from graph_builder.model import Mention, MentionKind
from graph_builder.nlp.syntax import has, lemma


def personal_pronoun(token: Token, context: SentenceContext) -> tuple[Mention, ...]:
    """Return the mention by a pronoun of the third person; none for any other word."""
    reflexive = lemma(token) == context.vocabulary.profile.reflexive
    if not has(token, "Person", "3") or reflexive or not token.is_alpha:
        return ()
    return (mention_of(token, context, MentionKind.PRONOUN),)


def possessives_of(noun: Token, context: SentenceContext) -> tuple[Mention, ...]:
    """Return the owner that "su" points to, at the determiner."""
    return tuple(
        replace(mention_of(child, context, MentionKind.PRONOUN), plural=False)
        for child in noun.children
        if child.dep_ == "det" and has(child, "Poss", "Yes") and has(child, "Person", "3")
    )


def both_sides_of(noun: Token, context: SentenceContext) -> tuple[Mention, ...]:
    """Return the two states spoken of, where an adjective says that both take part: "cooperación bilateral"."""
    return tuple(
        replace(mention_of(child, context, MentionKind.NOMINAL), plural=True)
        for child in noun.children
        if child.dep_ in {"amod", "flat"} and context.is_a(child, "both_adj")
    )
