"""Everyone whom a graph's facts name: its entities, and one with the fact's own words for each that it lacks."""

from __future__ import annotations

from graph_builder.model import Entity, EntityKind, KnowledgeGraph


def participants(graph: KnowledgeGraph) -> tuple[Entity, ...]:
    """Return the graph's entities and those that only its facts name, sorted by id.

    A graph that this program built lacks none; one that was put together by hand may.
    """
    known = {entity.id: entity for entity in graph.entities}
    for fact in sorted(graph.facts):
        ends = ((fact.subject_id, fact.subject, fact.subject_state), (fact.object_id, fact.object, fact.object_state))
        for name, words, state in (*ends, (fact.attributed_to_id, fact.attributed_to, "")):
            if name:
                known.setdefault(name, Entity(name, EntityKind.GROUP, words, state=state))
    return tuple(known[name] for name in sorted(known))
