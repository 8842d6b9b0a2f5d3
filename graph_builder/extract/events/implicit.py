"""Implicit participants: who fills a slot that no phrase fills, by the implicit fillers of the frame.

Which actor that is, resolution finds (`resolve/implicit/`); here it is decided whether the slot is filled. Each
reason has its rule in `FILLER_RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import EventCandidate
from graph_builder.extract.syntax.voice import is_passive
from graph_builder.model import ImplicitReason, Mention, MentionKind, Span
from graph_builder.nlp.syntax import has, is_definite, lemma

_BODIES = {"ORG", "MISC"}
_SUBJECT, _OBJECT = "subject", "object"


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A slot of an event that no phrase fills, and a filler that may."""

    event: EventCandidate
    slot: str
    reason: ImplicitReason
    context: SentenceContext

    @property
    def others(self) -> tuple[Mention, ...]:
        """Who takes the other part."""
        return self.event.objects if self.slot == _SUBJECT else self.event.subjects

    def at(self, position: int) -> Mention:
        """Return the implicit participant, as an empty span at a place of the text."""
        trigger = self.context.span(self.event.trigger, self.event.trigger)
        return implicit_mention(position, self.reason, self.context, trigger)


FillerRule = Callable[[OpenSlot], Mention | None]


def with_implicit(event: EventCandidate, context: SentenceContext) -> EventCandidate:
    """Return an event with its empty slots filled by the first implicit filler of each that its rule admits.

    Args:
        event: with the participants that its sentence tells.
        context: of the sentence.
    """
    subjects = event.subjects or _filled(event, _SUBJECT, event.slots.implicit_subject, context)
    objects = event.objects or _filled(event, _OBJECT, event.slots.implicit_object, context)
    return replace(event, subjects=subjects, objects=objects)


def implicit_mention(
    position: int, reason: ImplicitReason, context: SentenceContext, trigger: Span | None = None
) -> Mention:
    """Return a mention of a participant that no word names.

    Args:
        position: where in the text it stands, as resolution reads mentions in their order.
        reason: why it takes part.
        context: of its sentence.
        trigger: of the event that it takes part in.
    """
    span, sentence = Span(position, position), context.sentence.index
    return Mention(
        context.article, span, "", MentionKind.IMPLICIT, sentence, reason=reason, trigger=trigger
    )  # fmt: skip


def is_complete(event: EventCandidate, context: SentenceContext) -> bool:
    """Return whether the slots that a frame requires are filled; two members of a mutual event fill both."""
    return set(event.frame.required) <= set(_filled_slots(event, context))


def _filled_slots(event: EventCandidate, context: SentenceContext) -> Iterable[str]:
    spoken = tuple(m for m in event.subjects if m.kind is not MentionKind.IMPLICIT)
    if event.subjects:
        yield _SUBJECT
    several = len(spoken) > 1 or any(mention.plural for mention in spoken)
    if (event.objects and (spoken or not event.is_attribute)) or (event.frame.mutual and several):
        yield _OBJECT
    elif event.frame.mutual and event.slots.tells_home_state and _has_sides(spoken) and _is_definite(event, context):
        yield _OBJECT  # "la reunión del G7": a body that meets by itself
    if event.theme is not None:
        yield "theme"


def _filled(
    event: EventCandidate, slot: str, reasons: Iterable[ImplicitReason], context: SentenceContext
) -> tuple[Mention, ...]:
    for reason in reasons:
        found = FILLER_RULES[reason](OpenSlot(event, slot, reason, context))
        if found is not None:
            return (found,)
    return ()


# --- rules -----------------------------------------------------------------------------------------------------


def of_same_event(slot: OpenSlot) -> Mention | None:
    """ "La guerra contra Y": who wages it is told elsewhere in the article; one of the two parts must be told here.

    Not so of an infinitive ("atacar a Y"), nor of a subject that is no actor ("el huracán golpeó a Y").
    """
    event, verb = slot.event, slot.event.trigger
    if not slot.others or event.is_attribute or _is_topic_of_speech(event, slot.context):
        return None
    if verb.pos_ not in {"NOUN", "PROPN"}:
        roles = {child.dep_ for child in verb.children}
        acted = "nsubj" in roles and "expl:pass" not in roles and not is_passive(verb, slot.context)
        if has(verb, "VerbForm", "Inf") or (slot.slot == _SUBJECT and acted):
            return None
    return slot.at(slot.context.span(verb, verb).end)


def home_state(slot: OpenSlot) -> Mention | None:
    """ "La visita de X", "el diálogo con Y sigue abierto": the state that the article is about is the other side."""
    mutual = slot.event.frame.mutual
    if not slot.others or not _is_definite(slot.event, slot.context):
        return None
    if (slot.slot == _SUBJECT and not mutual) or (slot.slot == _OBJECT and mutual and _has_sides(slot.others)):
        return None
    return slot.at(slot.others[0].span.end)


def accuser(slot: OpenSlot) -> Mention | None:
    """ "Negó los cargos": whoever accused the subject."""
    return slot.at(slot.context.sentence.span.end)


def other_state(slot: OpenSlot) -> Mention | None:
    """ "Rechazó la propuesta": the other state spoken of, but where a clause tells itself whom it is about."""
    theme = slot.event.theme
    clause = theme is not None and (theme.pos_ in {"VERB", "AUX"} or any(c.dep_ == "cop" for c in theme.children))
    return slot.at(slot.context.sentence.span.end) if not clause else None


def taken_up(slot: OpenSlot) -> Mention | None:
    """ "Participaron los ministros de X": in the gathering that was named last."""
    return slot.at(slot.context.span(slot.event.trigger, slot.event.trigger).end)


FILLER_RULES: Mapping[ImplicitReason, FillerRule] = {
    ImplicitReason.SAME_EVENT: of_same_event,
    ImplicitReason.HOME_STATE: home_state,
    ImplicitReason.ACCUSER: accuser,
    ImplicitReason.OTHER_STATE: other_state,
    ImplicitReason.TAKEN_UP: taken_up,
}


def _is_topic_of_speech(event: EventCandidate, context: SentenceContext) -> bool:
    """ "Se refirió a las protestas": who speaks of an event does not tell that it happened."""
    if event.light is not None or event.objects:
        return False
    noun = event.trigger
    speech = context.vocabulary.lexicon.speech_cue("verb", lemma(noun.head))
    return speech is not None and bool(context.case_of(noun))


def _is_definite(event: EventCandidate, context: SentenceContext) -> bool:
    """Whether an event is one that the reader knows of, and carries its meaning itself: "la visita", "tras reunión"."""
    noun = event.trigger
    when = context.case_of(noun) in context.vocabulary.profile.temporals
    return event.light is None and (when or is_definite(noun))


def _has_sides(members: tuple[Mention, ...]) -> bool:
    """Whether those who meet are several, or a body that meets by itself: "la reunión del G7"."""
    return len(members) > 1 or any(member.plural or member.label in _BODIES for member in members)
