"""A verb of duty with its particle is an auxiliary.

The parser takes "tiene" in "Rusia tiene que retirar sus tropas" for the main verb and hangs the infinitive under it.
The repair makes the infinitive the head, as it is in "debe retirar", with all that hung on "tiene".
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.repairs.tree import attach
from graph_builder.nlp.syntax import has, lemma


def mend_obligation(verb: Token, paragraph: Paragraph) -> None:
    """ "Rusia tiene que retirar sus tropas": an auxiliary of the infinitive, as "debe" is, no clause of its own."""
    name, particle = paragraph.vocabulary.profile.obligation
    if lemma(verb) != name:
        return
    link = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    if link.lower_ != particle:
        return
    done = next((c for c in verb.children if c.dep_ in {"conj", "ccomp", "xcomp"} and link.head == c), None)
    if done is None or not has(done, "VerbForm", "Inf"):
        return
    done.dep_, done.head = verb.dep_, done if verb.head == verb else verb.head
    link.dep_, verb.lemma_ = "fixed", f"{name} {particle}"
    verb.head, verb.dep_ = done, "aux"  # not by `attach`: for a moment they may be two sentences
    for child in list(verb.children):
        attach(child, done, child.dep_)
