"""A parsed article enters, mentions and statements leave; nothing is merged or resolved here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from graph_builder.extract.attachment import mend_attachments
from graph_builder.extract.captions import set_caption_apart
from graph_builder.extract.events.candidates import Draft
from graph_builder.extract.events.implicit import participants
from graph_builder.extract.finders.evaluation import find_stance
from graph_builder.extract.finders.frames import EventFinder
from graph_builder.extract.finders.membership import Membership, find_members
from graph_builder.extract.finders.offices import Office, find_offices
from graph_builder.extract.gatherings import find_gatherings
from graph_builder.extract.headlines import mend_headline
from graph_builder.extract.lemmas import LemmaCorrector
from graph_builder.extract.names import Named, NameFinder
from graph_builder.extract.paths import path_to
from graph_builder.extract.phrases import Phrases
from graph_builder.extract.qualify.attribution import Speaker, read_speaker
from graph_builder.extract.qualify.dates import read_date
from graph_builder.extract.qualify.factuality import SAID, Factuality, is_to_come, is_unasserted, read_factuality
from graph_builder.extract.topics import find_topics
from graph_builder.extract.words import bounds
from graph_builder.model import Attribution, Extraction, Mention, MentionKind, Polarity, Span, Statement, Status
from graph_builder.nlp.pipeline import ParsedArticle
from graph_builder.vocabulary import Vocabulary

__all__ = ["Extractor"]


class Extractor:
    """Reads articles with one vocabulary; made once a run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names = NameFinder(vocabulary)
        self._lemmas = LemmaCorrector(vocabulary)

    def extract(self, parsed: ParsedArticle) -> Extraction:
        """Statements and mentions of one article.

        Example: "Pyongyang habría enviado proyectiles a Rusia" gives one statement AID with the subject mention
        "Pyongyang", the object mention "Rusia", the theme "proyectiles" and the status hedged (cue "habría").
        """
        mentions: set[Mention] = set()
        read: list[Phrases] = []
        statements: list[Statement] = []
        names: dict[int, tuple[Named, ...]] = {}
        for sentence in parsed.sentences:
            doc = sentence.tokens.doc
            if sentence.offset not in names:
                self._lemmas.correct(doc)
                names[sentence.offset] = self._names.find(doc, parsed.article.text[sentence.offset :])
                set_caption_apart(doc, names[sentence.offset], self._vocabulary)
                mend_headline(doc, names[sentence.offset], self._vocabulary)
                mend_attachments(doc, names[sentence.offset], self._vocabulary)
            found = names[sentence.offset]
            inside = [named for named in found if sentence.tokens.start <= named.start < sentence.tokens.end]
            phrases = Phrases(
                parsed.article.id,
                sentence,
                {i: named for named in inside for i in range(named.start, named.end)},
                self._vocabulary,
            )
            mentions.update(phrases.name(named) for named in inside)
            read.append(phrases)
            statements += self._sentence(phrases, parsed.article.published)
        for statement in statements:
            mentions.update(statement.subjects + statement.objects)
            if statement.attribution is not None and statement.attribution.mention is not None:
                mentions.add(statement.attribution.mention)
        topics = set(_topics_before(mentions, read))
        return Extraction(
            _in_order(mentions), tuple(statements), parsed.article.text, topics=_in_order(topics - mentions)
        )

    def _sentence(self, phrases: Phrases, published: str) -> Iterator[Statement]:
        finder = EventFinder(phrases)
        for draft in chain(finder.find(), find_stance(phrases)):
            factuality = read_factuality(draft, phrases)
            if draft.frame.refused is not None and factuality.polarity is Polarity.NEG:
                draft = replace(draft, event_type=draft.frame.refused)
                factuality = replace(factuality, polarity=Polarity.POS)
            if not (draft.frame.asserts and is_unasserted(factuality)):
                yield _statement(draft, factuality, phrases, published)
                if draft.frame.announced is not None and is_to_come(factuality):
                    foretold = replace(draft, event_type=draft.frame.announced)
                    yield _statement(foretold, SAID, phrases, published)
        for office in find_offices(phrases):
            yield _office_statement(office, phrases)
        for found in find_members(phrases):
            yield _members_statement(found, phrases)


def _topics_before(mentions: set[Mention], read: list[Phrases]) -> Iterator[Mention]:
    """What was spoken of before participants that no name tells; nothing else asks for it."""
    last = max((mention.sentence for mention in mentions if mention.kind is not MentionKind.NAME), default=-1)
    for phrases in read:
        if phrases.sentence.index <= last:
            yield from find_topics(phrases)
            yield from find_gatherings(phrases)


