"""What a run's articles together tell of the actors of each: a table for each pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.cross_document.summary import ArticleSummary, Renaming


class Table(Protocol):
    """What one pass has learned from all articles."""

    def renaming(self, article: ArticleSummary, knowledge: Knowledge) -> Renaming:
        """Return what actors of one article turn out to be."""


CrossDocumentPass = Callable[[Sequence[ArticleSummary], Knowledge], Table]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of all passes, in their order."""

    passes: tuple[Table, ...]
