"""A family name that opens a sentence with its particle: "De Gaulle visitó Argelia"."""

from __future__ import annotations

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.repairs.tree import attach


def take_particles(paragraph: Paragraph) -> None:
    """Make the capital particle of a person's name a part of it, and the name the subject of the verb after it.

    The parser reads "De" as a preposition and the name as an adverbial.
    """
    for named in paragraph.names:
        tokens = named.tokens(paragraph.doc)
        first, root = tokens[0], tokens.root
        if named.label != "PER" or len(tokens) == 1 or first.dep_ != "case" or not first.is_title:
            continue
        first.pos_, first.dep_ = "PROPN", "flat"
        verb = root.head
        told = any(child.dep_ in {"nsubj", "csubj"} for child in verb.children)
        if root.dep_ in {"obl", "obj"} and verb.pos_ == "VERB" and root.i < verb.i and not told:
            attach(root, verb, "nsubj")
