"""The triples of a fact: its claim, event, evidence and mentions.

The two columns of the facts table that say how sure the text is map to the ontology so, and back:

    status        al:certainty   al:temporality
    fact          al:certain     al:actual
    hedged        al:possible    al:actual
    planned       al:probable    al:planned
    hypothetical  al:possible    al:hypothetical
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import URIRef
from rdflib.term import Node

from graph_builder.graph import identifiers as name
from graph_builder.graph import literals as literal
from graph_builder.graph.identifiers import AL, OA, PROV, RDF, RDFS, SCHEMA, SEM
from graph_builder.graph.scheme import Scheme
from graph_builder.graph.status import event_of
from graph_builder.model import Article, Fact, Implied, Link, Polarity, Quotation, Status

type_ = RDF.type
Triple = tuple[URIRef, URIRef, Node]

POLARITY: Mapping[Polarity, URIRef] = {Polarity.POS: AL.affirmed, Polarity.NEG: AL.negated}
CERTAINTY: Mapping[Status, tuple[URIRef, URIRef]] = {
    Status.FACT: (AL.certain, AL.actual),
    Status.HEDGED: (AL.possible, AL.actual),
    Status.PLANNED: (AL.probable, AL.planned),
    Status.HYPOTHETICAL: (AL.possible, AL.hypothetical),
}

IMPLIED: Mapping[Implied, tuple[str, ...]] = {
    Implied.NEITHER: (),
    Implied.SUBJECT: (Implied.SUBJECT,),
    Implied.OBJECT: (Implied.OBJECT,),
    Implied.BOTH: (Implied.SUBJECT, Implied.OBJECT),
}


def claim_triples(fact: Fact, article: Article, scheme: Scheme, links: Mapping[str, Link]) -> Iterator[Triple]:
    """Everything that the graph says of one fact, but for the actors and the links of its mentions.

    Args:
        fact: one claim about one pair of participants.
        article: the article that makes the claim.
        scheme: the relation schemes.
        links: all links by the id of their mention.
    """
    claim, event = name.claim_iri(fact), event_of(fact, scheme)
    certainty, temporality = CERTAINTY[fact.status]
    yield claim, type_, AL.Claim
    yield claim, AL.about, event
    yield claim, AL.polarity, POLARITY[fact.polarity]
    yield claim, AL.certainty, certainty
    yield claim, AL.temporality, temporality
    yield claim, AL.confidence, literal.score(fact.confidence)
    yield claim, AL.sentence, literal.whole(fact.sentence)
    yield claim, SCHEMA.appearance, name.article_iri(article.id)
    yield claim, AL.times, literal.whole(fact.times)
    yield claim, AL.clearestEvidence, name.evidence_iri(article.id, fact.quotation)
    for quotation in fact.quotations:
        yield claim, PROV.wasDerivedFrom, name.evidence_iri(article.id, quotation)
        yield from _evidence(quotation, article)
    yield from _participants(claim, fact, article.language)
    yield from _speaker(claim, fact, article)
    yield from _claim_words(claim, fact, article.language)
    for role, mention_id in (
        (AL.subjectMention, fact.subject_mention),
        (AL.objectMention, fact.object_mention),
    ):
        link = links.get(mention_id)
        if link:
            yield claim, role, name.mention_iri(link.mention.article, link.mention.span)
            yield from _mention(link, article)
    yield from _event(event, fact, scheme, article.language)


def _participants(claim: URIRef, fact: Fact, language: str) -> Iterator[Triple]:
    columns = (
        (fact.subject_id, fact.subject, fact.subject_state, AL.subject, AL.subjectName, AL.subjectState),
        (fact.object_id, fact.object, fact.object_state, AL.object, AL.objectName, AL.objectState),
    )
    for entity_id, words, state, to_entity, to_name, to_state in columns:
        if entity_id:
            yield claim, to_entity, name.entity_iri(entity_id)
        if words:
            yield claim, to_name, literal.words(words, language)
        if state:
            yield claim, to_state, literal.plain(state)


def _speaker(claim: URIRef, fact: Fact, article: Article) -> Iterator[Triple]:
    if fact.attributed_to_id:
        yield claim, PROV.wasAttributedTo, name.entity_iri(fact.attributed_to_id)
    elif fact.attributed_to:
        speaker = name.speaker_iri(fact.attributed_to)
        yield claim, PROV.wasAttributedTo, speaker
        yield speaker, type_, PROV.Agent
        yield speaker, RDFS.label, literal.words(fact.attributed_to, article.language)
    elif article.publisher:
        yield claim, PROV.wasAttributedTo, name.publisher_iri(article.publisher)
    else:
        yield claim, PROV.wasAttributedTo, name.article_iri(article.id)


def _claim_words(claim: URIRef, fact: Fact, language: str) -> Iterator[Triple]:
    texts = (
        (AL.attributedAs, fact.attributed_to),
        (AL.cue, fact.cue),
        (AL.theme, fact.theme),
        (AL.placeName, fact.place),
    )
    for predicate, text in texts:
        if text:
            yield claim, predicate, literal.words(text, language)
    codes = (
        (AL.rule, fact.rule),
        (AL.subjectPath, fact.subject_path),
        (AL.objectPath, fact.object_path),
        *((AL.implied, role) for role in IMPLIED[fact.implied]),
    )
    for predicate, code in codes:
        if code:
            yield claim, predicate, literal.plain(code)
    for predicate, reasons in ((AL.speaksFor, fact.speaks_for), (AL.speaksAgainst, fact.speaks_against)):
        if reasons:
            yield claim, predicate, literal.words("; ".join(reasons), "en")


def _event(event: URIRef, fact: Fact, scheme: Scheme, language: str) -> Iterator[Triple]:
    yield event, type_, SEM.Event
    if scheme.is_standing(fact.relation):
        yield event, type_, AL.StandingRelation
    yield event, SEM.eventType, scheme.event_type(fact.event_type, fact.relation)
    yield event, AL.relation, scheme.relation(fact.relation)
    if not fact.object_id:
        yield event, type_, AL.OneSidedEvent
    mutual = scheme.is_mutual(fact.event_type, fact.relation)
    for entity_id, role in ((fact.subject_id, AL.agent), (fact.object_id, AL.recipient)):
        if entity_id:
            yield event, AL.counterpart if mutual else role, name.entity_iri(entity_id)
            yield event, SEM.hasActor, name.entity_iri(entity_id)
    if fact.date:
        yield event, SEM.hasTimeStamp, literal.when(fact.date)
    if fact.place:
        place = name.place_iri(fact.place)
        yield event, SEM.hasPlace, place
        yield place, type_, SEM.Place
        yield place, RDFS.label, literal.words(fact.place, language)


def _evidence(quotation: Quotation, article: Article) -> Iterator[Triple]:
    evidence, selector = name.evidence_iri(article.id, quotation), name.selector_iri(article.id, quotation)
    yield evidence, type_, OA.SpecificResource
    yield evidence, OA.hasSource, name.article_iri(article.id)
    yield evidence, OA.hasSelector, selector
    yield selector, type_, OA.TextPositionSelector
    yield selector, type_, OA.TextQuoteSelector
    yield selector, OA.start, literal.whole(quotation.start)
    yield selector, OA.end, literal.whole(quotation.end)
    yield selector, OA.exact, literal.words(quotation.evidence, article.language)
    before = article.text[quotation.sentence_span.start : quotation.start]
    after = article.text[quotation.end : quotation.sentence_span.end]
    if before:
        yield selector, OA.prefix, literal.words(before, article.language)
    if after:
        yield selector, OA.suffix, literal.words(after, article.language)


def _mention(link: Link, article: Article) -> Iterator[Triple]:
    mention = link.mention
    node = name.mention_iri(mention.article, mention.span)
    yield node, type_, AL.Mention
    yield node, name.DCTERMS.isPartOf, name.article_iri(article.id)
    yield node, AL.start, literal.whole(mention.span.start)
    yield node, AL.end, literal.whole(mention.span.end)
    yield node, AL.mentionKind, literal.plain(mention.kind.value)
    yield node, AL.sentence, literal.whole(mention.sentence)
    if mention.text:
        yield node, AL.surface, literal.words(mention.text, article.language)
