"""What an article tells to the others of a run: the names in it that no list holds, and whom it speaks of beside them.

It is all that resolution across articles reads of an article; it has no text and no mentions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pydantic import TypeAdapter

from graph_builder.model import Article, Entity
from graph_builder.resolve.cross_document import ArticleActors, ArticleSummary


@dataclass(frozen=True, slots=True)
class Summary:
    """One article's actors without the places where they are mentioned."""

    article: str
    published: str
    new: dict[str, Entity]  # that no list holds, by id
    linked: tuple[str, ...]  # ids of actors that some mention is linked to, of new and known ones
    offices: dict[str, tuple[str, ...]]
    abbreviations: dict[str, Entity]
    votes: tuple[tuple[str, str, int], ...]  # name, kind of name, times

    @classmethod
    def of(cls, actors: ArticleActors, article: Article) -> Summary:
        """Return what an article's actors tell to others."""
        return cls(
            article=article.id,
            published=article.published,
            new=dict(actors.summary.new),
            linked=tuple(sorted(actors.summary.linked)),
            offices={key: tuple(sorted(held)) for key, held in actors.summary.offices.items() if held},
            abbreviations=dict(actors.summary.abbreviations),
            votes=tuple((name, label, times) for (name, label), times in actors.summary.votes.items()),
        )

    def told(self) -> ArticleSummary:
        """Return the same as resolution reads it."""
        return ArticleSummary(
            article=self.article,
            new=self.new,
            linked=frozenset(self.linked),
            offices={key: frozenset(held) for key, held in self.offices.items()},
            abbreviations=self.abbreviations,
            votes={(name, label): times for name, label, times in self.votes},
            published=self.published,
        )


def summaries_to_bytes(summaries: list[Summary]) -> bytes:
    """Return summaries as JSON."""
    return _adapter().dump_json(summaries, exclude_defaults=True)


def summaries_from_bytes(content: bytes) -> list[Summary]:
    """Return the summaries that `summaries_to_bytes` wrote."""
    return _adapter().validate_json(content or b"[]")


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[list[Summary]]:
    return TypeAdapter(list[Summary])
