"""Paragraphs that are parsed a second time in other letters, in their order; the text keeps its length.

A parser of running text misreads headlines. Each rereading gives back the same Doc, or a better parse of the same
paragraph: every offset stays true.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from graph_builder.nlp.pipeline import Pipeline
from graph_builder.nlp.rereadings.capitals import CapitalsReader
from graph_builder.nlp.rereadings.verb_first import VerbFirstReader
from graph_builder.vocabulary import Vocabulary

__all__ = ["Rereading", "rereadings"]

Rereading = Callable[[Doc, Pipeline], Doc]


def rereadings(vocabulary: Vocabulary) -> tuple[Rereading, ...]:
    """Return the rereadings with one vocabulary, in their order."""
    return (
        CapitalsReader(vocabulary).reread,  # "ORTEGA AMENAZA CON RETOMAR LUCHA ARMADA"
        VerbFirstReader(vocabulary).reread,  # "Condena México violencia en Siria"
    )
