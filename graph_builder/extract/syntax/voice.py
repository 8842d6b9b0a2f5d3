"""Voice: whether a verb's subject undergoes what the verb says, and verbs that a reflexive makes others."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.nlp.syntax import has, lemma


def is_passive(verb: Token, context: SentenceContext) -> bool:
    """Return whether a verb is a participle with "ser" ("fue recibido") or modifies a noun ("la carta enviada")."""
    if not has(verb, "VerbForm", "Part"):
        return False
    auxiliaries = context.vocabulary.profile.passive_auxiliaries
    if any(c.dep_ in {"aux", "aux:pass", "cop"} and lemma(c) in auxiliaries for c in verb.children):
        return True
    return not any(c.dep_ == "aux" for c in verb.children)


def is_reflexive_passive(verb: Token, context: SentenceContext) -> bool:
    """Return whether a verb has a "se" that is not its own: "se firmó un acuerdo", but not "se reunieron X e Y"."""
    marked = any(child.dep_ == "expl:pass" for child in verb.children)
    return marked and not context.is_a(verb, "pronominal")


def lemma_with_reflexive(verb: Token, context: SentenceContext) -> str:
    """Return the lemma of a verb, with its reflexive where that makes it another verb: "se niega" -> "negarse"."""
    reflexive = context.vocabulary.profile.reflexive
    other = lemma(verb) + reflexive
    known = context.vocabulary.lexicon.cue("governor", other) is not None
    return other if known and any(child.lower_ == reflexive for child in verb.children) else lemma(verb)
