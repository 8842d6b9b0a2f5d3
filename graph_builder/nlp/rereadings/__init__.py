"""Paragraphs that are parsed a second time in other letters, in their order; the text keeps its length.

A parser of running text misreads headlines. Each rereading gives back the same Doc, or a better parse of the same
paragraph: every offset stays true.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from graph_builder.nlp.pipeline import Pipeline
from graph_builder.nlp.rereadings.capitals import reread_capitals
from graph_builder.nlp.rereadings.verb_first import reread_verb_first

__all__ = ["REREADINGS", "Rereading"]

Rereading = Callable[[Doc, Pipeline], Doc]

REREADINGS: tuple[Rereading, ...] = (
    reread_capitals,  # "ORTEGA AMENAZA CON RETOMAR LUCHA ARMADA"
    reread_verb_first,  # "Condena México violencia en Siria"
)
