"""Evaluation: how the speaker of a sentence stands to the one other state that it speaks of.

Where no single word says it ("X acusó a Y"), the words of the whole sentence do: of a lexicon of evaluation (Wiebe,
Wilson and Cardie 2005, "Annotating expressions of opinions and emotions in language") the class with most words wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import attrgetter

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import EventCandidate
from graph_builder.extract.events.implicit import implicit_mention, with_implicit
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.qualify.attribution import read_speaker
from graph_builder.extract.qualify.quotations import is_quoted
from graph_builder.extract.syntax.arguments import verb_arguments
from graph_builder.extract.syntax.control import is_accusation
from graph_builder.model import ImplicitReason, Mention, Polarity
from graph_builder.nlp.syntax import has, lemma
from graph_builder.vocabulary.functions import Function
from graph_builder.vocabulary.lexicon import Frame
from graph_builder.vocabulary.schema import Relation

_VERBAL = {"VERB", "AUX"}
_BESIDE = {"conj", "advcl"}  # what is quoted is not hung so
_BESIDE_ROOT = {"conj", "parataxis"}


def find_evaluation(context: SentenceContext) -> Iterator[EventCandidate]:
    """Yield the evaluation that a sentence's words show, where somebody says them.

    Example: "«Violan nuestra soberanía», dijo el canciller sobre los vuelos de X" gives a criticism by the minister;
    that it is at X, the only other state of the sentence, is found when names are linked.
    """
    saying = next(_saying(context), None)
    told = context.tokens(attrgetter("is_evaluating"))
    words = [word for word in told if _is_own(word, context) and not _is_of_another(word, saying, context)]
    found = {frame: shown for frame in context.vocabulary.lexicon.stances if (shown := _showing(frame, words, context))}
    ranked = sorted(found, key=lambda frame: -len(found[frame]))
    if not ranked or (len(ranked) > 1 and len(found[ranked[0]]) == len(found[ranked[1]])):
        return
    speaker = next(_speakers(context), None)
    if speaker is None or context.vocabulary.lexicon.is_a(speaker.head, "source", "document"):
        return  # what newspapers and experts find is no stance of their state
    frame, event_type = ranked[0], ranked[0].event_type
    if event_type is not None:
        word = found[frame][0]
        rule = f"words:{lemma(word)}/{frame.name}"
        event = EventCandidate(word, frame, frame.noun, event_type, (speaker,), (), rule, speaks=True)
        yield with_implicit(event, context)


def without_acts_of_others(events: tuple[EventCandidate, ...]) -> tuple[EventCandidate, ...]:
    """Return events without the evaluations by whose word somebody else acts: "P said that X praised Y"."""
    acts = {(event.trigger, event.event_type.relation): event.subjects for event in events if not event.frame.words}
    return tuple(event for event in events if not (event.frame.words and _is_act_of_another(event, acts)))


def _is_act_of_another(event: EventCandidate, acts: Mapping[tuple[Token, Relation], tuple[Mention, ...]]) -> bool:
    doers = acts.get((event.trigger, event.event_type.relation), ())
    return bool(doers) and not set(doers) & set(event.subjects)


def _speakers(context: SentenceContext) -> Iterator[Mention]:
    """Who says something in a sentence: subjects of verbs of saying, "según X", who goes on with a quotation."""
    for verb in context.tokens(attrgetter("is_saying")):
        arguments = verb_arguments(verb, context)
        said = (
            actor for subject in arguments.tokens.get(Function.SUBJECT, ()) for actor in actors_of(subject, context)
        )
        yield from said
        yield from arguments.mentions.get(Function.SUBJECT, ())
    source = read_speaker(context.sentence.tokens.root, context)
    if source is not None and source.attribution.mention is not None:
        yield source.attribution.mention
    if is_quoted(context):
        before = implicit_mention(context.sentence.span.start, ImplicitReason.SPEAKER, context)
        yield replace(before, topic=True)  # who goes on speaking


def _saying(context: SentenceContext) -> Iterator[Token]:
    """Verbs of saying with somebody who says it."""
    for verb in context.tokens(attrgetter("is_saying")):
        if any(actors_of(t, context) for t in verb_arguments(verb, context).tokens.get(Function.SUBJECT, ())):
            yield verb


def _is_of_another(word: Token, saying: Token | None, context: SentenceContext) -> bool:
    """Whether a word stands in a clause beside that of who speaks: "X acusó a Y, mientras que Z niega ..."."""
    if saying is None:
        return False
    path, above = [word, *word.ancestors], [saying, *saying.ancestors]
    common = next((token for token in path if token in above), saying)
    if common == saying:
        return False
    holder = path[max(path.index(common) - 1, 0)]
    clause = common if common.pos_ in _VERBAL else holder
    beside = above[above.index(common) - 1].dep_ in _BESIDE if clause == common else holder.dep_ in _BESIDE_ROOT
    subjects = (child for child in clause.children if child.dep_ == "nsubj")
    return beside and any(actors_of(subject, context) for subject in subjects)


def _is_own(word: Token, context: SentenceContext) -> bool:
    """Whether a word may show what its speaker thinks: not in what others are accused of, nor in what is denied."""
    cues = (context.vocabulary.lexicon.cue("governor", lemma(above)) for above in word.ancestors)
    denied = any(cue is not None and cue.polarity is Polarity.NEG for cue in cues)
    return not denied and not is_accusation(word, context)


def _showing(frame: Frame, words: list[Token], context: SentenceContext) -> list[Token]:
    """Those of some evaluating words that show a stance."""
    lexicon = context.vocabulary.lexicon
    shown = (token for token in words if lexicon.is_in(lemma(token), frame.words) and not context.is_name(token))
    return [token for token in shown if not (token.dep_ == "acl" and has(token, "Mood", "Sub"))]  # "lo que vulnere"
