"""The rows of the facts table, made of statements and links: the one place where links are applied.

Counting follows the annotation guide: a mutual event gives one row per unordered pair, a crowd gives none; what one
voice states twice in an article is one row (`restatements`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from graph_builder.graph.identifiers import claim_id
from graph_builder.graph.named_dates import date_by_object
from graph_builder.graph.restatements import merge_restatements
from graph_builder.model import (
    Article,
    Entity,
    EntityKind,
    Fact,
    Implied,
    Link,
    Mention,
    MentionKind,
    Polarity,
    Statement,
    Status,
)
from graph_builder.reader.learned import is_learned
from graph_builder.vocabulary import Vocabulary

_MOST_PAIRS = 12  # more events than that the text does not tell of each pair; it may list as many members


@dataclass(frozen=True, slots=True)
class _Party:
    """One participant: the entity, the mention that led to it, and the path from the trigger to that."""

    entity: Entity
    mention: Mention
    path: str = ""
    inferred: bool = False  # known of the mention's person, not said: the state that an office is of

    @property
    def is_implied(self) -> bool:
        """Whether no word of the sentence names the participant."""
        return self.inferred or not self.mention.is_expressed


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
    return tuple(sorted(date_by_object(maker.of_two_states(facts), vocabulary.relations.of_things)))


def _is_domestic(fact: Fact) -> bool:
    return fact.subject_state != "" and fact.subject_state == fact.object_state


def _is_foreign(owner: Entity, state: str) -> bool:
    """Whether an office cannot be of a state, since its holder is known to be of another."""
    return owner.kind is EntityKind.COUNTRY and bool(state) and owner.state != state


def _implied(subject: _Party, other: _Party | None) -> Implied:
    match subject.is_implied, other is not None and other.is_implied:
        case True, True:
            return Implied.BOTH
        case True, False:
            return Implied.SUBJECT
        case False, True:
            return Implied.OBJECT
    return Implied.NEITHER


def _reading(statement: Statement, subject: _Party, other: _Party | None) -> float | None:
    """What the learned reader makes of two participants of a statement."""
    mentions = (*statement.subjects, *statement.objects)
    pair = {subject.mention, other.mention} if other is not None else {subject.mention}
    for one, two, reading in statement.readings:
        if {mentions[i] for i in (one, two) if i >= 0} == pair:
            return reading
    return None


def _order(party: _Party) -> tuple[str, str]:
    return party.entity.state or party.entity.label, party.entity.id


class _Maker:
    def __init__(self, entities: dict[str, Entity], links: Mapping[Mention, Link], vocabulary: Vocabulary) -> None:
        self._entities = entities
        self._links = links
        self._relations = vocabulary.relations
        self._listed = vocabulary.gazetteer.entities.keys()
        self._things = set(vocabulary.relations.object_kind)
        self._standing = set(vocabulary.relations.object_kind) | {vocabulary.relations.office}
        self._offices = {lemma for lemma, names in vocabulary.lexicon.classes.items() if "office" in names}

    def facts(self, statement: Statement, text: str) -> Iterator[Fact]:
        """Rows of one statement."""
        paths = statement.paths or ("",) * len(statement.subjects + statement.objects)
        subjects = self._parties(statement.subjects, paths, statement.sentence)
        objects = self._parties(statement.objects, paths[len(statement.subjects) :], statement.sentence)
        acting = {party.entity.id for party in subjects}
        objects = [o for o in objects if o.mention.kind is not MentionKind.PRONOUN or o.entity.id not in acting]
        if not subjects or (not objects and self._needs_object(statement)):
            return
        if statement.relation == self._relations.office:
            pairs = list(self._office(subjects, objects))
        elif statement.mutual:
            pairs = self._unordered(subjects, objects)
        elif objects:
            pairs = [(s, o) for s in subjects for o in objects]
        else:
            pairs = [(s, None) for s in subjects]
        kept = [(s, o) for s, o in pairs if self._tells(statement.relation, s, o)]
        if len(kept) <= _MOST_PAIRS or statement.relation in self._standing:
            for subject, other in kept:
                yield self._fact(statement, text, subject, other)

    def _needs_object(self, statement: Statement) -> bool:
        """Whether subjects alone make no fact; those of a mutual event are each other's objects."""
        if statement.relation in self._relations.one_sided:
            return False
        paired = statement.mutual or statement.relation == self._relations.office
        return bool(statement.objects) or not paired

    def of_two_states(self, facts: Collection[Fact]) -> Iterator[Fact]:
        """Leave out what is purely domestic: not so is what a state does to, or hears from, a citizen abroad.

        Such is who has to do with another state in the same article and holds no office: a fugitive, a dissident.
        """
        told = [fact for fact in facts if fact.relation not in self._standing and fact.object_id]
        abroad = {
            (fact.article, party)
            for fact in told
            if not _is_domestic(fact)
            for party in (fact.subject_id, fact.object_id)
        }
        abroad -= {(fact.article, fact.subject_id) for fact in facts if fact.relation == self._relations.office}
        for fact in facts:
            if fact.relation in self._standing or not _is_domestic(fact):
                yield fact
            elif fact.relation in self._relations.of_citizens:
                sides = (fact.subject_id, fact.object_id)
                people = [side for side in sides if self._entities[side].kind is EntityKind.PERSON]
                if len(people) == 1 and (fact.article, people[0]) in abroad:
                    yield fact

    def _parties(self, mentions: tuple[Mention, ...], paths: tuple[str, ...], sentence: int) -> list[_Party]:
        found: dict[str, _Party] = {}
        for mention, path in zip(mentions, paths, strict=False):
            link = self._links.get(mention)
            for identifier in link.entities if link is not None else ():
                elsewhere = mention.sentence != sentence  # the learned reader goes back to earlier sentences
                found.setdefault(identifier, _Party(self._entities[identifier], mention, path, inferred=elsewhere))
        return list(found.values())

    def _unordered(self, first: list[_Party], second: list[_Party]) -> list[tuple[_Party, _Party | None]]:
        """Pairs of a mutual event, each sorted by state or name: each of one side with each of the other.

        Where no sides are told apart, all with all; a crowd gives none.
        """
        if second:
            sides = [(one, other) for one in first for other in second]
        elif len(first) <= self._relations.crowd_size:
            sides = list(combinations(first, 2))
        else:
            return []
        return [(one, other) for one, other in (sorted(pair, key=_order) for pair in sides)]

    def _office(self, subjects: list[_Party], objects: list[_Party]) -> Iterator[tuple[_Party, _Party | None]]:
        """Whose office: what the text says, else the state that the person is known to speak for."""
        for subject in subjects:
            if subject.entity.kind is not EntityKind.PERSON:
                continue
            known = subject.entity.state if subject.entity.id in self._listed else ""
            stated = (o for o in objects if o.entity.id != subject.entity.id and not _is_foreign(o.entity, known))
            whose = (self._speaks_for(o) for o in stated)
            other = next(filter(None, whose), None)
            if other is None and subject.entity.state in self._entities:
                other = _Party(self._entities[subject.entity.state], subject.mention, inferred=True)
            if other is not None:
                yield subject, other

    def _speaks_for(self, party: _Party) -> _Party | None:
        """Whose office it is: "su portavoz" of a person serves the person's state."""
        if party.entity.kind is not EntityKind.PERSON:
            return party
        state = self._entities.get(party.entity.state)
        return _Party(state, party.mention) if state is not None else None

    def _tells(self, relation: str, subject: _Party, other: _Party | None) -> bool:
        """Whether a pair says something about two actors: no actor with itself, no event apart from every state."""
        if relation not in self._standing and not any(map(self._is_of_states, filter(None, (subject, other)))):
            return False
        if other is None:
            return True
        if subject.entity.id == other.entity.id:
            return False
        if other.entity.kind is EntityKind.PERSON and relation in self._things:
            return False
        of_state = relation == self._relations.membership and other.entity.kind is not EntityKind.ORGANIZATION
        return not of_state  # nobody is a member of a state

    def _is_of_states(self, party: _Party) -> bool:
        """Whether an actor has to do with states: has one, or is listed, as organisations of states are."""
        return bool(party.entity.state) or party.entity.id in self._listed

    def _fact(self, statement: Statement, text: str, subject: _Party, other: _Party | None) -> Fact:
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

    def _status(self, statement: Statement, subject: _Party) -> Status:
        """The statement's; what officials say of their own state's act is one: "el ejército aseguró que derribó X"."""
        said, denied = statement.attribution, statement.polarity is Polarity.NEG
        if said is None or said.mention is None or denied or not said.hedges:
            return statement.status
        link = self._links.get(said.mention)
        states = {self._entities[identifier].state for identifier in link.entities} if link is not None else set[str]()
        return Status.FACT if subject.entity.state and states == {subject.entity.state} else statement.status

    def _confidence(self, statement: Statement, subject: _Party, other: _Party | None) -> float:
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
