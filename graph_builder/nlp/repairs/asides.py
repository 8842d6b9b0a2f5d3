"""What stands after an aside between commas belongs to the clause, not to the aside.

The parser hangs it on the last noun of the aside: "condenó, junto a X, la invasión" has its object as an apposition to
X, and the last of a list that begins with two words ("A y B, así como el ministro de C") as an adverbial of the verb.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.repairs.tree import attach


def object_after_aside(noun: Token, paragraph: Paragraph) -> None:
    """ "Condenó, junto a X, la invasión": what follows the companion is whom or what the verb is about."""
    companion, verb = noun.head, noun.head.head
    if noun.dep_ != "appos" or verb.pos_ != "VERB" or not verb.i < companion.i < noun.i:
        return
    with_whom = any(_words(child) in paragraph.vocabulary.profile.companions for child in companion.children)
    determined = any(child.dep_ == "det" for child in noun.children)
    if with_whom and determined and not any(child.dep_ in {"obj", "ccomp"} for child in verb.children):
        attach(noun, verb, "obj")


def last_of_list(noun: Token, paragraph: Paragraph) -> None:
    """ "Los cancilleres de A y B, así como el ministro de C": what a conjunction joins is no adverbial."""
    joined = noun.dep_ == "obl" and any(child.dep_ == "cc" and child.i < noun.i for child in noun.children)
    if not joined or any(child.dep_ == "case" for child in noun.children):
        return
    before = [c for c in noun.head.children if c.i < noun.i and c.dep_ in {"nsubj", "nsubj:pass", "obj"}]
    if before and before[-1].pos_ in {"NOUN", "PROPN"}:
        attach(noun, before[-1], "conj")


def _words(token: Token) -> str:
    """A preposition with the words fixed to it: "junto a"."""
    return " ".join([token.lower_, *(child.lower_ for child in token.children if child.dep_ == "fixed")])
