"""What only all articles of a run together tell: cross-document coreference of the actors that no list holds."""

from __future__ import annotations

from collections.abc import Iterable

from graph_builder.resolve.cross_document.article_actors import ArticleActors, CrossDocumentPass, Knowledge
from graph_builder.resolve.cross_document.cluster import one_entity_for_each_cluster
from graph_builder.resolve.cross_document.names_of_run import (
    full_names_of_abbreviations,
    kinds_of_most_articles,
    longer_names_of_persons,
)

CROSS_DOCUMENT_PASSES: tuple[CrossDocumentPass, ...] = (
    kinds_of_most_articles,  # "Zacatecas" is often a place's name, so it is no person
    full_names_of_abbreviations,  # "UAZ" is the university that another article calls "... (UAZ)"
    longer_names_of_persons,  # "Claudia Anaya" is the "Claudia Anaya Mota" of other articles
    one_entity_for_each_cluster,  # "Ígor Guirkin" and "Igor Girkin" are one, two men named "Juan Pérez" are two
)


def resolve_together(articles: Iterable[ArticleActors], knowledge: Knowledge) -> list[ArticleActors]:
    """Return the articles with the actors that they have in common; their order makes no difference."""
    found = list(articles)
    for learn in CROSS_DOCUMENT_PASSES:
        renaming = learn(found, knowledge)
        found = [article.renamed(renaming(article), knowledge.known) for article in found]
    return found
