"""Makes statements of what finders and qualifiers found: the only place where a `Statement` comes into being."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.finders.membership import Membership
from graph_builder.extract.finders.offices import Office
from graph_builder.extract.mentions.descriptions import thing_of
from graph_builder.extract.mentions.mention import text_of
from graph_builder.extract.paths import path_to
from graph_builder.extract.qualify.events import QualifiedEvent
from graph_builder.extract.themes import theme_text, theme_words
from graph_builder.model import Mention, MentionKind, Polarity, Span, Statement

_DERIVED = 0.8  # a participant read off an adjective, a role noun or a null subject rather than a name
_DENIED = 0.9


@singledispatch
def make_statement(found: QualifiedEvent | Office | Membership, context: SentenceContext) -> Statement:
    """Return the statement of a qualified event, an office or a membership.

    Args:
        found: what a finder found in a sentence.
        context: of the sentence.
    """
    raise TypeError(f"{type(found).__name__} is nothing that a statement is made of")


@make_statement.register
def _of_event(found: QualifiedEvent, context: SentenceContext) -> Statement:
    event = found.candidate
    subjects, objects, thing = event.subjects, event.objects, ""
    if event.frame.theme_is_object and event.theme is not None:
        objects = (thing_of(event.theme, context),)
        thing = objects[0].text
    trigger = context.span(event.trigger, event.trigger)
    statement = _statement(event.event_type.relation.notation, event.event_type.name, trigger, context)
    return replace(
        statement,
        evidence=_around((trigger, *_words(event.light, event.theme, context), *_inside(event.spoken, context))),
        subjects=subjects,
        objects=objects,
        mutual=event.frame.mutual and not event.frame.theme_is_object and not event.frame.both_ways,
        polarity=found.polarity,
        status=found.status,
        cue=found.cue,
        attribution=found.speaker.attribution if found.speaker is not None else None,
        date=found.date,
        place=found.place,
        theme=theme_text(event.theme, context) if event.theme is not None and not thing else "",
        object_text=thing,
        confidence=_confidence(event.spoken, found.polarity),
        rule=event.rule,
        paths=tuple(path_to(mention, event.trigger, context.sentence) for mention in (*subjects, *objects)),
    )


@make_statement.register
def _of_office(found: Office, context: SentenceContext) -> Statement:
    relation, title = context.vocabulary.relations.office, context.span(found.title, found.title)
    named = found.of.kind is MentionKind.NAME and found.of != found.person
    return replace(
        _statement(relation, relation, title, context),
        evidence=_around((title, found.person.span, found.of.span)),
        subjects=(found.person,),
        objects=(found.of,),
        theme=text_of(found.title),
        confidence=1.0 if named else _DERIVED,
        rule=found.rule,
        paths=tuple(path_to(mention, found.title, context.sentence) for mention in (found.person, found.of)),
    )


@make_statement.register
def _of_membership(found: Membership, context: SentenceContext) -> Statement:
    relation = context.vocabulary.relations.membership
    return replace(
        _statement(relation, relation, found.organisation.span, context),
        evidence=context.span(found.first, found.last),
        subjects=found.members,
        objects=(found.organisation,),
        rule="list:members",
    )


def _statement(relation: str, event_type: str, trigger: Span, context: SentenceContext) -> Statement:
    """A statement with all that its sentence gives it."""
    sentence = context.sentence
    return Statement(context.article, sentence.index, sentence.span, trigger, trigger, relation, event_type, ())


def _words(light: Token | None, theme: Token | None, context: SentenceContext) -> tuple[Span, ...]:
    """Where the light verb and the theme stand."""
    spans = [context.span(light, light)] if light is not None else []
    return (*spans, context.span(*theme_words(theme, context))) if theme is not None else tuple(spans)


def _inside(mentions: Iterable[Mention], context: SentenceContext) -> tuple[Span, ...]:
    """Where the participants of this sentence stand."""
    return tuple(mention.span for mention in mentions if context.sentence.span.covers(mention.span))


def _around(spans: Iterable[Span]) -> Span:
    """The shortest span that holds some others."""
    spans = tuple(spans)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _confidence(participants: Iterable[Mention], polarity: Polarity) -> float:
    value = 1.0 if polarity is Polarity.POS else _DENIED
    for mention in participants:
        value *= 1.0 if mention.kind is MentionKind.NAME else _DERIVED
    return round(value, 2)
