"""Who fills a slot that no phrase fills: each reason on a parse, and where it does not apply."""

from __future__ import annotations

import pytest
from builders import context_of
from builders_sentences import statements

from graph_builder.extract.events.implicit import FILLER_RULES
from graph_builder.extract.finders.frames import find_events
from graph_builder.model import ImplicitReason, MentionKind

OBJECTS = (
    ("Rusia negó los cargos.", "REJECT", ImplicitReason.ACCUSER),
    ("Rusia rechazó la propuesta.", "REJECT", ImplicitReason.OTHER_STATE),
    ("Participaron los ministros de Rusia.", "PARTICIPATES_IN", ImplicitReason.TAKEN_UP),
    ("La visita de Obama terminó ayer.", "CONSULT", ImplicitReason.HOME_STATE),
    ("Agradeció la ayuda de Rusia.", "AID", ImplicitReason.SAME_EVENT),
)
SUBJECTS = (("El ataque contra Siria dejó daños.", "ASSAULT", ImplicitReason.SAME_EVENT),)


@pytest.mark.parametrize(("sentence", "relation", "reason"), OBJECTS)
def test_an_object_that_no_phrase_names_is_implied(sentence: str, relation: str, reason) -> None:
    [statement] = [s for s in statements(sentence) if s.relation == relation]
    [mention] = statement.objects
    assert (mention.kind, mention.reason) == (MentionKind.IMPLICIT, reason)
    assert (mention.is_expressed, mention.trigger) == (False, statement.trigger)


@pytest.mark.parametrize(("sentence", "relation", "reason"), SUBJECTS)
def test_a_subject_that_no_phrase_names_is_implied(sentence: str, relation: str, reason) -> None:
    [statement] = [s for s in statements(sentence) if s.relation == relation]
    [mention] = statement.subjects
    assert (mention.kind, mention.reason) == (MentionKind.IMPLICIT, reason)


def test_every_reason_of_a_frame_has_a_rule(vocabulary) -> None:
    frames = vocabulary.lexicon.frames.values()
    slots = [slots for frame in frames for slots in (frame.verb, frame.noun)]
    reasons = {reason for s in slots for reason in (*s.implicit_subject, *s.implicit_object)}
    assert reasons == set(FILLER_RULES) == set(ImplicitReason) - {ImplicitReason.SPEAKER}


def test_who_is_named_is_not_implied() -> None:
    for sentence in ("Rusia lanzó un ataque contra Siria.", "Rusia pidió a Siria retirar las tropas."):
        mentions = [m for s in statements(sentence) for m in (*s.subjects, *s.objects)]
        assert all(mention.kind is MentionKind.NAME for mention in mentions)


def test_an_infinitive_leaves_no_part_to_the_article(vocabulary) -> None:
    context = context_of(
        """
        Es ser AUX Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin 2 cop
        difícil difícil ADJ Number=Sing 0 root
        atacar atacar VERB VerbForm=Inf 2 csubj
        a a ADP _ 5 case
        Siria Siria PROPN _ 3 obj B-LOC
        . . PUNCT _ 2 punct
        """,
        vocabulary,
    )
    assert [event for event in find_events(context) if event.event_type.relation.notation == "ASSAULT"] == []


def test_implicit_participants_at_one_place_are_told_apart_by_their_event() -> None:
    [first, second] = statements("Rusia negó los cargos y Siria rechazó las acusaciones.")
    [one], [other] = first.objects, second.objects
    assert one.span == other.span
    assert one != other
