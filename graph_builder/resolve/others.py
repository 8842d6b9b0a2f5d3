"""What a sentence's mentions are linked to enters; the other state that its speaker means leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from graph_builder.model import Entity, EntityKind, Link, Mention, MentionKind, Statement
from graph_builder.vocabulary.relations import RelationParts

_ACTING = {EntityKind.COUNTRY, EntityKind.PERSON, EntityKind.GROUP}
States = Callable[[Iterable[Mention]], set[str]]  # of some mentions, the states that they are linked to

_REACH = 2  # sentences that the other state may go back
_MUCH = 3  # times that a state of a sentence before must be named


def find_other(
    mention: Mention,
    stance: Statement,
    statements: Iterable[Statement],
    links: dict[Mention, Link],
    entities: dict[str, Entity],
    relations: RelationParts,
) -> Link | None:
    """The state besides the speaker's own that a sentence, or the one before it, speaks of.

    Of several in the sentence a subject is meant before the nearest to the word that shows the stance; in a sentence
    before it is the only one, and none is named more in the article. Where another statement of the sentence tells of
    the two, nothing is added to it, unless the relation holds without an object too.
    """

    def states(mentions: Iterable[Mention]) -> set[str]:
        found = (entities[key] for m in mentions if m in links for key in links[m].entities if key in entities)
        return {one.state for one in found if one.state and one.kind in _ACTING}

    own = states(stance.subjects)
    others = {m: states((m,)) - own for m in links}
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
    single = [m for m in spoken_of if len(links[m].entities) == 1]
    meant = min(single, key=lambda m: (not m.topic, abs(m.span.start - stance.trigger.start), m.span), default=None)
    if meant is None:
        return None
    rest = (s for s in statements if s is not stance and s.sentence == mention.sentence)
    if stance.relation not in relations.one_sided and _is_told(own, others[meant], rest, states):
        return None
    return Link(mention, links[meant].entities, "the other state spoken of", 0.5, meant.text)


def _is_told(own: set[str], other: set[str], statements: Iterable[Statement], states: States) -> bool:
    """Whether a statement tells of the two states."""
    told = (states((*s.subjects, *s.objects)) for s in statements)
    return any(found & own and found & other for found in told)
