"""Factuality: whether an event happened, how sure the text is, and the words that say so.

The walk goes from the predicate up to the root of its sentence and reads the cues of `factuality.tsv` on its way
(polarity, certainty and temporality after GRaSP; the modal governors of Saurí & Pustejovsky's FactBank).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import EventCandidate
from graph_builder.extract.qualify.complements import ORDER, content_of
from graph_builder.extract.syntax.light_verbs import infinitive
from graph_builder.extract.syntax.voice import lemma_with_reflexive
from graph_builder.model import Polarity, Status
from graph_builder.nlp.syntax import has, is_relative, lemma
from graph_builder.vocabulary.lexicon import Cue

# What a governor's cue reaches: its complements, not what stands beside it.
_COMPLEMENTS = {"ccomp", "xcomp", "csubj", "obj", "acl", "nmod", "obl", "advcl", "nsubj"}
_NOUN_COMPLEMENTS = {"obj", "nmod", "nsubj", "obl"}
_EMBEDDED = {"ccomp", "acl", "acl:relcl"}
_PARTICIPLES = {"acl", "amod"}


@dataclass(frozen=True, slots=True)
class Factuality:
    """Polarity and status with the words that decided."""

    polarity: Polarity
    status: Status
    cue: str


SAID = Factuality(Polarity.POS, Status.FACT, "")  # of what is done by saying it


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
    words = dict.fromkeys(token.text for cue, token in sorted(cues, key=lambda pair: pair[1].i))
    return Factuality(Polarity.NEG if negations % 2 else Polarity.POS, status, " ".join(words))


def is_unasserted(factuality: Factuality) -> bool:
    """Whether the text denies or only supposes what it says: "no es una amenaza", "si ataca"."""
    return factuality.polarity is Polarity.NEG or factuality.status is Status.HYPOTHETICAL


def is_to_come(factuality: Factuality) -> bool:
    """Whether the text affirms something that has not happened: "convocó una huelga", "amenaza con una huelga"."""
    return factuality.polarity is Polarity.POS and factuality.status in {Status.PLANNED, Status.HYPOTHETICAL}


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
        yield from _own_cues(candidate.trigger, context, modifiers_only=True)
    token = candidate.predicate
    noun = token.pos_ in {"NOUN", "PROPN"}
    yield from _own_cues(token, context, modifiers_only=False)
    yield from _occasion(token, context)
    while token.head != token:
        governor = token.head
        reached = token.dep_ in (_NOUN_COMPLEMENTS if noun else _COMPLEMENTS)
        if _is_presupposed(token, context, noun=noun, participles=not candidate.frame.asserts):
            return
        if reached:
            yield from _governor_cue(governor, token, context)
        if token.dep_ in _COMPLEMENTS or token.dep_ == "conj":
            yield from _clause_cues(governor, context, inherited=token.dep_ != "conj" or _has_own_subject(token))
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
        yield from ((cue, word) for cue, word in _mood(noun.head, context) if cue.status is Status.PLANNED)
    holders = (noun, *noun.children)  # "la reunión entre X e Y del próximo viernes": of Y, says a parser
    days = (child for holder in holders for child in holder.children if child.dep_ == "nmod")
    for word in (word for day in days for word in day.children if word.lower_ in vocabulary.calendar.coming):
        yield Cue(word.lower_, "time", None, Status.PLANNED), word


def _is_presupposed(token: Token, context: SentenceContext, *, noun: bool, participles: bool) -> bool:
    """Whether what stands above a token does not reach into it, since the text takes it for granted.

    So are a relative clause with a finite verb or a participle ("criticó los acuerdos firmados con X"), when
    something else happens ("tras la reunión con X prometió ...") and what is called past ("su reciente viaje a X").
    """
    if is_relative(token) or (token.dep_ in {"appos", "parataxis"} and has(token, "VerbForm", "Fin")):
        return True
    described = participles and token.dep_ in _PARTICIPLES
    if described and (has(token, "VerbForm", "Part") or infinitive(token, context.vocabulary.lexicon) != lemma(token)):
        return True
    if not noun:
        return False
    lexicon, temporals = context.vocabulary.lexicon, context.vocabulary.profile.temporals
    modifiers = (lexicon.cue("modifier", lemma(child)) for child in token.children if child.dep_ == "amod")
    past = any(cue is not None and cue.status is Status.FACT for cue in modifiers)
    return past or context.case_of(token) in temporals


def _own_cues(token: Token, context: SentenceContext, *, modifiers_only: bool) -> Iterator[tuple[Cue, Token]]:
    lexicon = context.vocabulary.lexicon
    for child in token.children:
        if child.dep_ in {"advmod", "amod", "det", "case", "mark", "cc", "neg", "obl"}:
            for word in dict.fromkeys((lemma(child), child.lower_, _words(child))):
                cue = lexicon.cue("modifier", word)
                if cue is not None:
                    yield cue, child
                    break
    yield from _clause_cues(token, context, inherited=False, negation_only=modifiers_only)


def _words(token: Token) -> str:
    """The words under a token: "al parecer", "tal vez"."""
    return " ".join(t.lower_ for t in token.subtree)


def _clause_cues(
    token: Token, context: SentenceContext, *, inherited: bool, negation_only: bool = False
) -> Iterator[tuple[Cue, Token]]:
    """Negators, subordinators and mood of the clause whose head is `token`.

    `inherited`: the clause is above the event's own, so only its subordinators count ("si anuncia que atacará");
    its tense says when somebody spoke, not when the event is.
    """
    lexicon = context.vocabulary.lexicon
    for child in token.children:
        if child.dep_ in {"advmod", "det", "case", "mark", "cc", "neg"} and not inherited:
            cue = lexicon.cue("negator", child.lower_)
            if cue is not None and not _is_restrictive(child, context):
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
        yield from _mood(token, context)


def _mood(token: Token, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    lexicon = context.vocabulary.lexicon
    auxiliaries = [c for c in token.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    finite = next((t for t in (*auxiliaries, token) if has(t, "VerbForm", "Fin")), None)
    if finite is None:
        return
    seen_from_past = token.dep_ in _EMBEDDED and not _is_perfect(token, finite, context)
    for feature in str(finite.morph).split("|"):
        cue = (lexicon.cue("embedded morph", feature) if seen_from_past else None) or lexicon.cue("morph", feature)
        if cue is not None:
            yield _condition(token, context) or cue, finite
    if has(finite, "Tense", "Pres"):
        yield from _times(token, context)
    happened = has(finite, "Tense", "Past") and len(auxiliaries) == 1  # "tuvo que aterrizar", not "pudo haber sido"
    for auxiliary in auxiliaries if not happened else ():
        cue = lexicon.cue("governor", lemma(auxiliary)) or lexicon.cue("verb governor", lemma(auxiliary))
        if cue is not None:
            yield cue, auxiliary


def _times(token: Token, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    """When something is to be that is said in the present: "viaja mañana", "se reúnen la próxima semana"."""
    for child in token.children:
        if child.dep_ in {"advmod", "obl", "obl:tmod", "obj", "nmod"}:
            cue = context.vocabulary.lexicon.cue("time", _words(child))
            if cue is not None:
                yield cue, child


def _is_perfect(token: Token, finite: Token, context: SentenceContext) -> bool:
    """ "Habría enviado", not "enviaría", "sería enviado"."""
    passive = context.vocabulary.profile.passive_auxiliaries
    return finite != token and lemma(finite) not in passive and has(token, "VerbForm", "Part")


def _condition(token: Token, context: SentenceContext) -> Cue | None:
    """What makes a clause the consequence of another: "si X ataca, Y responderá"."""
    for clause in token.children:
        for mark in clause.children if clause.dep_ == "advcl" else ():
            cue = context.vocabulary.lexicon.cue("subordinator", mark.lower_) if mark.dep_ == "mark" else None
            if cue is not None and cue.status is Status.HYPOTHETICAL:
                return cue
    return None


def _governor_cue(governor: Token, child: Token, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    lexicon = context.vocabulary.lexicon
    verbal = child.pos_ in {"VERB", "AUX"}
    after = governor.i + 1
    both = f"{lemma(governor)} {governor.doc[after].lower_}" if after < child.i else ""  # "tiene previsto viajar"
    for word in dict.fromkeys(
        (both, lemma_with_reflexive(governor, context), lemma(governor), infinitive(governor, lexicon))
    ):
        cue = lexicon.cue("governor", word)
        if cue is None and verbal:  # "dejó de atacar", not "el ataque dejó dos muertos"
            cue = lexicon.cue("verb governor", word)
        if cue is not None and verbal and cue.status is Status.PLANNED and _is_told(child):
            return
        if cue is not None:
            yield cue, governor
            yield from _denied_plan(governor, child, cue, context)
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


def _is_restrictive(negator: Token, context: SentenceContext) -> bool:
    """Whether "no" begins "no solo"."""
    after = negator.i + 1
    return after < len(negator.doc) and negator.doc[after].lower_ in context.vocabulary.profile.restrictives


def _denied_plan(governor: Token, child: Token, cue: Cue, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    """ "No planea enviar tropas" denies that it will; "no pidió que X enviara tropas" does not."""
    if cue.status not in {Status.PLANNED, Status.HYPOTHETICAL} or not has(child, "VerbForm", "Inf"):
        return
    for particle in governor.children:
        negator = context.vocabulary.lexicon.cue("negator", particle.lower_) if particle.dep_ == "advmod" else None
        if negator is not None:
            yield negator, particle
