"""A verb enters; its lemma leaves, with the reflexive where that makes it another verb."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.phrases import Phrases
from graph_builder.extract.words import lemma


def pronominal(verb: Token, phrases: Phrases) -> str:
    """The lemma of a verb, with its reflexive where that makes it another verb: "se niega" -> "negarse"."""
    reflexive = phrases.vocabulary.profile.reflexive
    other = lemma(verb) + reflexive
    known = phrases.vocabulary.lexicon.cue("governor", other) is not None
    return other if known and any(child.lower_ == reflexive for child in verb.children) else lemma(verb)
