"""The links of a run by mention: found by article first, as mentions of many articles stand at one place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from graph_builder.model import Link, Mention


class Links(Mapping[Mention, Link]):
    """The links of a run by mention, kept by article, as the hash of a mention does not tell articles apart.

    Args:
        by_article: article's id -> its links by mention.
    """

    __slots__ = ("_by_article",)

    def __init__(self, by_article: Mapping[str, Mapping[Mention, Link]]) -> None:
        self._by_article = by_article

    def __getitem__(self, mention: Mention) -> Link:
        return self._by_article[mention.article][mention]

    def __iter__(self) -> Iterator[Mention]:
        return chain.from_iterable(self._by_article.values())

    def __len__(self) -> int:
        return sum(map(len, self._by_article.values()))
