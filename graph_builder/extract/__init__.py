"""Extraction: from a parsed article to the statements that it makes; nothing is merged or resolved here.

A sentence is read by the stages of `STAGES`, one after the other: finders find events, offices and memberships, events
are qualified (did it happen, who says so, when, where), and statements are made of what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from graph_builder.extract.context import ContextReader, SentenceContext
from graph_builder.extract.events.candidates import EventCandidate
from graph_builder.extract.finders.evaluation import find_evaluation, without_acts_of_others
from graph_builder.extract.finders.frames import find_events, find_unnamed
from graph_builder.extract.finders.membership import Membership, find_members
from graph_builder.extract.finders.offices import Office, find_offices
from graph_builder.extract.gatherings import find_gatherings
from graph_builder.extract.mentions.names import name_mention
from graph_builder.extract.qualify.events import QualifiedEvent, qualify
from graph_builder.extract.statements import make_statement
from graph_builder.extract.topics import find_topics
from graph_builder.model import Extraction, Mention, MentionKind, Statement
from graph_builder.nlp.parsed import ParsedArticle
from graph_builder.vocabulary import Vocabulary

__all__ = ["EVENT_FINDERS", "RELATION_FINDERS", "STAGES", "Extractor"]


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """A sentence on its way through the stages: each returns it with more."""

    context: SentenceContext
    published: str  # ISO date of publication, "" where unknown
    events: tuple[EventCandidate, ...] = ()
    qualified: tuple[QualifiedEvent, ...] = ()
    relations: tuple[Office | Membership, ...] = ()
    statements: tuple[Statement, ...] = ()


EVENT_FINDERS: tuple[Callable[[SentenceContext], Iterator[EventCandidate]], ...] = (
    find_events,  # "X envió armas a Y": a trigger and its frame
    find_evaluation,  # "«Es una agresión», dijo X en alusión a Y": the words of the whole sentence
)
RELATION_FINDERS: tuple[Callable[[SentenceContext], Iterator[Office | Membership]], ...] = (
    find_offices,  # "la canciller norcoreana Choe Son-hui"
    find_members,  # "los BRICS (Brasil, Rusia, India, China y Sudáfrica)"
)


def find_candidates(reading: SentenceReading) -> SentenceReading:
    """Return a sentence with the events that its words tell: who does what to whom."""
    found = tuple(event for find in EVENT_FINDERS for event in find(reading.context))
    return replace(reading, events=without_acts_of_others(found))


def qualify_events(reading: SentenceReading) -> SentenceReading:
    """Return a sentence with what it says of its events: polarity, status, speaker, date, place."""
    found = (qualify(event, reading.context, reading.published) for event in reading.events)
    return replace(reading, qualified=tuple(event for events in found for event in events))


def find_relations(reading: SentenceReading) -> SentenceReading:
    """Return a sentence with the offices and memberships that it gives."""
    return replace(reading, relations=tuple(found for find in RELATION_FINDERS for found in find(reading.context)))


def make_statements(reading: SentenceReading) -> SentenceReading:
    """Return a sentence with a statement of each thing that was found in it."""
    found = (*reading.qualified, *reading.relations)
    return replace(reading, statements=tuple(make_statement(one, reading.context) for one in found))


STAGES: tuple[Callable[[SentenceReading], SentenceReading], ...] = (
    find_candidates,
    qualify_events,
    find_relations,
    make_statements,
)


class Extractor:
    """Reads articles with one vocabulary; made once a run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._contexts = ContextReader(vocabulary)

    def contexts(self, parsed: ParsedArticle) -> tuple[SentenceContext, ...]:
        """Return what reading the sentences of an article needs, for `extract` and for whoever reads them after it."""
        return tuple(self._contexts.read(parsed))

    def extract(self, parsed: ParsedArticle, contexts: tuple[SentenceContext, ...] | None = None) -> Extraction:
        """Return the statements and mentions of one article.

        Args:
            parsed: the article.
            contexts: of its sentences; made here where none are given.

        Example: "Pyongyang habría enviado proyectiles a Rusia" gives one statement AID with the subject mention
        "Pyongyang", the object mention "Rusia", the theme "proyectiles" and the status hedged (cue "habría").
        """
        contexts = self.contexts(parsed) if contexts is None else contexts
        readings = (_read(SentenceReading(context, parsed.article.published)) for context in contexts)
        statements = tuple(statement for reading in readings for statement in reading.statements)
        names = (name_mention(named, context) for context in contexts for named in context.sentence.names)
        mentions = dict.fromkeys((*names, *_taking_part(statements)))
        topics = dict.fromkeys(topic for topic in _topics_before(mentions, contexts) if topic not in mentions)
        return Extraction(_in_order(mentions), statements, parsed.article.text, topics=_in_order(topics))

    def events(self, parsed: ParsedArticle) -> Iterator[Statement]:
        """Yield the statements on events of one article, those that name nobody who takes part too.

        Example: "Hubo disturbios tras la detención de cinco manifestantes" gives a PROTEST and a COERCE of nobody.

        Args:
            parsed: the article.
        """
        for context in self.contexts(parsed):
            named = tuple(find_events(context))
            unnamed = find_unnamed(context, {event.trigger for event in named})
            reading = SentenceReading(context, parsed.article.published, (*named, *unnamed))
            yield from make_statements(qualify_events(reading)).statements


def _read(reading: SentenceReading) -> SentenceReading:
    for stage in STAGES:
        reading = stage(reading)
    return reading


def _taking_part(statements: Iterable[Statement]) -> Iterator[Mention]:
    """Participants and speakers."""
    for statement in statements:
        yield from statement.subjects + statement.objects
        if statement.attribution is not None and statement.attribution.mention is not None:
            yield statement.attribution.mention


def _topics_before(mentions: Iterable[Mention], contexts: Iterable[SentenceContext]) -> Iterator[Mention]:
    """What was spoken of before participants that no name tells; nothing else asks for it."""
    last = max((mention.sentence for mention in mentions if mention.kind is not MentionKind.NAME), default=-1)
    for context in contexts:
        if context.sentence.index <= last:
            yield from find_topics(context)
            yield from find_gatherings(context)


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: mention.reading_order))
