"""The cues of one clause: its negators, subordinators, modifiers, mood and times, by `factuality.tsv`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.model import Status
from graph_builder.nlp.syntax import has, lemma
from graph_builder.vocabulary.lexicon import Cue

_EMBEDDED = {"ccomp", "acl", "acl:relcl"}
_MODIFYING = {"advmod", "amod", "det", "case", "mark", "cc", "neg", "obl"}
_ADVERBIAL = {"advcl", "parataxis", "nmod", "discourse"}
_CORE = {"nsubj", "nsubj:pass", "csubj", "obj", "iobj", "aux", "aux:pass", "cop"}


def cues_of_phrase(token: Token, context: SentenceContext, *, modifiers_only: bool) -> Iterator[tuple[Cue, Token]]:
    """Yield the cues beside a word: its modifiers ("supuesto ataque"), and those of the clause that it heads.

    Args:
        token: the head of a phrase or clause.
        context: its sentence.
        modifiers_only: whether of the clause only the negators count, as for the noun of a light verb.
    """
    yield from _modifiers(token, context)
    yield from cues_of_clause(token, context, inherited=False, negation_only=modifiers_only)


def leading_modifiers(verb: Token, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    """Yield the modifiers that open a clause, and hold for what is coordinated: "al parecer, X atacó y huyó"."""
    first = min((child.i for child in verb.children if child.dep_ in _CORE), default=verb.i)
    yield from ((cue, word) for cue, word in _modifiers(verb, context) if word.i < min(first, verb.i))


def negators_of(verb: Token, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    """Yield the particles that deny a verb: "no deja de atacar"."""
    for child in verb.children:
        cue = context.vocabulary.lexicon.cue("negator", child.lower_) if child.dep_ == "advmod" else None
        if cue is not None and _denies(child, context):
            yield cue, child


def _modifiers(token: Token, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    for child in token.children:
        words: tuple[str, ...] = ()
        if child.dep_ in _MODIFYING:
            words = (lemma(child), child.lower_, _words(child))
        elif child.dep_ in _ADVERBIAL:  # "al parecer"
            words = (_words(child),)
        found = (context.vocabulary.lexicon.cue("modifier", word) for word in dict.fromkeys(words))
        cue = next((cue for cue in found if cue is not None), None)
        if cue is not None:
            yield cue, child


def cues_of_clause(
    token: Token, context: SentenceContext, *, inherited: bool, negation_only: bool = False
) -> Iterator[tuple[Cue, Token]]:
    """Yield the negators, subordinators and mood of the clause whose head is `token`.

    Args:
        token: the head of the clause.
        context: its sentence.
        inherited: whether the clause is above the event's own, so that only its subordinators count ("si anuncia que
            atacará"): its tense says when somebody spoke, not when the event is.
        negation_only: whether only the negators are asked for.
    """
    lexicon = context.vocabulary.lexicon
    for child in token.children:
        if child.dep_ in {"advmod", "det", "case", "mark", "cc", "neg"} and not inherited:
            cue = lexicon.cue("negator", child.lower_)
            if cue is not None and _denies(child, context) and not _is_until(token, context):
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
        yield from cues_of_mood(token, context)


def cues_of_mood(token: Token, context: SentenceContext) -> Iterator[tuple[Cue, Token]]:
    """Yield what mood, tense and auxiliaries of a verb tell: "habría enviado", "viaja mañana", "debe retirarse"."""
    lexicon = context.vocabulary.lexicon
    auxiliaries = [c for c in token.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    finite = next((t for t in (*auxiliaries, token) if has(t, "VerbForm", "Fin")), None)
    if finite is None:
        return
    is_main = token.head == token and any(child.dep_ == "mark" for child in token.children)  # "que X se retire"
    seen_from_past = token.dep_ in _EMBEDDED and not _is_perfect(token, finite, context)
    for feature in str(finite.morph).split("|"):
        cue = (
            (lexicon.cue("embedded morph", feature) if seen_from_past else None)
            or (lexicon.cue("main morph", feature) if is_main else None)
            or lexicon.cue("morph", feature)
        )
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
            cue = context.vocabulary.lexicon.cue("time", _words(child)) or _coming(child, context)
            if cue is not None:
                yield cue, child


def _coming(day: Token, context: SentenceContext) -> Cue | None:
    """ "El próximo miércoles", "el 3 de mayo próximo": a day that is to come."""
    calendar = context.vocabulary.calendar
    named = day.lower_ in calendar.weekdays or day.lower_ in calendar.months or day.like_num
    word = next((child.lower_ for child in day.children if child.lower_ in calendar.coming), "") if named else ""
    return Cue(word, "time", None, Status.PLANNED) if word else None


def _words(token: Token) -> str:
    """The words under a token: "al parecer", "tal vez"."""
    return " ".join(t.lower_ for t in token.subtree if t.pos_ != "PUNCT")


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


def _is_until(verb: Token, context: SentenceContext) -> bool:
    """Whether a clause says until when something was not so: "no sancionó a X hasta 2022"; a place is no time."""
    until = context.vocabulary.profile.until
    ends = (child for child in verb.children if child.i > verb.i and context.case_of(child) == until)
    past = any(has(t, "Tense", "Past") for t in (verb, *(c for c in verb.children if c.dep_ == "aux")))
    return past and any(end.like_num or context.is_a(end, "time") for end in ends)


def _denies(negator: Token, context: SentenceContext) -> bool:
    """Whether a negator denies anything: it begins neither "no solo" nor a connective, as "sin embargo"."""
    profile, doc, place = context.vocabulary.profile, negator.doc, negator.i
    if place + 1 < len(doc) and doc[place + 1].lower_ in profile.restrictives:
        return False
    return not any(
        tuple(word.lower_ for word in doc[place : place + len(phrase)]) == phrase for phrase in profile.connectives
    )
