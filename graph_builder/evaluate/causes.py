"""Why annotated facts are not found: each by the stage of the engine that lost it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph_builder.evaluate.differences import Difference, Mistake
from graph_builder.evaluate.matching import Comparison
from graph_builder.evaluate.places import Place, find_place
from graph_builder.evaluate.rereading import Reread
from graph_builder.evaluate.tables import ScoredFact
from graph_builder.model import Entity, Mention, Span, Statement
from graph_builder.vocabulary import Vocabulary


class Cause(StrEnum):
    """The stage that lost a fact, in the order of the engine."""

    NO_PLACE = "annotated words not found in the text"
    UNKNOWN = "trigger in no table"
    OTHER_SENSE = "trigger in the tables for other relations only"
    SILENT = "trigger known, no statement there"
    OTHER_RELATION = "statement there, other relation"
    NO_PARTICIPANT = "statement there, a participant missing or not linked"
    OTHER_PARTICIPANT = "statement there, other participant"
    LEFT_OUT = "statement there with both participants, no fact made of it, or held back"
    MERGED = "one fact for several annotated ones"


class Side(StrEnum):
    """What the engine makes of the words that refer to a participant."""

    RIGHT = "linked to the participant"
    OTHER = "linked to another"
    NO_STATE = "linked to an actor without the state"
    NO_LINK = "not linked"
    UNNAMED = "no word names it"


@dataclass(frozen=True, slots=True)
class Missed:
    """An annotated fact that was not found, and why."""

    article: str
    fact: ScoredFact
    cause: Cause
    subject: Side
    object: Side

    @property
    def is_content(self) -> bool:
        """Return whether it is what a speaker says."""
        return bool(self.fact.attributed_to)


class CauseFinder:
    """Finds causes in articles that the engine read again."""

    def __init__(self, reread: Reread, vocabulary: Vocabulary, comparison: Comparison) -> None:
        self._reread = reread
        self._vocabulary = vocabulary
        self._comparison = comparison
        self._mutual = {r.notation for r in vocabulary.schema.relations if r.mutual}

    def find(self, misses: Iterable[Difference]) -> tuple[Missed, ...]:
        """Return the cause of each miss, in the same order.

        Example: "Chile ninguneó a Perú" annotated as ACCUSE has the cause `UNKNOWN` where no table holds "ningunear".
        """
        return tuple(self._missed(miss) for miss in misses)

    def _missed(self, miss: Difference) -> Missed:
        fact, text = miss.fact, self._reread.texts[miss.article]
        place = find_place(text, fact.evidence, fact.trigger)
        if place is None:
            return Missed(miss.article, fact, Cause.NO_PLACE, Side.NO_LINK, Side.NO_LINK)
        subject = self._side(miss.article, place, fact.subject_mention, fact.subject, fact.subject_state)
        other = self._side(miss.article, place, fact.object_mention, fact.object, fact.object_state)
        cause = Cause.MERGED if miss.mistake is Mistake.REPEATED else self._cause(miss.article, fact, place)
        return Missed(miss.article, fact, cause, subject, other if fact.object else Side.RIGHT)

    def _cause(self, article: str, fact: ScoredFact, place: Place) -> Cause:
        statements = [s for s in self._reread.statements[article] if _is_there(s, fact.relation, place)]
        same = [statement for statement in statements if statement.relation == fact.relation]
        if same:
            return min((self._of_statement(statement, fact) for statement in same), key=_NEAREST.index)
        if statements:
            return Cause.OTHER_RELATION
        relations = self._relations(article, place.trigger)
        if fact.relation in relations:
            return Cause.SILENT
        return Cause.OTHER_SENSE if relations else Cause.UNKNOWN

    def _of_statement(self, statement: Statement, fact: ScoredFact) -> Cause:
        subjects, objects = self._entities(statement.subjects), self._entities(statement.objects)
        if statement.mutual and not objects:
            objects = subjects if len(subjects) > 1 else []
        if not subjects or (fact.object and not objects):
            return Cause.NO_PARTICIPANT
        orders = [(subjects, objects)]
        if fact.relation in self._mutual or statement.mutual:
            orders.append((objects, subjects))
        for first, second in orders:
            acts = any(self._is(entity, fact.subject, fact.subject_state) for entity in first)
            if acts and (not fact.object or any(self._is(e, fact.object, fact.object_state) for e in second)):
                return Cause.LEFT_OUT
        return Cause.OTHER_PARTICIPANT

    def _entities(self, mentions: Iterable[Mention]) -> list[Entity]:
        links = (self._reread.resolution.links.get(mention) for mention in mentions)
        ids = (identifier for link in links if link is not None for identifier in link.entities)
        return [self._reread.resolution.entities[identifier] for identifier in ids]

    def _is(self, entity: Entity, name: str, state: str) -> bool:
        if entity.state and state:
            return entity.state == state
        return self._comparison.same_name(entity.name, name)

    def _side(self, article: str, place: Place, words: str, name: str, state: str) -> Side:
        """Return what the links over the words, in the place nearest to the evidence, say."""
        if not words:
            return Side.UNNAMED
        span = _nearest(self._reread.texts[article], words, place.evidence)
        over = [] if span is None else [m for m in self._reread.mentions[article] if _overlap(m.span, span)]
        entities = self._entities(over)
        if not entities:
            return Side.NO_LINK
        if any(self._is(entity, name, state) for entity in entities):
            return Side.RIGHT
        return Side.OTHER if any(entity.state for entity in entities) or not state else Side.NO_STATE

    def _relations(self, article: str, trigger: Span) -> set[str]:
        """Return the relations that the tables know words inside a span for."""
        words = self._reread.words_in(article, trigger)
        lexicon, relations = self._vocabulary.lexicon, self._vocabulary.relations
        lemmas = {lemma for word in words for lemma in (word.lemma, word.form)}
        lemmas |= {" ".join(word.form for word in words), " ".join(word.lemma for word in words)}
        rows = [row for (lemma, _), found in lexicon.triggers.items() if lemma in lemmas for row in found]
        found = {row.event_type.relation.notation for row in rows}
        if any(lexicon.is_a(lemma, "office") for lemma in lemmas):
            found.add(relations.office)
        return found


_NEAREST = (Cause.LEFT_OUT, Cause.OTHER_PARTICIPANT, Cause.NO_PARTICIPANT)


def _is_there(statement: Statement, relation: str, place: Place) -> bool:
    """Return whether a statement is of these words: the same trigger, or the same relation inside the evidence."""
    same = statement.relation == relation and place.evidence.covers(statement.trigger)
    return same or _overlap(statement.trigger, place.trigger)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _nearest(text: str, words: str, evidence: Span) -> Span | None:
    """Return where the words stand: inside the evidence, else the last time before it, else the first time after it."""
    start = text.find(words, evidence.start, evidence.end)
    if start < 0:
        start = text.rfind(words, 0, evidence.end)
    if start < 0:
        start = text.find(words, evidence.start)
    return None if start < 0 else Span(start, start + len(words))
