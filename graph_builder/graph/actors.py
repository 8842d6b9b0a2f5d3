"""The triples that describe entities, links and articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import URIRef

from graph_builder.graph import identifiers as name
from graph_builder.graph import literals as literal
from graph_builder.graph.claims import Triple, type_
from graph_builder.graph.identifiers import AL, OWL, PROV, RDFS, SCHEMA, SKOS, WD
from graph_builder.model import Article, Entity, EntityKind, Link

KIND: Mapping[EntityKind, URIRef] = {
    EntityKind.COUNTRY: SCHEMA.Country,
    EntityKind.ORGANIZATION: SCHEMA.Organization,
    EntityKind.PERSON: SCHEMA.Person,
    EntityKind.GROUP: AL.Group,
    EntityKind.AGREEMENT: AL.Agreement,
    EntityKind.GATHERING: AL.Gathering,
}


def entity_triples(entity: Entity, countries: Mapping[str, str]) -> Iterator[Triple]:
    """Labels, codes and identities of one actor, agreement or gathering.

    Args:
        entity: the actor.
        countries: id of the country entity by ISO 3166-1 alpha-3 code.
    """
    node = name.entity_iri(entity.id)
    yield node, type_, KIND[entity.kind]
    yield node, RDFS.label, literal.words(entity.label, "es")
    if entity.label_en:
        yield node, RDFS.label, literal.words(entity.label_en, "en")
    for alias in sorted(set(entity.aliases) - {entity.label}):
        yield node, SKOS.altLabel, literal.words(alias, "es")
    if entity.wikidata:
        yield node, OWL.sameAs, URIRef(WD + entity.wikidata)
    if entity.state and entity.kind is EntityKind.COUNTRY:
        yield node, AL.iso3166Alpha3, literal.plain(entity.state)
    elif entity.state:
        country = name.entity_iri(countries.get(entity.state, entity.state))
        yield node, AL.ofState, country
        yield country, type_, SCHEMA.Country
        yield country, AL.iso3166Alpha3, literal.plain(entity.state)


def link_triples(link: Link) -> Iterator[Triple]:
    """Which actors a mention refers to, by which rule and why."""
    node = name.mention_iri(link.mention.article, link.mention.span)
    for entity_id in sorted(set(link.entities)):
        yield node, AL.refersTo, name.entity_iri(entity_id)
    yield node, AL.linkRule, literal.plain(link.rule)
    yield node, AL.linkScore, literal.score(link.score)
    if link.reason:
        yield node, AL.linkReason, literal.words(link.reason, "es")


def article_triples(article: Article) -> Iterator[Triple]:
    """What is known about an article; its text stays outside, only its digest and length are told."""
    node = name.article_iri(article.id)
    yield node, type_, SCHEMA.NewsArticle
    yield node, SCHEMA.identifier, literal.plain(article.id)
    yield node, SCHEMA.inLanguage, literal.plain(article.language)
    yield node, AL.sha256, literal.plain(article.sha256)
    yield node, AL.textLength, literal.whole(len(article.text))
    if article.title:
        yield node, SCHEMA.headline, literal.words(article.title, article.language)
    if article.published:
        yield node, SCHEMA.datePublished, literal.when(article.published)
    if article.url:
        yield node, SCHEMA.url, literal.address(article.url)
    if article.publisher:
        publisher = name.publisher_iri(article.publisher)
        yield node, SCHEMA.publisher, publisher
        yield publisher, type_, SCHEMA.Organization
        yield publisher, type_, PROV.Agent
        yield publisher, RDFS.label, literal.words(article.publisher, article.language)
