"""Factuality: whether an event happened, how sure the text is, and the words that say so.

The walk goes from the predicate up to the root of its sentence and reads the cues of `factuality.tsv` on its way
(polarity, certainty and temporality after GRaSP; the modal governors of Saurí & Pustejovsky's FactBank).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import EventCandidate
from graph_builder.extract.qualify.clause_cues import (
    cues_of_clause,
    cues_of_mood,
    cues_of_phrase,
    leading_modifiers,
    negators_of,
)
from graph_builder.extract.qualify.complements import ORDER, content_of
from graph_builder.extract.syntax.light_verbs import acts, infinitive
from graph_builder.extract.syntax.voice import lemma_with_reflexive
from graph_builder.model import Polarity, Status
from graph_builder.nlp.syntax import has, is_relative, lemma
from graph_builder.vocabulary.lexicon import Cue

# What a governor's cue reaches: its complements, not what stands beside it.
_COMPLEMENTS = {"ccomp", "xcomp", "csubj", "obj", "acl", "nmod", "obl", "advcl", "nsubj"}
_NOUN_COMPLEMENTS = {"obj", "nmod", "nsubj", "obl"}
_PARTICIPLES = {"acl", "amod"}


@dataclass(frozen=True, slots=True)
class Factuality:
    """Polarity and status with the words that decided."""

    polarity: Polarity
    status: Status
    cue: str


def read_factuality(candidate: EventCandidate, context: SentenceContext) -> Factuality:
    """Decide polarity and status of an event.

    Returns:
        The strongest status among the cues (hypothetical, planned, hedged, fact); negated by an odd number of them.
    """
    cues = list(_cues(candidate, context))
    if candidate.speaks and not candidate.frame.asserts:  # "dijo que X debería irse": it was said
        cues = [(cue, token) for cue, token in cues if cue.status is None]
    if candidate.frame.enacted:  # "desfilaron para protestar": the purpose is done with the act above it
        cues = [(cue, token) for cue, token in cues if cue.kind != "subordinator" or cue.status is not Status.PLANNED]
    negations = sum(cue.polarity is Polarity.NEG and cue.kind != "negator" for cue, _ in cues)
    negations += any(cue.kind == "negator" for cue, _ in cues)  # "no envió nunca" denies once: negative concord
    status = next((s for s in ORDER if any(cue.status is s for cue, _ in cues)), Status.FACT)
    if status is Status.FACT and candidate.frame.spoken_of and _is_spoken_of(candidate.predicate, context):
        status = Status.HYPOTHETICAL
    words = dict.fromkeys(token.text for cue, token in sorted(cues, key=lambda pair: pair[1].i))
    return Factuality(Polarity.NEG if negations % 2 else Polarity.POS, status, " ".join(words))


def _is_spoken_of(noun: Token, context: SentenceContext) -> bool:
    """Whether a verb has a noun for its object, and does not take it for granted: "apoya el ingreso de X en O"."""
    lexicon, verb = context.vocabulary.lexicon, noun.head
    if noun.pos_ != "NOUN" or noun.dep_ != "obj" or verb.pos_ != "VERB":
        return False
    cues = (lexicon.cue(kind, lemma(verb)) for kind in ("governor", "verb governor"))
    return not any(cue is not None and cue.status is Status.FACT for cue in cues)


def is_unasserted(factuality: Factuality) -> bool:
    """Whether the text denies or only supposes what it says: "no es una amenaza", "si ataca"."""
    return factuality.polarity is Polarity.NEG or factuality.status is Status.HYPOTHETICAL


def _cues(candidate: EventCandidate, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    if (
        candidate.effect is not None
        and candidate.light is not None
        and (candidate.effect.status or candidate.effect.polarity)
    ):
        yield (
            Cue(candidate.effect.lemma, "light verb", candidate.effect.polarity, candidate.effect.status),
            candidate.light,
        )
    if candidate.light is not None:
        yield from cues_of_phrase(candidate.trigger, context, modifiers_only=True)
    if candidate.effect is not None and candidate.effect.status is Status.FACT:
        return  # "para sostener su ofensiva": there is one
    token = candidate.predicate
    noun = token.pos_ in {"NOUN", "PROPN"}
    yield from cues_of_phrase(token, context, modifiers_only=False)
    yield from _occasion(token, context)
    while token.head != token:
        governor = token.head
        fronted = token.dep_ == "advcl" and token.i < governor.i  # "sin condenar a X, pidió ...": that is not asked
        reached = token.dep_ in (_NOUN_COMPLEMENTS if noun else _COMPLEMENTS) and not fronted
        reached = reached and not (noun and acts(token, context))
        if _is_presupposed(token, context, noun=noun, participles=not candidate.frame.asserts):
            return
        if reached:
            yield from _governor_cue(governor, token, context)
        if token.dep_ in _COMPLEMENTS or token.dep_ == "conj":
            yield from cues_of_clause(governor, context, inherited=token.dep_ != "conj" or _has_own_subject(token))
        if token.dep_ == "conj" and not noun:
            yield from leading_modifiers(governor, context)
        token, noun = governor, governor.pos_ in {"NOUN", "PROPN"}


def _occasion(noun: Token, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    """What makes a meeting one to come: what is to happen at it, what it will be, its date.

    Example: "firmará el acuerdo durante su visita a X", "la visita durará tres días", "la cumbre del próximo lunes".
    """
    vocabulary = context.vocabulary
    if noun.pos_ != "NOUN" or not vocabulary.lexicon.is_a(lemma(noun), "talk"):
        return
    at = context.case_of(noun) in vocabulary.profile.occasions and noun.head.pos_ == "VERB"
    if at or noun.dep_ == "nsubj":
        yield from ((cue, word) for cue, word in cues_of_mood(noun.head, context) if cue.status is Status.PLANNED)
    holders = (noun, *noun.children)  # "la reunión entre X e Y del próximo viernes": of Y, says a parser
    days = (child for holder in holders for child in holder.children if child.dep_ == "nmod")
    for word in (word for day in days for word in day.children if word.lower_ in vocabulary.calendar.coming):
        yield Cue(word.lower_, "time", None, Status.PLANNED), word


def _is_presupposed(token: Token, context: SentenceContext, *, noun: bool, participles: bool) -> bool:
    """Whether what stands above a token does not reach into it, since the text takes it for granted.

    So are a relative clause with a finite verb or a participle ("criticó los acuerdos firmados con X"), when
    something else happens ("tras la reunión con X prometió ..."), what is called past ("su reciente viaje a X") and a
    hostile act that is to end ("pidió el fin del bloqueo").
    """
    if is_relative(token) or (token.dep_ in {"appos", "parataxis"} and has(token, "VerbForm", "Fin")):
        return True
    described = participles and token.dep_ in _PARTICIPLES
    if described and (has(token, "VerbForm", "Part") or infinitive(token, context.vocabulary.lexicon) != lemma(token)):
        return True
    if not noun:
        return False
    if context.is_a(token, "hostile_noun") and _is_to_end(token, context):
        return True
    lexicon, temporals = context.vocabulary.lexicon, context.vocabulary.profile.temporals
    modifiers = (lexicon.cue("modifier", lemma(child)) for child in token.children if child.dep_ == "amod")
    past = any(cue is not None and cue.status is Status.FACT for cue in modifiers)
    return past or context.case_of(token) in temporals


def _is_to_end(noun: Token, context: SentenceContext) -> bool:
    """Whether a noun is what is to end: "el fin del ataque", "cesar el ataque", "poner fin al ataque"."""
    under = noun.dep_ in _NOUN_COMPLEMENTS and context.is_a(noun.head, "bringing_to_end")
    beside = (child for child in noun.head.children if child.i < noun.i and child.dep_ in {"obj", "compound"})
    return under or any(context.is_a(child, "bringing_to_end") for child in beside)


def _governor_cue(governor: Token, child: Token, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    lexicon = context.vocabulary.lexicon
    verbal = child.pos_ in {"VERB", "AUX"}
    after = governor.i + 1
    both = f"{lemma(governor)} {governor.doc[after].lower_}" if after < child.i else ""  # "tiene previsto viajar"
    for word in dict.fromkeys(
        (both, governor.lower_, lemma_with_reflexive(governor, context), lemma(governor), infinitive(governor, lexicon))
    ):
        cue = lexicon.cue("governor", word)
        if cue is None and verbal:  # "dejó de atacar", not "el ataque dejó dos muertos"
            cue = lexicon.cue("verb governor", word)
        if cue is None and not context.is_a(child, "hostile_noun"):
            cue = lexicon.cue("refusal", word)
        if cue is not None and verbal and cue.status is Status.PLANNED and _is_told(child):
            return
        if cue is not None:
            negators = list(negators_of(governor, context))
            if cue.polarity is Polarity.NEG and negators:  # "no dejó de atacar": it went on; "no descarta atacar"
                if cue.status is not None:
                    status = Status.HYPOTHETICAL if cue.status is Status.PLANNED else cue.status
                    yield replace(cue, polarity=None, status=status), governor
                return
            yield cue, governor
            # "no planea enviar", "no logró enviar tropas" deny that; "no pidió que X enviara tropas" does not
            predicative = any(word.dep_ == "cop" for word in governor.children)  # "no es cierto que X enviara"
            if cue.status not in {None, Status.HEDGED} and (predicative or has(child, "VerbForm", "Inf")):
                yield from negators
            return
        content = content_of(governor, word, context) if child.dep_ in _COMPLEMENTS - {"nsubj"} else None
        if content is not None:
            yield Cue(word, "content", None, content), governor
            return


def _is_told(clause: Token) -> bool:
    """Whether a complement is a fact of its own: "anunció que envió tropas", not "anunció que enviará tropas"."""
    verbs = (clause, *(child for child in clause.children if child.dep_ in {"aux", "aux:pass", "cop"}))
    finite = next((verb for verb in verbs if has(verb, "VerbForm", "Fin")), None)
    return finite is not None and has(finite, "Mood", "Ind") and not has(finite, "Tense", "Fut")


def _has_own_subject(clause: Token) -> bool:
    """ "X no participará; Y retira la invitación": what is said of X is not said of Y."""
    return any(child.dep_ == "nsubj" for child in clause.children)
