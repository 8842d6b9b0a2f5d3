"""FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and the tools of OpenSanctions.

States are public bodies, for they act; treaties are documents, summits events. A fact between two is an `UnknownLink`
whose role names the relation and, in brackets, what it is not: denied, planned, hedged, hypothetical. A fact with one
participant is an `Event`. Each names its article as proof. The format: followthemoney.tech (schema), MIT licence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from rdflib import Dataset

from graph_builder.export.participants import participants
from graph_builder.graph.identifiers import local_name
from graph_builder.model import Article, Entity, EntityKind, Fact, KnowledgeGraph, Polarity, Status
from graph_builder.vocabulary.codes import StateCodes, state_codes

_SCHEMATA: Mapping[EntityKind, str] = {
    EntityKind.COUNTRY: "PublicBody",
    EntityKind.ORGANIZATION: "Organization",
    EntityKind.PERSON: "Person",
    EntityKind.GROUP: "LegalEntity",
    EntityKind.AGREEMENT: "Document",
    EntityKind.GATHERING: "Event",
}
_LONGEST = dict.fromkeys(("name", "alias"), 384) | dict.fromkeys(("title", "role", "location", "publisher"), 1024)
_TEXT = 65_000  # the most characters of the schema's types: name, string, text
_INVOLVED = frozenset({EntityKind.COUNTRY, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.GROUP})


def to_followthemoney(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Return entities as JSON Lines: actors, articles, then facts, each sorted.

    Args:
        graph: whose actors, articles and facts are written.
        dataset: not read; all exporters share one signature.
    """
    lines = (json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in _entities(graph))
    return "".join(f"{line}\n" for line in lines).encode()


def _entities(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    actors = {entity.id: entity for entity in participants(graph)}
    articles = {article.id: article for article in graph.articles}
    yield from map(_actor, actors.values())
    for name in sorted(articles.keys() | {fact.article for fact in graph.facts}):
        yield _article(articles.get(name) or Article(name, ""))
    for fact in sorted(graph.facts):
        article = articles.get(fact.article) or Article(fact.article, "")
        if fact.subject_id and fact.object_id:
            yield _link(fact, article)
        elif fact.subject_id or fact.object_id:
            yield _event(fact, article, actors[fact.subject_id or fact.object_id])


def _entity(key: str, schema: str, **properties: str | tuple[str, ...]) -> dict[str, object]:
    """One entity; empty values are left out."""
    values = {name: [value] if isinstance(value, str) else list(value) for name, value in properties.items()}
    filled = {name: [one[: _LONGEST.get(name, _TEXT)] for one in found if one] for name, found in values.items()}
    return {"id": key, "schema": schema, "properties": {name: found for name, found in filled.items() if found}}


def _actor(entity: Entity) -> dict[str, object]:
    country = state_codes().get(entity.state, StateCodes()).iso2.lower()
    aliases = tuple(sorted({*entity.aliases, entity.label_en} - {entity.label}))
    return _entity(
        local_name(entity.id),
        _SCHEMATA[entity.kind],
        name=entity.label or entity.id,
        alias=aliases,
        country=country,
        wikidataId=entity.wikidata,
    )


def _article(article: Article) -> dict[str, object]:
    return _entity(
        _article_key(article.id),
        "Article",
        title=article.title or article.id,
        publishedAt=article.published,
        publisher=article.publisher,
        sourceUrl=article.url,
    )


def _link(fact: Fact, article: Article) -> dict[str, object]:
    return _entity(
        local_name(fact.id),
        "UnknownLink",
        subject=local_name(fact.subject_id),
        object=local_name(fact.object_id),
        role=_role(fact),
        **_told(fact, article),
    )


def _event(fact: Fact, article: Article, actor: Entity) -> dict[str, object]:
    return _entity(
        local_name(fact.id),
        "Event",
        name=f"{_role(fact)}: {actor.label}",
        involved=local_name(actor.id) if actor.kind in _INVOLVED else "",
        location=fact.place,
        **_told(fact, article),
    )


def _told(fact: Fact, article: Article) -> dict[str, str]:
    """What the article says, in its own words, and when; the date as precisely as it is told."""
    speaker = f" ({fact.attributed_to})" if fact.attributed_to else ""
    return {
        "summary": f"{fact.evidence}{speaker}",
        "date": fact.date,
        "proof": _article_key(fact.article),
        "publisher": article.publisher,
        "sourceUrl": article.url,
    }


def _role(fact: Fact) -> str:
    said = "/".join(dict.fromkeys(filter(None, (fact.relation, fact.event_type))))
    limits = ["denied"] if fact.polarity is Polarity.NEG else []
    limits += [fact.status.value] if fact.status is not Status.FACT else []
    return f"{said} ({', '.join(limits)})" if limits else said


def _article_key(article: str) -> str:
    return f"art-{local_name(article)}"
