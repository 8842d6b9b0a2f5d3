"""The place of an event, where its clause names one: "firmaron el acuerdo EN GINEBRA"."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext

_PHRASES = {"obl", "nmod"}


def read_place(predicate: Token, context: SentenceContext) -> str:
    """Return the place that a predicate names with a locative phrase, "" where it names none."""
    for child in predicate.children:
        named = context.names.get(child.i)
        if (
            named is not None
            and named.label == "LOC"
            and child.dep_ in _PHRASES
            and context.case_of(child) == context.vocabulary.profile.locative
        ):
            return str(named.tokens(child.doc).text)
    return ""
