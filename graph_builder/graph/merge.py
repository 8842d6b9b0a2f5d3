"""Two knowledge graphs enter, one leaves: new articles come in, changed ones replace, removed ones go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph_builder.model import Entity, KnowledgeGraph


def merge(old: KnowledgeGraph, new: KnowledgeGraph) -> KnowledgeGraph:
    """The old graph with the articles of the new one in place of its own of the same id; the new run counts."""
    rest = without(old, [article.id for article in new.articles])
    entities = {entity.id: entity for entity in rest.entities}
    for entity in new.entities:
        entities[entity.id] = _fuller(entities.get(entity.id), entity)
    return KnowledgeGraph(
        articles=tuple(sorted((*rest.articles, *new.articles), key=lambda article: article.id)),
        entities=tuple(entities[key] for key in sorted(entities)),
        links=tuple(sorted((*rest.links, *new.links), key=lambda link: link.mention)),
        facts=tuple(sorted((*rest.facts, *new.facts))),
        run=new.run,
    )


def without(graph: KnowledgeGraph, articles: Iterable[str]) -> KnowledgeGraph:
    """The graph without some articles: their facts and links go, and actors that nobody else mentions."""
    gone = set(articles)
    links = tuple(link for link in graph.links if link.mention.article not in gone)
    by_id = {entity.id: entity for entity in graph.entities}
    used = {identifier for link in links for identifier in link.entities}
    used |= {by_id[identifier].state for identifier in used if identifier in by_id}
    return replace(
        graph,
        articles=tuple(article for article in graph.articles if article.id not in gone),
        entities=tuple(entity for entity in graph.entities if entity.id in used),
        links=links,
        facts=tuple(fact for fact in graph.facts if fact.article not in gone),
    )


def _fuller(known: Entity | None, entity: Entity) -> Entity:
    return replace(entity, state=entity.state or known.state) if known is not None else entity
