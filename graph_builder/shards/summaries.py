"""What articles tell to the others of a run, as bytes; the same summaries give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pydantic import TypeAdapter

from graph_builder.model import Entity
from graph_builder.resolve.cross_document import ArticleSummary


@dataclass(frozen=True, slots=True)
class _Written:
    """A summary in the types that JSON has, its sets sorted."""

    article: str
    published: str
    new: dict[str, Entity]
    linked: tuple[str, ...]
    offices: dict[str, tuple[str, ...]]
    abbreviations: dict[str, Entity]
    votes: tuple[tuple[str, str, int], ...]  # name, kind of name, times


def summaries_to_bytes(summaries: Iterable[ArticleSummary]) -> bytes:
    """Return summaries as JSON."""
    return _adapter().dump_json([*map(_written, summaries)], exclude_defaults=True)


def summaries_from_bytes(content: bytes) -> list[ArticleSummary]:
    """Return the summaries that `summaries_to_bytes` wrote."""
    return [*map(_read, _adapter().validate_json(content or b"[]"))]


def _written(summary: ArticleSummary) -> _Written:
    return _Written(
        article=summary.article,
        published=summary.published,
        new=dict(summary.new),
        linked=tuple(sorted(summary.linked)),
        offices={key: tuple(sorted(held)) for key, held in summary.offices.items() if held},
        abbreviations=dict(summary.abbreviations),
        votes=tuple((name, label, times) for (name, label), times in summary.votes.items()),
    )


def _read(written: _Written) -> ArticleSummary:
    return ArticleSummary(
        article=written.article,
        new=written.new,
        linked=frozenset(written.linked),
        offices={key: frozenset(held) for key, held in written.offices.items()},
        abbreviations=written.abbreviations,
        votes={(name, label): times for name, label, times in written.votes},
        published=written.published,
    )


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[list[_Written]]:
    return TypeAdapter(list[_Written])
