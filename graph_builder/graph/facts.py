"""The rows of the facts table, made of statements and links: the one place where links are applied.

Who is paired with whom is in `pairs`, what is domestic in `domestic`; what one voice states twice in an article is one
row (`restatements`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph_builder.graph.domestic import without_domestic
from graph_builder.graph.identifiers import claim_id
from graph_builder.graph.named_dates import date_by_object
from graph_builder.graph.pairs import Pairs, Party
from graph_builder.graph.restatements import merge_restatements
from graph_builder.model import (
    Article,
    Entity,
    EntityKind,
    Fact,
    Implied,
    Link,
    Mention,
    Polarity,
    Statement,
    Status,
)
from graph_builder.reader.learned import is_learned
from graph_builder.vocabulary import Vocabulary


def make_facts(
    articles: Iterable[Article],
    statements: Iterable[Statement],
    entities: dict[str, Entity],
    links: Mapping[Mention, Link],
    vocabulary: Vocabulary,
) -> tuple[Fact, ...]:
    """Apply links to statements.

    Returns:
        Facts sorted by article and offset, each with all the places where its article states it.
    """
    texts = {article.id: article.text for article in articles}
    maker = _Maker(entities, links, vocabulary)
    stated = [fact for statement in statements for fact in maker.facts(statement, texts[statement.article])]
    mutual = {relation.notation for relation in vocabulary.schema.relations if relation.mutual}
    facts = merge_restatements(stated, vocabulary.relations.office, mutual)
    facts = tuple(without_domestic(facts, entities, vocabulary.relations))
    return tuple(sorted(date_by_object(facts, vocabulary.relations.of_things)))


def _implied(subject: Party, other: Party | None) -> Implied:
    match subject.is_implied, other is not None and other.is_implied:
        case True, True:
            return Implied.BOTH
        case True, False:
            return Implied.SUBJECT
        case False, True:
            return Implied.OBJECT
    return Implied.NEITHER


def _reading(statement: Statement, subject: Party, other: Party | None) -> float | None:
    """What the learned reader makes of two participants of a statement."""
    mentions = (*statement.subjects, *statement.objects)
    pair = {subject.mention, other.mention} if other is not None else {subject.mention}
    for one, two, reading in statement.readings:
        if {mentions[i] for i in (one, two) if i >= 0} == pair:
            return reading
    return None


class _Maker:
    def __init__(self, entities: dict[str, Entity], links: Mapping[Mention, Link], vocabulary: Vocabulary) -> None:
        self._entities = entities
        self._links = links
        self._pairs = Pairs(entities, links, vocabulary)
        self._offices = {lemma for lemma, names in vocabulary.lexicon.classes.items() if "office" in names}

    def facts(self, statement: Statement, text: str) -> Iterator[Fact]:
        """Rows of one statement."""
        for subject, other in self._pairs.of(statement):
            yield self._fact(statement, text, subject, other)

    def _fact(self, statement: Statement, text: str, subject: Party, other: Party | None) -> Fact:
        speaker, speaker_id = self._speaker(statement)
        target = other.entity if other is not None else None
        date = statement.date.value if statement.date is not None else ""
        made = Fact(
            id="",  # it follows from the other columns
            article=statement.article,
            sentence=statement.sentence,
            start=statement.evidence.start,
            end=statement.evidence.end,
            evidence=statement.evidence.of(text),
            relation=statement.relation,
            event_type=statement.event_type,
            subject=subject.entity.name,
            subject_id=subject.entity.id,
            subject_state=subject.entity.state,
            object=target.name if target else "",
            object_id=target.id if target else "",
            object_state=target.state if target else "",
            polarity=statement.polarity,
            status=self._status(statement, subject),
            attributed_to=speaker,
            attributed_to_id=speaker_id,
            date=date,
            date_precision=statement.date.precision if statement.date is not None else "",
            place=statement.place,
            theme=statement.theme,
            cue=statement.cue,
            confidence=self._confidence(statement, subject, other),
            rule=statement.rule,
            implied=_implied(subject, other),
            sentence_span=statement.sentence_span,
            subject_mention=subject.mention.id,
            object_mention=other.mention.id if other is not None else "",
            subject_path=subject.path,
            object_path=other.path if other is not None else "",
            speaks_for=statement.reasons,
            reading=_reading(statement, subject, other),
        )
        return replace(made, id=claim_id(made))

    def _status(self, statement: Statement, subject: Party) -> Status:
        """The statement's; what officials say of their own state's act is one: "el ejército aseguró que derribó X"."""
        said, denied = statement.attribution, statement.polarity is Polarity.NEG
        if said is None or said.mention is None or denied or not said.hedges:
            return statement.status
        link = self._links.get(said.mention)
        states = {self._entities[identifier].state for identifier in link.entities} if link is not None else set[str]()
        return Status.FACT if subject.entity.state and states == {subject.entity.state} else statement.status

    def _confidence(self, statement: Statement, subject: Party, other: Party | None) -> float:
        """The statement's, by the surer the links the surer; the learned reader has weighed these already."""
        if is_learned(statement.rule):
            return statement.confidence
        scores = [self._links[party.mention].score for party in (subject, other) if party is not None]
        return round(statement.confidence * min(scores), 2)

    def _speaker(self, statement: Statement) -> tuple[str, str]:
        """Label and id of the speaker where resolved, else the words."""
        if statement.attribution is None:
            return "", ""
        mention = statement.attribution.mention
        link = self._links.get(mention) if mention is not None else None
        if mention is not None and link is not None and len(link.entities) == 1:
            entity = self._entities[link.entities[0]]
            in_office = mention.head in self._offices and entity.kind is EntityKind.COUNTRY
            return (statement.attribution.text if in_office else entity.name), entity.id
        return statement.attribution.text, ""
