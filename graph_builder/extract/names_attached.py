"""A name with the root of its tokens enters; the name hangs where its neighbours prove that it belongs."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.names import Named
from graph_builder.extract.words import has, lemma
from graph_builder.vocabulary import Vocabulary


def attach(token: Token, head: Token, dep: str) -> None:
    """Hang a token on another of its sentence, unless that hangs on it."""
    if token.sent == head.sent and token != head and not token.is_ancestor(head):
        token.head = head
        token.dep_ = dep


def together(root: Token, named: Named) -> None:
    """ "Sus aliados Corea del Sur": what stands inside a place's name is no South of the allies."""
    for part in root.doc[root.i + 1 : named.end] if named.label == "LOC" else ():
        if part.head == root.head:
            attach(part, root, "flat")


def out_of_a_name(root: Token, named: Named, vocabulary: Vocabulary) -> None:
    """ "La venta de armas de Estados Unidos a Taiwán": a name with a preposition is no part of the name before it.

    Nor is a person's: "el secretario general de la ONU Ban Ki-moon".
    """
    outer = root.head
    if named.label == "PER" and root.dep_ == "flat" and outer.i < named.start and outer.pos_ == "PROPN":
        title = outer
        while title.dep_ in {"nmod", "flat"} and title.pos_ != "NOUN":
            title = title.head
        if vocabulary.lexicon.is_a(lemma(title), "office", "person", "source") and title.i < outer.i:
            attach(root, title, "appos")
        return
    if root.dep_ == "flat" and outer.pos_ == "ADV" and outer.head.pos_ == "VERB":  # "También X ofreció asilo"
        if not any(child.dep_ == "nsubj" for child in outer.head.children):
            attach(root, outer.head, "nsubj")
        return
    case = next((c for c in root.children if c.dep_ == "case" and c.i < root.i), None)
    if root.dep_ != "flat" or case is None or outer.i > root.i or outer.pos_ != "PROPN":
        return
    if case.lower_ in vocabulary.profile.name_words:
        return
    while outer.dep_ in {"nmod", "flat", "appos"} and outer.head.i < outer.i:
        outer = outer.head
    if outer.pos_ == "NOUN":
        attach(root, outer, "nmod")
    elif outer.dep_ in {"nsubj", "obj", "obl"} and outer.head.pos_ == "VERB":
        attach(root, outer.head, "obl")


def into_its_clause(root: Token, named: Named) -> None:
    """ "X detuvo a Z y la UE le exigió su liberación": a name right before a verb of its own number is its subject."""
    if root.dep_ != "conj":
        return
    doc, head = root.doc, root.head
    verb = doc[named.end] if named.end < len(doc) else root
    if verb.dep_ in {"aux", "advmod", "obj", "iobj", "expl", "expl:pv"}:
        verb = verb.head
    joined = any(child.dep_ == "cc" and child.i < named.start for child in root.children)
    single = has(verb, "Number", "Sing") and has(verb, "VerbForm", "Fin")
    told = any(child.dep_ in {"nsubj", "csubj"} for child in verb.children)
    if joined and single and not told and verb.i >= named.end and head.head.i < head.i and not head.is_ancestor(verb):
        attach(root, verb, "nsubj")


def off_the_troops(root: Token, vocabulary: Vocabulary) -> None:
    """ "La retirada de las tropas rusas de Siria": troops that are somebody's are not of the second state too."""
    troops = root.head
    if root.dep_ != "nmod" or not vocabulary.lexicon.is_a(lemma(troops), "troops") or troops.head.i > troops.i:
        return
    owned = any(
        (child.dep_ == "amod" and vocabulary.gazetteer.peoples(child.lower_, vocabulary.profile.compounds))
        or (child.dep_ == "det" and has(child, "Poss", "Yes"))
        for child in troops.children
    )
    if owned and troops.head.pos_ in {"NOUN", "VERB"}:
        attach(root, troops.head, "nmod" if troops.head.pos_ == "NOUN" else "obl")
