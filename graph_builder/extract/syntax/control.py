"""Control by objects ("pidió a X retirarse"), and the subjects of conditions ("si X ataca")."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.model import Status
from graph_builder.nlp.syntax import conjuncts, has, is_finite, lemma


def accuses(verb: Token, context: SentenceContext) -> bool:
    """Return whether a verb blames: "acusó a X de ... al suministrar armas" is about what X did."""
    lexicon = context.vocabulary.lexicon
    rows = lexicon.triggers.get((lemma(verb), "VERB"), ())
    return any(lexicon.frames[row.frame].content is Status.HEDGED for row in rows)


def controls(governor: Token, verb: Token, context: SentenceContext) -> bool:
    """Return whether a verb controls the subject of the verb under it by its object: "pidió a X retirarse": X would.

    So does "acusó a X de violar". Not so in "volvió a reclamar a X": a phase has no addressee of its own; nor where
    what it does is done to whom is addressed: "llamó a X para agradecerle".
    """
    cues = (context.vocabulary.lexicon.cue("subordinator", child.lower_) for child in verb.children)
    if has(verb, "PronType", "Prs") and (verb.dep_ == "advcl" or any(cues)):
        return False
    complement = verb.dep_ in {"xcomp", "ccomp"} and not context.vocabulary.lexicon.is_a(lemma(governor), "phase")
    return complement or (verb.dep_ != "conj" and accuses(governor, context))


def is_accusation(infinitive: Token, context: SentenceContext) -> bool:
    """Return whether an infinitive is what somebody is blamed for: "acusó a X de querer violar"."""
    head = infinitive
    while has(head, "VerbForm", "Inf") and not is_finite(head) and head.head != head:
        head = head.head
    return head != infinitive and accuses(head, context)


def condition_subjects(predicate: Token, context: SentenceContext) -> list[Token]:
    """Return the subjects of the condition that is set in a predicate's clause: "habrá consecuencias si X ataca"."""
    top = predicate.head if predicate.dep_ in {"ccomp", "xcomp", "csubj"} else predicate
    found: list[Token] = []
    for token in top.subtree:
        cue = context.vocabulary.lexicon.cue("subordinator", token.lower_) if token.dep_ == "mark" else None
        if cue is not None and cue.status is Status.HYPOTHETICAL:
            found += [part for child in token.head.children if child.dep_ == "nsubj" for part in conjuncts(child)]
    return found
