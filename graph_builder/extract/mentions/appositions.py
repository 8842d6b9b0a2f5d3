"""Descriptions and names in apposition: the person or state that a description names, the titles of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from graph_builder.nlp.parsed import Named

_TITLE_POS = {"NOUN", "ADJ", "PROPN"}
_DESCRIBING_POS = {"NOUN", "ADJ"}


def apposed_person(token: Token, names: Mapping[int, Named]) -> Named | None:
    """Return the person that a description names: "la canciller norcoreana Choe Son-hui"."""
    described = []
    for child in token.children:
        named = names.get(child.i)
        if named is None:
            if child.dep_ in {"appos", "amod"} and child.pos_ in _DESCRIBING_POS:
                described.append(child)
        elif named.label == "PER" and child.dep_ in {"appos", "flat"}:
            return named
    for inner in described:  # "el presidente, el republicano John Boehner"
        if all(part.dep_ != "nmod" for part in inner.children):
            found = apposed_person(inner, names)
            if found is not None:
                return found
    return None


def apposed_state(token: Token, names: Mapping[int, Named]) -> Named | None:
    """Return the state that a description names: "el vecino Siria"."""
    appended = (names.get(child.i) for child in token.children if child.dep_ in {"appos", "flat"})
    named = next((name for name in appended if name is not None and name.known), None)
    return named if named is not None and named.label == "LOC" else None


def titles_of(person: Named, doc: Doc, names: Mapping[int, Named]) -> Iterator[Token]:
    """Yield the nouns that say what a named person is: before the name, around it, or set after it."""
    root = person.tokens(doc).root
    if root.dep_ in {"appos", "flat"} and root.head.i not in names and root.head.pos_ in _TITLE_POS:
        yield root.head
    yield from (c for c in root.children if c.dep_ == "appos" and c.i not in names and c.pos_ in _DESCRIBING_POS)
