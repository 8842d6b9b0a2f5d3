"""A token enters; its lemma, a morphological feature, what it is coordinated with or stands for leaves."""

from __future__ import annotations

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
