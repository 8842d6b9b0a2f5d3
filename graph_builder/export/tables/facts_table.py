"""Rows, column names and types of the facts table: the contract of `facts.csv`.

Scorers and users read these columns, so that they never change silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graph_builder.model import Article, Fact, KnowledgeGraph

Cell = str | int | float

COLUMN_TYPES: Mapping[str, type[str] | type[int] | type[float]] = MappingProxyType(
    {
        "id": str,
        "article": str,
        "sentence": int,
        "start": int,
        "end": int,
        "evidence": str,
        "relation": str,
        "event_type": str,
        "subject": str,
        "subject_id": str,
        "subject_state": str,
        "object": str,
        "object_id": str,
        "object_state": str,
        "polarity": str,
        "status": str,
        "attributed_to": str,
        "attributed_to_id": str,
        "date": str,
        "date_precision": str,
        "place": str,
        "theme": str,
        "cue": str,
        "confidence": float,
        "rule": str,
        "times": int,
        "implied": str,
        "reported": str,
        "title": str,
        "published": str,
        "publisher": str,
        "url": str,
        "sentence_text": str,
    }
)
COLUMNS: tuple[str, ...] = tuple(COLUMN_TYPES)
DATES = frozenset({"date", "reported", "published"})  # ISO 8601, as precise as the text is
_OF_ARTICLE = ("title", "published", "publisher", "url")


def rows(graph: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    """One row a fact, in the order of `COLUMNS`, sorted by article and offset."""
    articles = {article.id: article for article in graph.articles}
    for fact in sorted(graph.facts):
        article = articles.get(fact.article) or Article(fact.article, "")
        yield tuple(_cell(fact, article, column) for column in COLUMNS)


def _cell(fact: Fact, article: Article, column: str) -> Cell:
    if column == "reported":
        return "" if fact.date else article.published
    if column == "sentence_text":
        return fact.sentence_span.of(article.text).strip() or fact.evidence
    value = getattr(article if column in _OF_ARTICLE else fact, column)
    if isinstance(value, float):
        return round(value, 2)
    return value if isinstance(value, int) else str(value)
