"""What a trigger was found to tell: an event with its participants, before anyone asks whether it happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.syntax.voice import is_passive
from graph_builder.model import Mention, MentionKind
from graph_builder.nlp.syntax import has, is_definite, lemma
from graph_builder.vocabulary.lexicon import Frame, LightVerb
from graph_builder.vocabulary.schema import EventType


@dataclass(frozen=True)
class Draft:
    """An event with its participants, before anyone asks whether it happened."""

    trigger: Token
    frame: Frame
    event_type: EventType
    subjects: tuple[Mention, ...]
    objects: tuple[Mention, ...]
    rule: str
    theme: Token | None = None
    light: Token | None = None  # the light verb that carries tense and negation
    effect: LightVerb | None = None
    speaks: bool = False  # the subject acts by saying so: no source beside it

    @property
    def predicate(self) -> Token:
        """The token whose clause decides on polarity, mood and speaker."""
        return self.light or self.trigger


def both_ways(draft: Draft) -> Iterator[Draft]:
    """Each participant of a fight acts on all the others; "X inició una guerra con Y" says who acts.

    "Ambos países" is one participant on both sides.
    """
    if draft.light is not None and draft.subjects and draft.objects and not any(m.plural for m in draft.subjects):
        yield draft
        return
    members = (*draft.subjects, *draft.objects)
    if len(members) == 1:
        yield replace(draft, subjects=members, objects=members)
    for member in members if len(members) > 1 else ():
        yield replace(draft, subjects=(member,), objects=tuple(m for m in members if m is not member))


def _is_topic_of_speech(noun: Token, context: SentenceContext) -> bool:
    """ "Se refirió a las protestas": who speaks of an event does not tell that it happened."""
    speech = context.vocabulary.lexicon.speech_cue("verb", lemma(noun.head))
    return speech is not None and bool(context.case_of(noun))


@cache
def needs_subject(frame: Frame) -> bool:
    """Whether nothing comes of a frame where nobody is found to act, of its companion frame neither."""
    untold = frame.implied or frame.implied_object or frame.theme_is_object or "subject" in frame.unsaid
    return "subject" in frame.required and not untold and not frame.also


def filled_slots(draft: Draft, context: SentenceContext) -> set[str]:
    """Which slots hold something; a mutual event of two or more fills both actor slots."""
    filled: set[str] = set()
    attribute = draft.trigger.dep_ in {"amod", "acl"}  # "los manifestantes detenidos" tells of no arrest
    spoken_of = draft.light is None and not draft.objects and _is_topic_of_speech(draft.trigger, context)
    if draft.subjects or (draft.frame.implied and not attribute and not spoken_of and _acts_unseen(draft)):
        filled.add("subject")
    plural = any(m.plural for m in draft.subjects)
    if (draft.objects and (draft.subjects or not attribute)) or (
        draft.frame.mutual and (len(draft.subjects) > 1 or plural)
    ):
        filled.add("object")
    when = context.case_of(draft.trigger) in context.vocabulary.profile.temporals
    if draft.frame.implied_object and draft.light is None and (when or is_definite(draft.trigger)):
        filled.add("object")
        if draft.frame.mutual and draft.objects:  # "el diálogo con Y sigue abierto"
            filled.add("subject")
    if draft.theme is not None:
        filled.add("theme")
    if not attribute and not spoken_of and bool(draft.subjects) != bool(draft.objects):
        filled |= untold_slots(draft, context)
    return filled


def untold_slots(draft: Draft, context: SentenceContext) -> frozenset[str]:
    """The slots that an event may leave to the article: not those of an infinitive, nor a subject that is no actor."""
    verb, slots = draft.trigger, frozenset(draft.frame.unsaid)
    if verb.pos_ in {"NOUN", "PROPN"}:
        return slots
    if has(verb, "VerbForm", "Inf"):
        return frozenset()
    roles = {child.dep_ for child in verb.children}
    acted = "nsubj" in roles and "expl:pass" not in roles and not is_passive(verb, context)  # "el huracán golpeó a X"
    return slots - {"subject"} if acted else slots


def _acts_unseen(draft: Draft) -> bool:
    """Whether nobody need be named: what befalls people of no name and no state ("fueron detenidos 20 manifestantes").

    What befalls a state or a person of name is told of somebody.
    """
    nobody = all(mention.kind is MentionKind.NOMINAL and not mention.modifiers for mention in draft.objects)
    return "object" not in draft.frame.required or nobody
