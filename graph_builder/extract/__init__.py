"""A parsed article enters, mentions and statements leave; nothing is merged or resolved here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from graph_builder.extract.context import ContextReader, SentenceContext
from graph_builder.extract.events.candidates import Draft
from graph_builder.extract.events.implicit import participants
from graph_builder.extract.finders.evaluation import find_stance
from graph_builder.extract.finders.frames import EventFinder
from graph_builder.extract.finders.membership import Membership, find_members
from graph_builder.extract.finders.offices import Office, find_offices
from graph_builder.extract.gatherings import find_gatherings
from graph_builder.extract.mentions.mention import text_of
from graph_builder.extract.mentions.names import name_mention
from graph_builder.extract.paths import path_to
from graph_builder.extract.qualify.attribution import Speaker, read_speaker
from graph_builder.extract.qualify.dates import read_date
from graph_builder.extract.qualify.factuality import SAID, Factuality, is_to_come, is_unasserted, read_factuality
from graph_builder.extract.topics import find_topics
from graph_builder.model import Attribution, Extraction, Mention, MentionKind, Polarity, Span, Statement, Status
from graph_builder.nlp.parsed import ParsedArticle
from graph_builder.nlp.syntax import bounds
from graph_builder.vocabulary import Vocabulary

__all__ = ["Extractor"]


class Extractor:
    """Reads articles with one vocabulary; made once a run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._contexts = ContextReader(vocabulary)

    def extract(self, parsed: ParsedArticle) -> Extraction:
        """Statements and mentions of one article.

        Example: "Pyongyang habría enviado proyectiles a Rusia" gives one statement AID with the subject mention
        "Pyongyang", the object mention "Rusia", the theme "proyectiles" and the status hedged (cue "habría").
        """
        mentions: set[Mention] = set()
        read: list[SentenceContext] = []
        statements: list[Statement] = []
        for context in self._contexts.read(parsed):
            mentions.update(name_mention(named, context) for named in context.sentence.names)
            read.append(context)
            statements += self._sentence(context, parsed.article.published)
        for statement in statements:
            mentions.update(statement.subjects + statement.objects)
            if statement.attribution is not None and statement.attribution.mention is not None:
                mentions.add(statement.attribution.mention)
        topics = set(_topics_before(mentions, read))
        return Extraction(
            _in_order(mentions), tuple(statements), parsed.article.text, topics=_in_order(topics - mentions)
        )

    def _sentence(self, context: SentenceContext, published: str) -> Iterator[Statement]:
        finder = EventFinder(context)
        for draft in chain(finder.find(), find_stance(context)):
            factuality = read_factuality(draft, context)
            if draft.frame.refused is not None and factuality.polarity is Polarity.NEG:
                draft = replace(draft, event_type=draft.frame.refused)
                factuality = replace(factuality, polarity=Polarity.POS)
            if not (draft.frame.asserts and is_unasserted(factuality)):
                yield _statement(draft, factuality, context, published)
                if draft.frame.announced is not None and is_to_come(factuality):
                    foretold = replace(draft, event_type=draft.frame.announced)
                    yield _statement(foretold, SAID, context, published)
        for office in find_offices(context):
            yield _office_statement(office, context)
        for found in find_members(context):
            yield _members_statement(found, context)


def _topics_before(mentions: set[Mention], read: list[SentenceContext]) -> Iterator[Mention]:
    """What was spoken of before participants that no name tells; nothing else asks for it."""
    last = max((mention.sentence for mention in mentions if mention.kind is not MentionKind.NAME), default=-1)
    for context in read:
        if context.sentence.index <= last:
            yield from find_topics(context)
            yield from find_gatherings(context)


def _in_order(mentions: set[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.span, m.kind)))


