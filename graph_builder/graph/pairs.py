"""Who takes part with whom in what a statement says: the pairs that the facts table has rows for.

Counting follows the annotation guide: a mutual event gives one pair of each two, a crowd gives none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from graph_builder.model import Entity, EntityKind, Link, Mention, MentionKind, Statement
from graph_builder.vocabulary import Vocabulary

_MOST_PAIRS = 12  # more events than that the text does not tell of each pair; it may list as many members


@dataclass(frozen=True, slots=True)
class Party:
    """One participant: the entity, the mention that led to it, and the path from the trigger to that."""

    entity: Entity
    mention: Mention
    path: str = ""
    inferred: bool = False  # known of the mention's person, not said: the state that an office is of

    @property
    def is_implied(self) -> bool:
        """Whether no word of the sentence names the participant."""
        return self.inferred or not self.mention.is_expressed


Pair = tuple[Party, Party | None]


class Pairs:
    """Puts the participants of statements together, by the links of their mentions."""

    def __init__(self, entities: Mapping[str, Entity], links: Mapping[Mention, Link], vocabulary: Vocabulary) -> None:
        self._entities = entities
        self._links = links
        self._relations = vocabulary.relations
        self._listed = vocabulary.gazetteer.entities.keys()
        self._things = set(vocabulary.relations.object_kind)
        self._standing = vocabulary.relations.standing

    def of(self, statement: Statement) -> list[Pair]:
        """Return the pairs that a statement tells of; an event without an object has None for the other."""
        paths = statement.paths or ("",) * len(statement.subjects + statement.objects)
        subjects = self._parties(statement.subjects, paths, statement.sentence)
        objects = self._parties(statement.objects, paths[len(statement.subjects) :], statement.sentence)
        acting = {party.entity.id for party in subjects}
        objects = [o for o in objects if o.mention.kind is not MentionKind.PRONOUN or o.entity.id not in acting]
        if not subjects or (not objects and self._needs_object(statement)):
            return []
        if statement.relation == self._relations.office:
            pairs: list[Pair] = list(self._office(subjects, objects))
        elif statement.mutual:
            pairs = self._unordered(subjects, objects)
        elif objects:
            pairs = [(s, o) for s in subjects for o in objects]
        else:
            pairs = [(s, None) for s in subjects]
        kept = [(s, o) for s, o in pairs if self._tells(statement.relation, s, o)]
        return kept if len(kept) <= _MOST_PAIRS or statement.relation in self._standing else []

    def _needs_object(self, statement: Statement) -> bool:
        """Whether subjects alone make no fact; those of a mutual event are each other's objects."""
        if statement.relation in self._relations.one_sided:
            return False
        paired = statement.mutual or statement.relation == self._relations.office
        return bool(statement.objects) or not paired

    def _parties(self, mentions: tuple[Mention, ...], paths: tuple[str, ...], sentence: int) -> list[Party]:
        found: dict[str, Party] = {}
        for mention, path in zip(mentions, paths, strict=False):
            link = self._links.get(mention)
            for identifier in link.entities if link is not None else ():
                elsewhere = mention.sentence != sentence  # the learned reader goes back to earlier sentences
                found.setdefault(identifier, Party(self._entities[identifier], mention, path, inferred=elsewhere))
        return list(found.values())

    def _unordered(self, first: list[Party], second: list[Party]) -> list[Pair]:
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

    def _office(self, subjects: list[Party], objects: list[Party]) -> Iterator[Pair]:
        """Whose office: what the text says, else the state that the person is known to speak for."""
        for subject in subjects:
            if subject.entity.kind is not EntityKind.PERSON:
                continue
            known = subject.entity.state if subject.entity.id in self._listed else ""
            stated = (o for o in objects if o.entity.id != subject.entity.id and not _is_foreign(o.entity, known))
            whose = (self._speaks_for(o) for o in stated)
            other = next(filter(None, whose), None)
            if other is None and subject.entity.state in self._entities:
                other = Party(self._entities[subject.entity.state], subject.mention, inferred=True)
            if other is not None:
                yield subject, other

    def _speaks_for(self, party: Party) -> Party | None:
        """Whose office it is: "su portavoz" of a person serves the person's state."""
        if party.entity.kind is not EntityKind.PERSON:
            return party
        state = self._entities.get(party.entity.state)
        return Party(state, party.mention) if state is not None else None

    def _tells(self, relation: str, subject: Party, other: Party | None) -> bool:
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

    def _is_of_states(self, party: Party) -> bool:
        """Whether an actor has to do with states: has one, or is listed, as organisations of states are."""
        return bool(party.entity.state) or party.entity.id in self._listed


def _is_foreign(owner: Entity, state: str) -> bool:
    """Whether an office cannot be of a state, since its holder is known to be of another."""
    return owner.kind is EntityKind.COUNTRY and bool(state) and owner.state != state


def _order(party: Party) -> tuple[str, str]:
    return party.entity.state or party.entity.label, party.entity.id
