"""An event's predicate enters; whether it happened, how sure the text is, and the words that say so leave.

The walk goes from the predicate up to the root of its sentence and reads the cues of `factuality.tsv` on its way
(polarity, certainty and temporality after GRaSP; the modal governors of Saurí & Pustejovsky's FactBank).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph_builder.extract.drafts import Draft
from graph_builder.extract.events import EventFinder
from graph_builder.extract.phrases import Phrases
from graph_builder.extract.words import has, lemma
from graph_builder.model import Polarity, Status
from graph_builder.vocabulary.lexicon import Cue

# What a governor's cue reaches: its complements, not what stands beside it.
_COMPLEMENTS = {"ccomp", "xcomp", "csubj", "obj", "acl", "nmod", "obl", "advcl", "nsubj"}
_NOUN_COMPLEMENTS = {"obj", "nmod", "nsubj", "obl"}
_ORDER = (Status.HYPOTHETICAL, Status.PLANNED, Status.HEDGED, Status.FACT)


@dataclass(frozen=True, slots=True)
class Factuality:
    """Polarity and status with the words that decided."""

    polarity: Polarity
    status: Status
    cue: str


SAID = Factuality(Polarity.POS, Status.FACT, "")  # of what is done by saying it


def read_factuality(draft: Draft, phrases: Phrases, finder: EventFinder) -> Factuality:
    """Decide polarity and status of an event.

    Returns:
        The strongest status among the cues (hypothetical, planned, hedged, fact); negated by an odd number of them.
    """
    cues = list(_cues(draft, phrases, finder))
    if draft.frame.enacted:  # "desfilaron para protestar": the purpose is done with the act above it
        cues = [(cue, token) for cue, token in cues if cue.kind != "subordinator" or cue.status is not Status.PLANNED]
    negations = sum(cue.polarity is Polarity.NEG and cue.kind != "negator" for cue, _ in cues)
    negations += any(cue.kind == "negator" for cue, _ in cues)  # "no envió nunca" denies once: negative concord
    status = next((s for s in _ORDER if any(cue.status is s for cue, _ in cues)), Status.FACT)
    words = dict.fromkeys(token.text for cue, token in sorted(cues, key=lambda pair: pair[1].i))
    return Factuality(Polarity.NEG if negations % 2 else Polarity.POS, status, " ".join(words))


def is_unasserted(factuality: Factuality) -> bool:
    """Whether the text denies or only supposes what it says: "no es una amenaza", "si ataca"."""
    return factuality.polarity is Polarity.NEG or factuality.status is Status.HYPOTHETICAL


def is_to_come(factuality: Factuality) -> bool:
    """Whether the text affirms something that has not happened: "convocó una huelga", "amenaza con una huelga"."""
    return factuality.polarity is Polarity.POS and factuality.status in {Status.PLANNED, Status.HYPOTHETICAL}


def _cues(draft: Draft, phrases: Phrases, finder: EventFinder) -> Iterator[tuple[Cue, Token]]:
    if draft.effect is not None and draft.light is not None and (draft.effect.status or draft.effect.polarity):
        yield Cue(draft.effect.lemma, "light verb", draft.effect.polarity, draft.effect.status), draft.light
    if draft.light is not None:
        yield from _own_cues(draft.trigger, phrases, modifiers_only=True)
    token = draft.predicate
    noun = token.pos_ in {"NOUN", "PROPN"}
    yield from _own_cues(token, phrases, modifiers_only=False)
    while token.head != token:
        governor = token.head
        reached = token.dep_ in (_NOUN_COMPLEMENTS if noun else _COMPLEMENTS)
        reached = reached and not (noun and phrases.case_of(token) in phrases.vocabulary.profile.temporals)
        if _closes(token):
            return
        if reached:
            yield from _governor_cue(governor, token, phrases, finder)
        if token.dep_ in _COMPLEMENTS or token.dep_ == "conj":
            yield from _clause_cues(governor, phrases, inherited=token.dep_ != "conj")
        token, noun = governor, governor.pos_ in {"NOUN", "PROPN"}


def _closes(token: Token) -> bool:
    """A finite relative clause is told on its own account; what stands above does not reach into it."""
    return token.dep_ in {"acl", "acl:relcl", "appos", "parataxis"} and has(token, "VerbForm", "Fin")


def _own_cues(token: Token, phrases: Phrases, *, modifiers_only: bool) -> Iterator[tuple[Cue, Token]]:
    lexicon = phrases.vocabulary.lexicon
    for child in token.children:
        if child.dep_ in {"advmod", "amod", "det", "case", "mark", "cc", "neg", "obl"}:
            for word in dict.fromkeys((lemma(child), child.lower_, _words(child))):
                cue = lexicon.cue("modifier", word)
                if cue is not None:
                    yield cue, child
                    break
    yield from _clause_cues(token, phrases, inherited=False, negation_only=modifiers_only)


def _words(token: Token) -> str:
    """The words under a token: "al parecer", "tal vez"."""
    return " ".join(t.lower_ for t in token.subtree)


def _clause_cues(
    token: Token, phrases: Phrases, *, inherited: bool, negation_only: bool = False
) -> Iterator[tuple[Cue, Token]]:
    """Negators, subordinators and mood of the clause whose head is `token`.

    `inherited`: the clause is above the event's own, so only its subordinators count ("si anuncia que atacará");
    its tense says when somebody spoke, not when the event is.
    """
    lexicon = phrases.vocabulary.lexicon
    for child in token.children:
        if child.dep_ in {"advmod", "det", "case", "mark", "cc", "neg"} and not inherited:
            cue = lexicon.cue("negator", child.lower_)
            if cue is not None:
                yield cue, child
        if child.dep_ == "nsubj" and not inherited:  # "ni Chile ni Perú firmaron", "ningún país firmó"
            for word in (child, *(c for c in child.children if c.dep_ in {"cc", "det"})):
                cue = lexicon.cue("negator", word.lower_)
                if cue is not None:
                    yield cue, word
        if child.dep_ in {"mark", "case", "advmod"} and not negation_only:
            words = " ".join([child.lower_, *(c.lower_ for c in child.children if c.dep_ == "fixed")])
            cue = lexicon.cue("subordinator", words)
            if cue is not None:
                yield cue, child
    if not inherited and not negation_only and token.pos_ in {"VERB", "AUX"}:
        yield from _mood(token, phrases)


def _mood(token: Token, phrases: Phrases) -> Iterator[tuple[Cue, Token]]:
    auxiliaries = [c for c in token.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    finite = next((t for t in (*auxiliaries, token) if has(t, "VerbForm", "Fin")), None)
    if finite is None:
        return
    for feature in str(finite.morph).split("|"):
        cue = phrases.vocabulary.lexicon.cue("morph", feature)
        if cue is not None:
            yield cue, finite
    for auxiliary in auxiliaries:
        lexicon = phrases.vocabulary.lexicon
        cue = lexicon.cue("governor", lemma(auxiliary)) or lexicon.cue("verb governor", lemma(auxiliary))
        if cue is not None:
            yield cue, auxiliary


def _governor_cue(governor: Token, child: Token, phrases: Phrases, finder: EventFinder) -> Iterator[tuple[Cue, Token]]:
    lexicon = phrases.vocabulary.lexicon
    for word in dict.fromkeys((lemma(governor), finder.infinitive(governor))):
        cue = lexicon.cue("governor", word)
        if cue is None and child.pos_ in {"VERB", "AUX"}:  # "dejó de atacar", not "el ataque dejó dos muertos"
            cue = lexicon.cue("verb governor", word)
        if cue is not None:
            yield cue, governor
            return
        pos = "VERB" if governor.pos_ in {"VERB", "AUX", "ADJ"} else "NOUN"
        contents = {lexicon.frames[row.frame].content for row in lexicon.triggers.get((word, pos), ())} - {None}
        if contents and child.dep_ in _COMPLEMENTS - {"nsubj"}:
            yield Cue(word, "content", None, min(contents, key=_ORDER.index)), governor
            return
