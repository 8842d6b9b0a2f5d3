"""Qualifies event candidates: whether they happened, how sure the text is, who says so, when and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import EventCandidate
from graph_builder.extract.qualify.attribution import Speaker, read_speaker
from graph_builder.extract.qualify.dates import date_of_thing, is_to_come, read_date
from graph_builder.extract.qualify.factuality import Factuality, is_unasserted, read_factuality
from graph_builder.extract.qualify.places import read_place
from graph_builder.extract.qualify.quotations import is_asked
from graph_builder.extract.qualify.times import times_in
from graph_builder.model import EventDate, Polarity, Status


@dataclass(frozen=True, slots=True)
class QualifiedEvent:
    """An event with all that its sentence says of it."""

    candidate: EventCandidate
    polarity: Polarity
    status: Status
    cue: str  # the words that decided polarity and status
    speaker: Speaker | None
    date: EventDate | None
    place: str


def qualify(candidate: EventCandidate, context: SentenceContext, published: str) -> Iterator[QualifiedEvent]:
    """Yield what a candidate tells: mostly one event, none where it is asked, not asserted or does not exist.

    Example: "no lograron un acuerdo" denies that there is one, so nobody is party to it.

    Args:
        candidate: an event with its participants.
        context: of its sentence.
        published: ISO date of publication, "" where unknown.
    """
    if is_asked(candidate.predicate, context):
        return
    factuality, frame = read_factuality(candidate, context), candidate.frame
    if frame.refused is not None and factuality.polarity is Polarity.NEG:  # "no aceptó la oferta" is a refusal
        candidate = replace(candidate, event_type=frame.refused)
        factuality = replace(factuality, polarity=Polarity.POS)
    if frame.asserts and is_unasserted(factuality):
        return
    if candidate.theme == candidate.trigger and factuality.polarity is Polarity.NEG:
        return
    yield _qualified(candidate, factuality, context, published)


def _qualified(
    candidate: EventCandidate, factuality: Factuality, context: SentenceContext, published: str
) -> QualifiedEvent:
    speaker = read_speaker(candidate.predicate, context) if not candidate.speaks else None
    status = Status.FACT if candidate.frame.asserts else factuality.status  # that it was said is no supposition
    if status is Status.FACT and speaker is not None:
        status = speaker.status
    elif speaker is not None:
        speaker = replace(speaker, attribution=replace(speaker.attribution, hedges=False))
    date = read_date(
        candidate.predicate,
        times_in(context),
        published,
        context.vocabulary.calendar,
        trigger=candidate.trigger,
        named=context.names,
        events=[i for i, word in enumerate(context.paragraph) if word.may_trigger or word.is_gathering],
        planned=status is Status.PLANNED,
    )
    told_by_noun = candidate.predicate.pos_ != "VERB"  # "firmó el acuerdo de 2015": that year is not of the signing
    if date is None and told_by_noun and _is_about_thing(candidate, context):
        date = date_of_thing(candidate.theme, times_in(context))
    if status is Status.FACT and date is not None and _is_after(date, published) and not _has_been(candidate):
        status = Status.PLANNED
    cues = (factuality.cue, speaker.cue if speaker is not None else "")
    return QualifiedEvent(
        candidate,
        factuality.polarity,
        status,
        " … ".join(filter(None, cues)),
        speaker,
        date,
        read_place(candidate.predicate, context),
    )


def _is_about_thing(candidate: EventCandidate, context: SentenceContext) -> bool:
    """Whether it tells of parties or participants, for whom a treaty or conference has its own time."""
    return candidate.event_type.relation.notation in context.vocabulary.relations.of_things


def _is_after(date: EventDate, published: str) -> bool:
    """Whether something happens after it is told: "X viaja a Y el próximo miércoles"."""
    precision = len(date.value)
    return len(published) >= precision and date.value > published[:precision]


def _has_been(candidate: EventCandidate) -> bool:
    """Whether a verb in the past tells it: "X aplazó la visita al 3 de mayo" was done before that day."""
    return candidate.trigger == candidate.predicate and is_to_come(candidate.predicate) is False
