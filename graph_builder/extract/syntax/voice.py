"""Voice: whether a verb's subject undergoes what the verb says, and verbs that a reflexive makes others."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.phrases import Phrases
from graph_builder.extract.words import has, lemma


def is_passive(verb: Token, phrases: Phrases) -> bool:
    """Return whether a verb is a participle with "ser" ("fue recibido") or modifies a noun ("la carta enviada")."""
    if not has(verb, "VerbForm", "Part"):
        return False
    auxiliaries = phrases.vocabulary.profile.passive_auxiliaries
    if any(c.dep_ in {"aux", "aux:pass", "cop"} and lemma(c) in auxiliaries for c in verb.children):
        return True
    return not any(c.dep_ == "aux" for c in verb.children)


def is_reflexive_passive(verb: Token, phrases: Phrases) -> bool:
    """Return whether a verb has a "se" that is not its own: "se firmó un acuerdo", but not "se reunieron X e Y"."""
    marked = any(child.dep_ == "expl:pass" for child in verb.children)
    return marked and not phrases.is_a(verb, "pronominal")


def lemma_with_reflexive(verb: Token, phrases: Phrases) -> str:
    """Return the lemma of a verb, with its reflexive where that makes it another verb: "se niega" -> "negarse"."""
    reflexive = phrases.vocabulary.profile.reflexive
    other = lemma(verb) + reflexive
    known = phrases.vocabulary.lexicon.cue("governor", other) is not None
    return other if known and any(child.lower_ == reflexive for child in verb.children) else lemma(verb)
