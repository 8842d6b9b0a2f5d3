"""A knowledge graph in memory: its facts and actors, its RDF dataset, and ways into other tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.api.facts import Facts
from graph_builder.api.given import PathName
from graph_builder.export import exporters
from graph_builder.export.networks.network import to_network
from graph_builder.export.tables.dyad_tables import dyad_columns, dyad_rows
from graph_builder.export.tables.dyads import Choice, Level, Period, dyads
from graph_builder.files import make_folder
from graph_builder.graph.assemble import assemble
from graph_builder.judge import expected_precision, shown_from
from graph_builder.model import Article, Entity, Fact, KnowledgeGraph, Status
from graph_builder.query.comparison import Comparison, compare
from graph_builder.query.explain import Explanation, explain
from graph_builder.query.named import named_query, read_query
from graph_builder.query.opening import open_store
from graph_builder.query.search import search
from graph_builder.query.sparql import Answer, ask
from graph_builder.query.statistics import Statistics, statistics
from graph_builder.query.terms import Spelling
from graph_builder.report import BuildReport
from graph_builder.settings import DEFAULT_FORMATS
from graph_builder.tabular import to_pandas
from graph_builder.transaction import write_files

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Graph:
    """A knowledge graph; its length is the number of its facts, and it iterates over them.

    Attributes:
        report: how the run went; None for a graph that was loaded.
    """

    def __init__(self, knowledge: KnowledgeGraph, report: BuildReport | None = None) -> None:
        self._knowledge = knowledge
        self.report = report

    def __repr__(self) -> str:
        return f"<Graph of {len(self.articles)} articles, {len(self)} facts, {len(self.entities)} entities>"

    def _repr_html_(self) -> str:
        return f"<p>{repr(self)[1:-1]}</p>{self.facts._repr_html_()}"

    def __len__(self) -> int:
        return len(self._knowledge.facts)

    def __bool__(self) -> bool:
        """A graph without facts is one too."""
        return True

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._knowledge.facts)

    @property
    def articles(self) -> tuple[Article, ...]:
        """Articles, sorted by id."""
        return self._knowledge.articles

    @cached_property
    def facts(self) -> Facts:
        """Facts, sorted by article and offset; `facts.query(state="Rusia")` narrows them."""
        return Facts(self._knowledge)

    @property
    def held_back(self) -> tuple[Fact, ...]:
        """Facts that are not probable enough to be shown; `at` shows them."""
        return self._knowledge.held_back

    @property
    def expected_precision(self) -> float:
        """The share of `facts` that is right by their probabilities: the mean of `confidence`."""
        return expected_precision(self.facts)

    def at(self, min_confidence: float) -> Graph:
        """Return the graph of the facts that have at least a probability: `kg.at(0.9)`, or `kg.at(0)` for all."""
        return Graph(shown_from(self._knowledge, min_confidence), self.report)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Actors, agreements and gatherings, sorted by id."""
        return self._knowledge.entities

    @cached_property
    def dataset(self) -> Dataset:
        """The RDF dataset: one named graph per article, and those of resolution, consensus, vocabulary and run."""
        return assemble(self._knowledge)

    @cached_property
    def _store(self) -> ox.Store:
        return open_store(self.dataset)

    def to_networkx(self) -> nx.MultiDiGraph:
        """Actors as nodes, each fact between two as an edge keyed by its id; a node tells of facts it has alone."""
        return to_network(self._knowledge)

    def to_pandas(self) -> pd.DataFrame:
        """The facts table, one row a fact, the columns of facts.csv.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        return self.facts.to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """The same as a Polars table.

        Raises:
            ConfigurationError: Polars is not installed.
        """
        return self.facts.to_polars()

    def dyads(
        self,
        by: str = "",
        level: str = "state",
        *,
        directed: bool = False,
        statuses: Iterable[str] = tuple(Status),
        min_confidence: float = 0.0,
        reported: bool = False,
    ) -> pd.DataFrame:
        """Count what is told between each two states, one row a pair (and period); the columns are in docs/dyads.md.

        Args:
            by: "month" or "year" for a row a pair and period, by the events' dates.
            level: "state", where whoever acts for a state counts for it, or "actor".
            directed: a row for each direction: who acts (`a`), towards whom (`b`).
            statuses: only facts of these statuses count.
            min_confidence: only facts at least as sure count.
            reported: events without a date count in the period in which their article was published.

        Raises:
            ConfigurationError: pandas is not installed.
            ValueError: an unknown period, level or status.
        """
        statuses_ = frozenset(map(Status, statuses))
        choice = Choice(Level(level), Period(by), directed, statuses_, min_confidence, reported)
        return to_pandas([name for name, _ in dyad_columns()], dyad_rows(dyads(self._knowledge, choice)))

    @property
    def stats(self) -> Statistics:
        """Numbers: facts by relation, status and year, actors, pairs of states."""
        return statistics(self._knowledge)

    def query(
        self,
        question: str,
        *,
        max_rows: int = 10_000,
        seconds: float = 60.0,
        terms: str = Spelling.SHORT,
        **parameters: str,
    ) -> Answer:
        """Ask a question, by the name of one that ships or in SPARQL.

        Args:
            question: a name such as "disputed" (see `graph_builder.named_queries()`), or the text of a query.
            max_rows: rows beyond are dropped, and `truncated` says so.
            seconds: the longest time to wait.
            terms: how IRIs are written: "short" (id:PRK), "iri", or "label" (Corea del Norte).
            parameters: values of the question's parameters, e.g. `state="PRK"`; actors by id or by name.

        Raises:
            ConfigurationError: there is no such question, a parameter is wrong, or the text is no SPARQL query.
            GraphError: the time is over.
        """
        by_name = question.replace("-", "").replace("_", "").isalnum()
        query = named_query(question) if by_name else read_query("query", question)
        spelling = Spelling(terms)
        return ask(self._store, query, parameters, max_rows=max_rows, seconds=seconds, spelling=spelling)

    def search(self, text: str) -> Facts:
        """Find facts whose sentence, actors, speaker, place or theme have all words of a text, in any case."""
        return Facts(self._knowledge, search(self._knowledge, text).facts)

    def diff(self, new: Graph) -> Comparison:
        """Compare with a newer graph: the facts that it has won, lost and changed."""
        return compare(self._knowledge, new._knowledge)

    def explain(self, fact: str | Fact) -> Explanation:
        """Tell everything that led to one fact: its sentence, rule, cue, speaker, and how each actor was resolved.

        Args:
            fact: the fact, or its id.

        Raises:
            GraphError: there is no such fact.
        """
        return explain(self.dataset, fact if isinstance(fact, str) else fact.id)

    def save(self, folder: PathName, formats: Iterable[str] = DEFAULT_FORMATS) -> tuple[Path, ...]:
        """Write the graph into a folder, made where missing; `load` reads it again.

        Args:
            folder: where to.
            formats: names of `graph_builder.EXPORTERS`; the one that `load` reads is always written.

        Raises:
            ConfigurationError: a format is unknown, or the folder cannot be written.
        """
        chosen = exporters(dict.fromkeys((*formats, "kg")))
        target = Path(folder)
        make_folder(target, "folder")
        files = {target / e.file_name: e.export(self._knowledge, self.dataset) for e in chosen}
        write_files(files)
        return tuple(files)
