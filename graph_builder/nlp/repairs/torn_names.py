"""A person's name that the parser tore, as it took a particle in it for a verb: "Luiz Inácio Lula da Silva"."""

from __future__ import annotations

from spacy.tokens import MorphAnalysis, Token
from spacy.tokens import Span as Tokens

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.syntax import has

_CLAUSES = frozenset({"advcl", "conj", "ccomp", "xcomp", "parataxis", "acl", "obj", "dep"})


def mend_torn_names(paragraph: Paragraph) -> None:
    """Hang the words of a person's name on its first, and what the seeming verb governed on the clause around it."""
    for named in paragraph.names:
        name = named.tokens(paragraph.doc)
        verb = next((token for token in name[1:] if token.pos_ in {"VERB", "AUX"}), None)
        if named.label == "PER" and verb is not None:
            _mend(name, verb)


def _mend(name: Tokens, verb: Token) -> None:
    first, inside = name[0], range(name.start, name.end)
    outside = [child for child in verb.children if child.i not in inside]
    governor = verb.head
    if governor == verb or governor.i in inside:
        clause = next(
            (c for c in outside if c.dep_ in _CLAUSES and c.pos_ == "VERB" and has(c, "VerbForm", "Fin")), None
        )
        if clause is None:
            return
        clause.head, clause.dep_ = clause, "ROOT"
        governor = clause
    described = next((c for c in outside if c.dep_ == "nsubj" and c.i < first.i), None)
    verb.head, verb.dep_, verb.pos_, verb.lemma_ = governor, "dep", "PROPN", verb.text
    verb.morph = MorphAnalysis(verb.vocab, "")
    for child in outside:
        if child not in (governor, described):
            child.head = governor
    told = any(child.dep_ == "nsubj" and child.i not in inside for child in governor.children)
    if described is not None:
        described.head, described.dep_ = governor, "nsubj"
    if first.head.i in inside and described is not None:
        first.head, first.dep_ = described, "appos"
    elif first.head.i in inside:
        first.head = governor
        first.dep_ = first.dep_ if told or governor.pos_ != "VERB" or first.i > governor.i else "nsubj"
    for token in name[1:]:
        token.head, token.dep_ = first, "flat"
