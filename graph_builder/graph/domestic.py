"""What happens inside one state, which is no news of alliances, is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from graph_builder.model import Entity, EntityKind, Fact
from graph_builder.vocabulary.relations import RelationParts


def without_domestic(
    facts: Collection[Fact], entities: Mapping[str, Entity], relations: RelationParts
) -> Iterator[Fact]:
    """Yield facts but for purely domestic ones: not so are violence and force between two sides of one state.

    Neither is what a state does to, or hears from, a citizen abroad. Such is who has to do with another state in the
    same article and holds no office: a fugitive, a dissident.
    """
    standing = relations.standing
    told = [fact for fact in facts if fact.relation not in standing and fact.object_id]
    abroad = {
        (fact.article, party) for fact in told if not _is_domestic(fact) for party in (fact.subject_id, fact.object_id)
    }
    abroad -= {(fact.article, fact.subject_id) for fact in facts if fact.relation == relations.office}
    for fact in facts:
        if fact.relation in standing | relations.within_state or not _is_domestic(fact):
            yield fact
        elif fact.relation in relations.of_citizens:
            people = [side for side in (fact.subject_id, fact.object_id) if entities[side].kind is EntityKind.PERSON]
            if len(people) == 1 and (fact.article, people[0]) in abroad:
                yield fact


def _is_domestic(fact: Fact) -> bool:
    return fact.subject_state != "" and fact.subject_state == fact.object_state
