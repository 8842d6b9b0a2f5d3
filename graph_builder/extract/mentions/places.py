"""The state in whose territory something was done."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.mentions.names import name_mention
from graph_builder.model import Mention


def is_place(token: Token, context: SentenceContext) -> bool:
    """Return whether a token is part of a place's name."""
    named = context.names.get(token.i)
    return named is not None and named.label == "LOC"


def place_names(heads: Iterable[Token], context: SentenceContext) -> tuple[Mention, ...]:
    """Return the state that phrases of place tell: "interceptado en el canal de Panamá"."""
    for head in heads:
        for token in sorted(head.subtree, key=lambda t: t.i):
            named = context.names.get(token.i)
            if named is not None and named.known and named.label == "LOC":
                return (name_mention(named, context),)
        if context.is_a(head, "territory"):  # "en la ciudad ucraniana de Z"
            return actors_of(head, context, things=True)
    return ()
