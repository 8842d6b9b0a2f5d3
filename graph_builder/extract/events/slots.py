"""Slots: who and what fills a frame's slots, by the functions that the frame names for them, the best first."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.conditions import is_true_of
from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import EventCandidate, needs_subject
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.mentions.pronouns import both_sides_of
from graph_builder.extract.syntax.functions import Arguments
from graph_builder.extract.syntax.transfer import LENT, LENT_INVERSE
from graph_builder.model import Mention
from graph_builder.vocabulary.conditions import Condition, ConditionTest
from graph_builder.vocabulary.frames import Frame, Realisation
from graph_builder.vocabulary.functions import Function
from graph_builder.vocabulary.lexicon import Trigger


def fill_slots(
    trigger: Token, pos: str, row: Trigger, frame: Frame, arguments: Arguments, context: SentenceContext
) -> EventCandidate | None:
    """Return what a trigger tells by a frame, or None where nobody is found to act and somebody must.

    Args:
        trigger: the word.
        pos: its part of speech in the table, which says how the slots are filled.
        row: of the table.
        frame: the row's, or the companion of that.
        arguments: what stands around the trigger, by function.
        context: of its sentence.
    """
    slots, filler = frame.around(pos), SlotFiller(arguments, context)
    order = _with_transferred(slots, frame, row, arguments, context.vocabulary.profile.between)
    if frame.mutual:
        subjects, objects = filler.members(order, people=frame.people)
        if frame.theme_is_object:
            subjects, objects = (*subjects, *objects), ()
    else:
        subjects = filler.actors(order.subject, people=frame.people)
        if not subjects and needs_subject(frame, slots):
            return None
        objects = filler.actors(order.object, things=True, but=subjects)
        if not objects and frame.people:  # "mató a 20 personas en X": the state first, then people of none
            objects = filler.actors(order.object, things=True, people=True, but=subjects)
    rule = f"{pos.lower()}:{row.lemma}/{frame.name}"
    speaker = arguments.mentions.get(Function.SPEAKER)
    speaks = slots.subject[:1] == (Function.SPEAKER,) and bool(subjects) and subjects == speaker
    return EventCandidate(
        trigger, frame, slots, row.event_type, subjects, objects, rule, filler.theme(order.theme), speaks=speaks
    )


def is_met(condition: Condition, event: EventCandidate, context: SentenceContext) -> bool:
    """Return whether a condition on filled slots is met."""
    match condition.slot:
        case "subject" if condition.test is ConditionTest.SEVERAL:
            found = len(event.subjects + event.objects) > 1
        case "subject":
            found = bool(event.subjects)
        case "object":
            found = bool(event.objects) == (condition.test is ConditionTest.ACTOR)
        case _:
            found = is_true_of(condition, [event.theme] if event.theme is not None else [], context)
    return found != condition.negated


def has_subject(frame: Frame, arguments: Arguments, context: SentenceContext) -> bool:
    """Return whether an actor stands in the function of the subject."""
    return bool(SlotFiller(arguments, context).actors((Function.SUBJECT,), people=frame.people))


def _with_transferred(slots: Realisation, frame: Frame, row: Trigger, arguments: Arguments, both: str) -> Realisation:
    """The functions of each slot, those first that say it best here: a light verb's before the noun's own."""
    told = slots.subject[:1] == (Function.SPEAKER,)  # who speaks does not do it: "X lanzó un ataque, dijo P"
    between = frame.mutual and both in slots.subject and bool(arguments.tokens.get(both))
    own = not frame.mutual and Function.DEMONYM in slots.subject and bool(arguments.mentions.get(Function.DEMONYM))
    place = Function.PLACE in slots.subject and _is_impersonal(arguments)
    subject, transferred = slots.subject, LENT_INVERSE
    if told or between:  # "X logró una tregua entre Y y Z"
        transferred = LENT
    else:
        demonym = (Function.DEMONYM,) if own else ()  # "el ataque ruso fue evitado por X"
        subject = (*demonym, LENT, *((Function.PLACE,) if place else ()), *slots.subject)
    asked = {condition.slot for condition in row.conditions}
    return Realisation(
        subject=subject,
        object=slots.object if between else (transferred, *slots.object),
        theme=tuple(sorted(slots.theme, key=lambda function: function not in asked)),
    )


def _is_impersonal(arguments: Arguments) -> bool:
    """ "Arrestan en China a un ejecutivo": they do, whoever they are."""
    null = arguments.mentions.get(Function.SUBJECT, ())
    return not arguments.tokens.get(Function.SUBJECT) and any(mention.plural for mention in null)


class SlotFiller:
    """Fills the slots of one frame, one after the other; no phrase fills two."""

    def __init__(self, arguments: Arguments, context: SentenceContext) -> None:
        self._arguments, self._context = arguments, context
        self._used: set[Token] = set()

    def members(self, slots: Realisation, *, people: bool) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """Return who takes part in a mutual event: its subject, and with whom, where that is said apart."""
        first = self.actors(slots.subject, people=people)
        second = self.actors(slots.object, people=people)
        return first, tuple(mention for mention in second if mention not in first)

    def theme(self, functions: tuple[str, ...]) -> Token | None:
        """Return the first phrase in one of some functions that no actor was taken from."""
        found = (token for function in functions for token in self._arguments.tokens.get(function, ()))
        return next((token for token in found if token not in self._used), None)

    def actors(
        self,
        functions: tuple[str, ...],
        *,
        things: bool = False,
        people: bool = False,
        but: tuple[Mention, ...] = (),
    ) -> tuple[Mention, ...]:
        """Return the actors in the first of some functions that holds any.

        Args:
            functions: the best first.
            things: take a thing for its owner.
            people: take people of no named state too.
            but: not these: who acts, named inside whom it is done to.
        """
        for function in functions:
            if self._arguments.has(function):
                owned = things or function == Function.CLAUSE_OBJECT or function.startswith(Function.GOVERNOR)
                found = self._in_phrases(function, things=owned, people=people, but=but)
                found = found or list(self._arguments.mentions.get(function, ())) or self._nested(function)
                if found:
                    return tuple(found)
        return ()

    def _in_phrases(self, function: str, *, things: bool, people: bool, but: tuple[Mention, ...]) -> list[Mention]:
        found: list[Mention] = []
        for token in [t for t in self._arguments.tokens.get(function, ()) if t not in self._used]:
            told = actors_of(token, self._context, things=things, people=people and function != Function.CLAUSE_OBJECT)
            if not told and function.startswith(Function.GOVERNOR):  # "tras la firma creció la cooperación bilateral"
                told = both_sides_of(token, self._context)
            actors = [a for a in told if a not in but]
            found += [actor for actor in actors if actor not in found]
            if actors:
                self._used.add(token)
        return found

    def _nested(self, function: str) -> list[Mention]:
        """The first actor among the phrases that the parser hung too low, with those coordinated with it."""
        found: list[Mention] = []
        for token in self._arguments.nested.get(function, ()):
            if token not in self._used and (not found or any(t in self._used for t in token.conjuncts)):
                found += actors_of(token, self._context)
                self._used.add(token)
        return found
