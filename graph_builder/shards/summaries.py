"""What an article tells to the others of a run: the names in it that no list holds, and whom it speaks of beside them.

It is all that resolution across articles reads of an article; it has no text and no mentions.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from pydantic import TypeAdapter

from graph_builder.model import Article, Entity, Link, Mention, MentionKind, Span
from graph_builder.resolve.cross_document.article_actors import ArticleActors


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
            new=dict(actors.new),
            linked=tuple(sorted({identifier for link in actors.links.values() for identifier in link.entities})),
            offices={key: tuple(sorted(held)) for key, held in actors.offices.items() if held},
            abbreviations=dict(actors.abbreviations),
            votes=tuple((name, label, times) for (name, label), times in actors.votes.items()),
        )

    def actors(self) -> ArticleActors:
        """Return the article's actors, linked from one place."""
        nowhere = Mention(self.article, Span(0, 0), "", MentionKind.IMPLICIT, 0)
        return ArticleActors(
            article=self.article,
            links={nowhere: Link(nowhere, self.linked, "", 1.0)} if self.linked else {},
            new=self.new,
            offices={key: frozenset(self.offices.get(key, ())) for key in self.new},
            abbreviations=self.abbreviations,
            votes=Counter({(name, label): times for name, label, times in self.votes}),
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
