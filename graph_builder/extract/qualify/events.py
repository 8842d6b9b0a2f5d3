"""Qualifies event candidates: whether they happened, how sure the text is, who says so, when and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import EventCandidate
from graph_builder.extract.qualify.attribution import Speaker, read_speaker
from graph_builder.extract.qualify.dates import read_date
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
    cues = (factuality.cue, speaker.cue if speaker is not None else "")
    return QualifiedEvent(
        candidate,
        factuality.polarity,
        status,
        " … ".join(filter(None, cues)),
        speaker,
        read_date(
            candidate.predicate,
            times_in(context),
            published,
            context.vocabulary.calendar,
            trigger=candidate.trigger,
            named=context.names.keys(),
            planned=status is Status.PLANNED,
        ),
        read_place(candidate.predicate, context),
    )
