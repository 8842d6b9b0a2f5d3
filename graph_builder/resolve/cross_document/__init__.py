"""What only all articles of a run together tell: cross-document coreference of the actors that no list holds.

Each pass learns a table from what all articles tell, and the table then says of one article alone what its actors are:
so articles need not be in memory together (`resolve.out_of_core` learns the same tables from files).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_builder.resolve.cross_document.article_actors import ArticleActors
from graph_builder.resolve.cross_document.cluster import one_entity_for_each_cluster
from graph_builder.resolve.cross_document.knowledge import PERIODS, Knowledge
from graph_builder.resolve.cross_document.names_of_run import (
    full_names_of_abbreviations,
    kinds_of_most_articles,
    longer_names_of_persons,
)
from graph_builder.resolve.cross_document.summary import ArticleSummary, Renaming
from graph_builder.resolve.cross_document.tables import (
    CrossDocumentPass,
    Table,
    Tables,
)

__all__ = [
    "CROSS_DOCUMENT_PASSES",
    "PERIODS",
    "ArticleActors",
    "ArticleSummary",
    "Knowledge",
    "Tables",
    "apply",
    "learn",
    "renamings",
    "resolve_together",
]

CROSS_DOCUMENT_PASSES: tuple[CrossDocumentPass, ...] = (
    kinds_of_most_articles,  # "Zacatecas" is often a place's name, so it is no person
    full_names_of_abbreviations,  # "UAZ" is the university that another article calls "... (UAZ)"
    longer_names_of_persons,  # "Claudia Anaya" is the "Claudia Anaya Mota" of other articles
    one_entity_for_each_cluster,  # "Ígor Guirkin" and "Igor Girkin" are one, two men named "Juan Pérez" are two
)


def learn(summaries: Iterable[ArticleSummary], knowledge: Knowledge) -> Tables:
    """Return what all articles together tell of the actors of each; their order makes no difference."""
    found: Sequence[ArticleSummary] = list(summaries)
    tables: list[Table] = []
    for learn_table in CROSS_DOCUMENT_PASSES:
        table = learn_table(found, knowledge)
        tables.append(table)
        found = [summary.renamed(table.renaming(summary, knowledge), knowledge.known) for summary in found]
    return Tables(tuple(tables))


def renamings(summary: ArticleSummary, tables: Tables, knowledge: Knowledge) -> tuple[Renaming, ...]:
    """Return for each pass what it finds an article's actors to be, after the passes before it."""
    found = []
    for table in tables.passes:
        found.append(table.renaming(summary, knowledge))
        summary = summary.renamed(found[-1], knowledge.known)
    return tuple(found)


def apply(article: ArticleActors, tables: Tables, knowledge: Knowledge) -> ArticleActors:
    """Return an article's actors as all articles together know them."""
    for table in tables.passes:
        article = article.renamed(table.renaming(article.summary, knowledge), knowledge.known)
    return article


def resolve_together(articles: Iterable[ArticleActors], knowledge: Knowledge) -> list[ArticleActors]:
    """Return the articles with the actors that they have in common; their order makes no difference."""
    found = list(articles)
    tables = learn((article.summary for article in found), knowledge)
    return [apply(article, tables, knowledge) for article in found]
