"""A verb enters; whether its subject undergoes what it says leaves: "fue recibido", "se firmó un acuerdo"."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.phrases import Phrases
from graph_builder.extract.words import has, lemma


def is_passive(verb: Token, phrases: Phrases) -> bool:
    """A participle with "ser", or one that modifies a noun."""
    if not has(verb, "VerbForm", "Part"):
        return False
    auxiliaries = phrases.vocabulary.profile.passive_auxiliaries
    if any(c.dep_ in {"aux", "aux:pass", "cop"} and lemma(c) in auxiliaries for c in verb.children):
        return True
    return not any(c.dep_ == "aux" for c in verb.children)


def is_reflexive_passive(verb: Token, phrases: Phrases) -> bool:
    """A verb with "se" that is not its own: "se firmó un acuerdo", but not "se reunieron X e Y"."""
    marked = any(child.dep_ == "expl:pass" for child in verb.children)
    return marked and not phrases.is_a(verb, "pronominal")
