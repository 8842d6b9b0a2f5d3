"""The facts of a graph as a sequence that can be narrowed: `kg.facts.query(state="Rusia", relation="AID")`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, SupportsIndex, overload

from graph_builder.export.tables.facts_table import COLUMNS, rows
from graph_builder.model import Fact, KnowledgeGraph
from graph_builder.query.selection import Wanted, selected
from graph_builder.tabular import to_html, to_pandas, to_polars

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_SHOWN = ("article", "date", "relation", "subject", "object", "polarity", "status", "attributed_to", "evidence")


class Facts(tuple[Fact, ...]):
    """Facts of one graph, sorted by article and offset: a tuple with ways to narrow it and to write it as a table."""

    _graph: KnowledgeGraph

    def __new__(cls, graph: KnowledgeGraph, facts: Iterable[Fact] | None = None) -> Facts:
        """Hold the facts given, or all of the graph."""
        self = super().__new__(cls, graph.facts if facts is None else facts)
        self._graph = graph
        return self

    @overload
    def __getitem__(self, place: SupportsIndex) -> Fact: ...
    @overload
    def __getitem__(self, place: slice) -> Facts: ...
    def __getitem__(self, place: SupportsIndex | slice) -> Fact | Facts:
        """One fact, or several as `Facts`."""
        found = super().__getitem__(place)
        return found if isinstance(found, Fact) else Facts(self._graph, found)

    def __getnewargs__(self) -> tuple[KnowledgeGraph, tuple[Fact, ...]]:
        """What a copy is made of, in this process or another."""
        return self._graph, tuple(self)

    def __repr__(self) -> str:
        return f"<{len(self)} facts of {len({fact.article for fact in self})} articles>"

    def query(
        self,
        *,
        state: str = "",
        other: str = "",
        actor: str = "",
        speaker: str = "",
        relation: str | Iterable[str] = (),
        status: str | Iterable[str] = (),
        polarity: str = "",
        since: str = "",
        until: str = "",
        article: str = "",
        min_confidence: float = 0.0,
    ) -> Facts:
        """Narrow the facts; all conditions that are given must hold.

        Args:
            state: takes part itself, or by somebody who belongs to it; by code or name ("PRK", "Corea del Norte").
            other: a second state, for the facts between the two.
            actor: takes part itself; by id or name.
            speaker: says it; by id or name.
            relation: one relation or several, in any case: "AID", ["consult", "cooperate"].
            status: one or several of fact, hedged, planned, hypothetical.
            polarity: pos or neg.
            since: ISO date, as precise as you like: "2024-06". A fact's date is that of its event; where the text gives
                none, that of its article. What may have been then is kept: an event of 2024 is one of June 2024 too.
            until: the same, included.
            article: id of the article.
            min_confidence: facts less certain are left out.

        Raises:
            ConfigurationError: there is no such name, relation, status, polarity or date; the message names the
                nearest.

        Example:
            >>> kg.facts.query(state="Rusia", relation="AID", since="2024", min_confidence=0.6)  # doctest: +SKIP
            <3 facts of 2 articles>
        """
        wanted = Wanted(
            state=state,
            other=other,
            actor=actor,
            speaker=speaker,
            relations=(relation,) if isinstance(relation, str) and relation else tuple(relation),
            statuses=(status,) if isinstance(status, str) and status else tuple(status),
            polarity=polarity,
            since=since,
            until=until,
            article=article,
            min_confidence=min_confidence,
        )
        return Facts(self._graph, selected(self._graph, self, wanted))

    def to_pandas(self) -> pd.DataFrame:
        """Return the facts as a pandas table with the columns of facts.csv.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        return to_pandas(COLUMNS, self._rows())

    def to_polars(self) -> pl.DataFrame:
        """Return the facts as a Polars table with the columns of facts.csv.

        Raises:
            ConfigurationError: Polars is not installed.
        """
        return to_polars(COLUMNS, self._rows())

    def _repr_html_(self) -> str:
        return to_html(_SHOWN, [[getattr(fact, name) for name in _SHOWN] for fact in self], repr(self)[1:-1])

    def _rows(self) -> Iterable[tuple[object, ...]]:
        return rows(replace(self._graph, facts=tuple(self)))
