"""Event candidates: what a trigger and its frame were found to tell, before anyone asks whether it happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph_builder.model import Mention
from graph_builder.vocabulary.frames import Frame, Realisation
from graph_builder.vocabulary.lexicon import LightVerb
from graph_builder.vocabulary.schema import EventType


@dataclass(frozen=True, slots=True)
class EventCandidate:
    """An event with its participants, before anyone asks whether it happened."""

    trigger: Token
    frame: Frame
    slots: Realisation  # of the frame, around a word of the trigger's part of speech
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

    @property
    def is_attribute(self) -> bool:
        """Whether the trigger only describes a noun: "los manifestantes detenidos" tells of no arrest."""
        return self.trigger.dep_ in {"amod", "acl"}

    @property
    def spoken(self) -> tuple[Mention, ...]:
        """Participants found in the sentence, without those that fill a slot since the event implies them."""
        return tuple(mention for mention in (*self.subjects, *self.objects) if mention.trigger is None)


def each_way(candidate: EventCandidate) -> Iterator[EventCandidate]:
    """Yield a candidate for each participant of a fight, who acts on all the others.

    "X combate contra Y" and "X inició una guerra con Y" say who acts; "ambos países" is one participant on both sides.
    """
    subjects, objects = candidate.subjects, candidate.objects
    one_way = candidate.trigger.pos_ == "VERB" or (candidate.light is not None and not any(m.plural for m in subjects))
    if subjects and objects and one_way:
        yield candidate
        return
    members = (*subjects, *objects)
    if len(members) == 1:
        yield replace(candidate, subjects=members, objects=members)
    for member in members if len(members) > 1 else ():
        yield replace(candidate, subjects=(member,), objects=tuple(m for m in members if m is not member))


def needs_subject(frame: Frame, slots: Realisation) -> bool:
    """Return whether nothing comes of a frame where nobody is found to act, of its companion frame neither."""
    implied = bool(slots.implicit_subject) or frame.theme_is_object
    return "subject" in frame.required and not implied and not frame.also