def _in_order(mentions: set[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.span, m.kind)))


def _statement(draft: Draft, factuality: Factuality, phrases: Phrases, published: str) -> Statement:
    speaker = read_speaker(draft.predicate, phrases) if not draft.speaks else None
    status = Status.FACT if draft.frame.asserts else factuality.status  # that it was said is no supposition
    if status is Status.FACT and speaker is not None:
        status = speaker.status
    subjects, objects, object_text = participants(draft, phrases)
    cues = [factuality.cue, speaker.cue if speaker is not None else ""]
    return Statement(
        article=phrases.article,
        sentence=phrases.sentence.index,
        sentence_span=phrases.sentence.span,
        evidence=_evidence(draft, phrases),
        trigger=phrases.span(draft.trigger, draft.trigger),
        relation=draft.event_type.relation.notation,
        event_type=draft.event_type.name,
        subjects=subjects,
        objects=objects,
        mutual=draft.frame.mutual and not draft.frame.theme_is_object and not draft.frame.both_ways,
        polarity=factuality.polarity,
        status=status,
        cue=" … ".join(filter(None, cues)),
        attribution=_attribution(speaker),
        date=read_date(draft.predicate, published, phrases.vocabulary.calendar),
        place=_place(draft, phrases),
        theme=phrases.text(draft.theme) if draft.theme is not None and not object_text else "",
        object_text=object_text,
        confidence=_confidence(draft, factuality.polarity),
        rule=draft.rule,
        paths=tuple(path_to(mention, draft.trigger, phrases.sentence) for mention in (*subjects, *objects)),
    )


def _attribution(speaker: Speaker | None) -> Attribution | None:
    return speaker.attribution if speaker is not None else None


def _evidence(draft: Draft, phrases: Phrases) -> Span:
    """The shortest span that holds trigger, light verb, participants of this sentence and theme."""
    sentence = phrases.sentence.span
    spans = [phrases.span(draft.trigger, draft.trigger)]
    if draft.light is not None:
        spans.append(phrases.span(draft.light, draft.light))
    if draft.theme is not None:
        spans.append(phrases.span(*bounds(draft.theme)))
    spans += [m.span for m in draft.subjects + draft.objects if sentence.covers(m.span)]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _place(draft: Draft, phrases: Phrases) -> str:
    """The place that the predicate names with a locative phrase."""
    for child in draft.predicate.children:
        named = phrases.names.get(child.i)
        if (
            named is not None
            and named.label == "LOC"
            and child.dep_ in {"obl", "nmod"}
            and phrases.case_of(child) == "en"
        ):
            return str(named.tokens(child.doc).text)
    return ""


_DERIVED = 0.8  # a participant read off an adjective, a role noun or a null subject rather than a name


def _confidence(draft: Draft, polarity: Polarity) -> float:
    value = 1.0
    for mention in draft.subjects + draft.objects:
        value *= 1.0 if mention.kind == "name" else _DERIVED
    return round(value * (1.0 if polarity is Polarity.POS else 0.9), 2)


def _members_statement(found: Membership, phrases: Phrases) -> Statement:
    relation = phrases.vocabulary.relations.membership
    return Statement(
        article=phrases.article,
        sentence=phrases.sentence.index,
        sentence_span=phrases.sentence.span,
        evidence=phrases.span(found.first, found.last),
        trigger=found.organisation.span,
        relation=relation,
        event_type=relation,
        subjects=found.members,
        objects=(found.organisation,),
        rule="list:members",
    )


def _office_statement(office: Office, phrases: Phrases) -> Statement:
    spans = [phrases.span(office.title, office.title), office.person.span, office.of.span]
    return Statement(
        article=phrases.article,
        sentence=phrases.sentence.index,
        sentence_span=phrases.sentence.span,
        evidence=Span(min(s.start for s in spans), max(s.end for s in spans)),
        trigger=phrases.span(office.title, office.title),
        relation=phrases.vocabulary.relations.office,
        event_type=phrases.vocabulary.relations.office,
        subjects=(office.person,),
        objects=(office.of,),
        theme=phrases.text(office.title),
        confidence=1.0 if office.of.kind is MentionKind.NAME and office.of != office.person else _DERIVED,
        rule=office.rule,
        paths=tuple(path_to(mention, office.title, phrases.sentence) for mention in (office.person, office.of)),
    )
