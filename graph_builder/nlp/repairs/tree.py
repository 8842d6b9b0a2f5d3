"""How a repair changes a parse, and the classes of nouns that act."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.vocabulary import WordClass

ACTING_CLASSES: tuple[WordClass, ...] = ("person", "office", "organ", "polity", "source", "crowd", "troops")


def attach(token: Token, head: Token, dep: str) -> None:
    """Hang a token on another of its sentence, unless that hangs on it."""
    if token.sent == head.sent and token != head and not token.is_ancestor(head):
        token.head = head
        token.dep_ = dep