def _statement(draft: Draft, factuality: Factuality, context: SentenceContext, published: str) -> Statement:
    speaker = read_speaker(draft.predicate, context) if not draft.speaks else None
    status = Status.FACT if draft.frame.asserts else factuality.status  # that it was said is no supposition
    if status is Status.FACT and speaker is not None:
        status = speaker.status
    subjects, objects, object_text = participants(draft, context)
    cues = [factuality.cue, speaker.cue if speaker is not None else ""]
    return Statement(
        article=context.article,
        sentence=context.sentence.index,
        sentence_span=context.sentence.span,
        evidence=_evidence(draft, context),
        trigger=context.span(draft.trigger, draft.trigger),
        relation=draft.event_type.relation.notation,
        event_type=draft.event_type.name,
        subjects=subjects,
        objects=objects,
        mutual=draft.frame.mutual and not draft.frame.theme_is_object and not draft.frame.both_ways,
        polarity=factuality.polarity,
        status=status,
        cue=" … ".join(filter(None, cues)),
        attribution=_attribution(speaker),
        date=read_date(draft.predicate, published, context.vocabulary.calendar),
        place=_place(draft, context),
        theme=text_of(draft.theme) if draft.theme is not None and not object_text else "",
        object_text=object_text,
        confidence=_confidence(draft, factuality.polarity),
        rule=draft.rule,
        paths=tuple(path_to(mention, draft.trigger, context.sentence) for mention in (*subjects, *objects)),
    )


def _attribution(speaker: Speaker | None) -> Attribution | None:
    return speaker.attribution if speaker is not None else None


def _evidence(draft: Draft, context: SentenceContext) -> Span:
    """The shortest span that holds trigger, light verb, participants of this sentence and theme."""
    sentence = context.sentence.span
    spans = [context.span(draft.trigger, draft.trigger)]
    if draft.light is not None:
        spans.append(context.span(draft.light, draft.light))
    if draft.theme is not None:
        spans.append(context.span(*bounds(draft.theme)))
    spans += [m.span for m in draft.subjects + draft.objects if sentence.covers(m.span)]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _place(draft: Draft, context: SentenceContext) -> str:
    """The place that the predicate names with a locative phrase."""
    for child in draft.predicate.children:
        named = context.names.get(child.i)
        if (
            named is not None
            and named.label == "LOC"
            and child.dep_ in {"obl", "nmod"}
            and context.case_of(child) == "en"
        ):
            return str(named.tokens(child.doc).text)
    return ""


_DERIVED = 0.8  # a participant read off an adjective, a role noun or a null subject rather than a name


def _confidence(draft: Draft, polarity: Polarity) -> float:
    value = 1.0
    for mention in draft.subjects + draft.objects:
        value *= 1.0 if mention.kind == "name" else _DERIVED
    return round(value * (1.0 if polarity is Polarity.POS else 0.9), 2)


def _members_statement(found: Membership, context: SentenceContext) -> Statement:
    relation = context.vocabulary.relations.membership
    return Statement(
        article=context.article,
        sentence=context.sentence.index,
        sentence_span=context.sentence.span,
        evidence=context.span(found.first, found.last),
        trigger=found.organisation.span,
        relation=relation,
        event_type=relation,
        subjects=found.members,
        objects=(found.organisation,),
        rule="list:members",
    )


def _office_statement(office: Office, context: SentenceContext) -> Statement:
    spans = [context.span(office.title, office.title), office.person.span, office.of.span]
    return Statement(
        article=context.article,
        sentence=context.sentence.index,
        sentence_span=context.sentence.span,
        evidence=Span(min(s.start for s in spans), max(s.end for s in spans)),
        trigger=context.span(office.title, office.title),
        relation=context.vocabulary.relations.office,
        event_type=context.vocabulary.relations.office,
        subjects=(office.person,),
        objects=(office.of,),
        theme=text_of(office.title),
        confidence=1.0 if office.of.kind is MentionKind.NAME and office.of != office.person else _DERIVED,
        rule=office.rule,
        paths=tuple(path_to(mention, office.title, context.sentence) for mention in (office.person, office.of)),
    )
