"""What a sentence's mentions are linked to enters; who else it is about, without naming it, leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph_builder.model import Entity, EntityKind, Link, Mention, MentionKind, Statement
from graph_builder.vocabulary.relations import RelationParts

_ACTING = {EntityKind.COUNTRY, EntityKind.PERSON, EntityKind.GROUP}
_MEANT = {MentionKind.UNSAID, MentionKind.OTHER}
_REACH = 2  # sentences that the other state may go back
_MUCH = 3  # times that a state of a sentence before must be named


class Others:
    """Who else a statement is about without naming it, found among the mentions linked so far."""

    def __init__(
        self,
        statements: Sequence[Statement],
        links: Mapping[Mention, Link],
        entities: Mapping[str, Entity],
        relations: RelationParts,
    ) -> None:
        self._statements, self._links, self._entities, self._relations = statements, links, entities, relations
        self._of_object = {s.objects[0]: s for s in statements if s.objects and s.objects[0].kind in _MEANT}

    def knows(self, mention: Mention) -> bool:
        """Whether a mention stands for somebody else whom a statement is about."""
        return mention in self._of_object

    def find(self, mention: Mention) -> Link | None:
        """The link of such a mention, where the article says enough."""
        find = self._accuser if mention.kind is MentionKind.UNSAID else self._other_state
        return find(mention, self._of_object[mention])

    def _accuser(self, mention: Mention, denial: Statement) -> Link | None:
        """Whose accusation is denied: of who accused the denier's state before, the last."""
        denier = self._parties(denial.subjects)
        for charge in reversed(self._statements):
            if charge.relation != self._relations.answered or charge.sentence > denial.sentence:
                continue
            accuser = self._links.get(charge.subjects[0])
            charged, accusing = self._parties(charge.objects), self._parties(charge.subjects)
            if accuser is not None and denier & charged and not denier & accusing:
                return Link(mention, accuser.entities, "who made the accusation", 0.6, accuser.mention.text)
        return None

    def _other_state(self, mention: Mention, stance: Statement) -> Link | None:
        """The state besides the speaker's own that a sentence, or the one before it, speaks of.

        Of several in the sentence a subject is meant before the nearest to the word that shows the stance; in a
        sentence before it is the only one, and none is named more in the article. Where another statement of the
        sentence tells of the two, nothing is added to it, unless the relation holds without an object too.
        """
        own = self._states(stance.subjects)
        two_sided = stance.relation not in self._relations.one_sided
        eligible = (m for m in self._links if not (two_sided and _is_in_theme(m, stance)))
        others = {m: self._states((m,)) - own for m in eligible}
        near = [m for m, found in others.items() if found and 0 <= mention.sentence - m.sentence <= _REACH]
        if not own or not near:
            return None
        nearest = max(m.sentence for m in near)
        spoken_of = [m for m in near if m.sentence == nearest]
        if nearest < mention.sentence:
            named = Counter(state for m, found in others.items() if m.kind is MentionKind.NAME for state in found)
            only = set.union(*(others[m] for m in spoken_of))
            if len(only) > 1 or named[next(iter(only))] < max((_MUCH, *named.values())):
                return None
        single = [m for m in spoken_of if len(self._links[m].entities) == 1]
        meant = min(single, key=lambda m: (not m.topic, abs(m.span.start - stance.trigger.start), m.span), default=None)
        if meant is None:
            return None
        if two_sided and self._is_told(own, others[meant], stance):
            return None
        return Link(mention, self._links[meant].entities, "the other state spoken of", 0.5, meant.text)

    def _is_told(self, own: set[str], other: set[str], stance: Statement) -> bool:
        """Whether another statement of the sentence tells of the two states."""
        rest = (s for s in self._statements if s is not stance and s.sentence == stance.sentence)
        told = (self._states((*s.subjects, *s.objects)) for s in rest)
        return any(found & own and found & other for found in told)

    def _linked(self, mentions: Iterable[Mention]) -> Iterator[Entity]:
        keys = (key for m in mentions if m in self._links for key in self._links[m].entities)
        return (self._entities[key] for key in keys if key in self._entities)

    def _states(self, mentions: Iterable[Mention]) -> set[str]:
        """The states that some mentions act for."""
        return {one.state for one in self._linked(mentions) if one.state and one.kind in _ACTING}

    def _parties(self, mentions: Iterable[Mention]) -> set[str]:
        """The states of some mentions, and the actors of none."""
        return {one.state or one.id for one in self._linked(mentions)}


def _is_in_theme(mention: Mention, statement: Statement) -> bool:
    """ "Exige la liberación de un marino de X": of whom something is asked is not named in what is asked."""
    inside = statement.evidence.covers(mention.span) and mention.span.start > statement.trigger.start
    return inside and bool(mention.text) and mention.text in statement.theme
