"""A draft enters; who takes part in it leaves, those too whom its sentence leaves unsaid."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import Draft, untold_slots
from graph_builder.extract.mentions.descriptions import thing_of
from graph_builder.extract.syntax.null_arguments import accuser, here, left_out, named_or_implied, other, taken_up
from graph_builder.model import Mention, MentionKind

_BODIES = {"ORG", "MISC"}


def participants(draft: Draft, context: SentenceContext) -> tuple[tuple[Mention, ...], tuple[Mention, ...], str]:
    """Subjects, objects, and the words of an object that is a thing of its own (a treaty, a gathering).

    What the draft found stays; for an empty slot its frame says who is meant.
    """
    subjects, objects, object_text = draft.subjects, draft.objects, ""
    untold = untold_slots(draft, context)
    if not subjects and "subject" in untold and not (draft.frame.implied and not _named(objects)):
        subjects = (left_out(draft.trigger, context),)
    if not objects and "object" in untold:
        objects = (left_out(draft.trigger, context),)
    if draft.frame.implied:
        subjects = named_or_implied(subjects, draft.trigger, draft.frame.implied, context)
    elif not subjects and draft.frame.implied_object and objects:
        subjects = (here(objects[0], draft.frame.implied_object, context),)
    if draft.frame.theme_is_object and draft.theme is not None:
        objects = (thing_of(draft.theme, context),)
        object_text = objects[0].text
    elif draft.frame.answers and not objects:
        objects = (accuser(context),)
    elif draft.frame.implied_object_of_many and not objects and _is_crowd(subjects, context):
        objects = (here(subjects[0], draft.frame.implied_object_of_many, context),)
    elif draft.frame.words or (draft.frame.at_other and not objects and not _is_clause(draft.theme)):
        objects = (other(draft.trigger, context),)
    elif draft.frame.implied_object and not objects and not (draft.frame.mutual and _has_sides(subjects)):
        objects = (here(subjects[0], draft.frame.implied_object, context),)
    elif draft.frame.theme_may_be_unsaid:
        objects = (taken_up(draft.trigger, context),)
    return subjects, objects, object_text


def _is_crowd(actors: tuple[Mention, ...], context: SentenceContext) -> bool:
    """Whether those who act are people without a name: "miles de estudiantes"."""
    crowd = any(context.vocabulary.lexicon.is_a(actor.head, "crowd") for actor in actors)
    return crowd and all(actor.kind is MentionKind.NOMINAL for actor in actors)


def _has_sides(members: tuple[Mention, ...]) -> bool:
    """Whether those who meet are several, or a body that meets by itself: "la reunión del G7"."""
    return len(members) > 1 or any(member.plural or member.label in _BODIES for member in members)


def _named(mentions: tuple[Mention, ...]) -> bool:
    """Whether any mention has a name or a state."""
    return any(m.kind is not MentionKind.NOMINAL or m.modifiers for m in mentions)


def _is_clause(theme: Token | None) -> bool:
    """Whether a theme is a clause, which tells itself whom it is about: "negó haber enviado tropas"."""
    return theme is not None and (theme.pos_ in {"VERB", "AUX"} or any(c.dep_ == "cop" for c in theme.children))
