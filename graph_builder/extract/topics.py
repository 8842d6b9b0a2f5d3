"""Subjects that a later null subject can go back to.

They take part in no event themselves ("el mandatario explicó el plan"), but the discourse goes on with them: the
centers of Grosz, Joshi and Weinstein (1995, "Centering", Computational Linguistics 21:2).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy import symbols
from spacy.attrs import DEP
from spacy.strings import get_string_id

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.syntax.null_arguments import null_subject
from graph_builder.model import Mention
from graph_builder.nlp.syntax import has, is_finite

_ROOT = get_string_id("ROOT")
_TOPICAL = {symbols.nsubj, _ROOT}
_SUBJECTS = {"nsubj", "csubj", "expl:pass", "expl:impers", "expl"}


def find_topics(context: SentenceContext) -> Iterator[Mention]:
    """Yield the described and null subjects of a sentence; named ones are mentions anyway."""
    sentence = context.sentence.tokens
    labels = sentence.doc.to_array(DEP)[sentence.start : sentence.end].tolist()
    for index, label in enumerate(labels, sentence.start):
        if label not in _TOPICAL:
            continue
        token = sentence.doc[index]
        if label == symbols.nsubj and not context.is_name(token) and token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            yield from actors_of(token, context)
        elif label == _ROOT and token.pos_ in {"VERB", "AUX"} and is_finite(token):
            finite = next((c for c in token.children if c.dep_ in {"aux", "cop"} and has(c, "VerbForm", "Fin")), token)
            unsaid = not any(child.dep_ in _SUBJECTS for child in token.children)
            if unsaid and has(finite, "Person", "3") and has(finite, "Number", "Sing"):
                yield null_subject(token, context)
