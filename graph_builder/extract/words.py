"""A token enters; its lemma, a morphological feature, what it is coordinated with or stands for leaves."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from spacy.tokens import Token


def has(token: Token, feature: str, value: str) -> bool:
    """Whether a token has a value of a UD morphological feature, e.g. `has(token, "VerbForm", "Part")`."""
    return value in _feature_values(str(token.morph), feature)


@cache
def _feature_values(morph: str, feature: str) -> tuple[str, ...]:
    """Values of a feature in UD notation: "Case=Acc,Dat|Number=Sing"; there are a few hundred such strings."""
    pairs = (pair.partition("=") for pair in morph.split("|"))
    return tuple(value for name, _, values in pairs if name == feature for value in values.split(","))


def is_finite(verb: Token) -> bool:
    """Whether a verb, its auxiliary or its copula is a finite form: "niega", "debe retirar", "es culpable"."""
    return any(has(t, "VerbForm", "Fin") for t in (verb, *verb.children) if t == verb or t.dep_ in {"aux", "cop"})


def lemma(token: Token) -> str:
    """Lower-case lemma."""
    return token.lemma_.lower()


def conjuncts(token: Token) -> list[Token]:
    """A token and what is coordinated with it, in order."""
    return [token, *sorted((t for t in token.conjuncts if t.i > token.i), key=lambda t: t.i)]


def relative_antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: the head of its relative clause."""
    for ancestor in pronoun.ancestors:
        if ancestor.dep_ in {"acl", "acl:relcl"}:
            return ancestor.head
    return None


def is_subject(token: Token) -> bool:
    """Whether a token, or what it is coordinated with or set after, is the subject of a clause."""
    return _beside(token).dep_ in {"nsubj", "csubj"}


def is_embedded(token: Token, saying: Container[str]) -> bool:
    """Whether a verb, or a subject's verb, is inside another clause or a quotation with its verb of saying beside it.

    Args:
        token: a verb or a subject.
        saying: lemmas of verbs of saying.
    """
    verb = _beside(token).head if is_subject(token) else token
    while verb.dep_ == "conj":
        verb = verb.head
    quoted = any(child.dep_ == "parataxis" and lemma(child) in saying for child in verb.children)
    return quoted or verb.dep_ not in {"ROOT", "parataxis"}


def _beside(token: Token) -> Token:
    while token.dep_ in {"appos", "flat", "conj"} and token.head != token:
        token = token.head
    return token
