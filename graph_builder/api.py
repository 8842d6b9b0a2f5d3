"""The library's face: `import graph_builder as gb; kg = gb.build(["seeds"]); kg.query("disputed")`.

A `Graph` holds what one run found; every method returns something that other libraries take up.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.builder import build as run_build
from graph_builder.errors import ConfigurationError
from graph_builder.export import exporters
from graph_builder.export.dyad_tables import dyad_columns, dyad_rows
from graph_builder.export.dyads import Choice, Level, Period, dyads
from graph_builder.export.facts_table import COLUMNS, rows
from graph_builder.export.network import to_network
from graph_builder.files import make_folder
from graph_builder.graph.assemble import assemble
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.model import Article, Entity, Fact, KnowledgeGraph, Status
from graph_builder.query.explain import Explanation, explain
from graph_builder.query.named import named_query, read_query
from graph_builder.query.opening import open_store
from graph_builder.query.sparql import Answer, ask
from graph_builder.report import BuildReport
from graph_builder.settings import DEFAULT_FORMATS, Settings
from graph_builder.transaction import write_files

if TYPE_CHECKING:
    import pandas as pd

PathName = str | PathLike[str]


class Graph:
    """A knowledge graph: its facts and actors, its RDF dataset, and ways into other tools.

    Attributes:
        report: how the run went; None for a graph that was loaded.
    """

    def __init__(self, knowledge: KnowledgeGraph, report: BuildReport | None = None) -> None:
        self._knowledge = knowledge
        self.report = report

    def __repr__(self) -> str:
        return f"<Graph of {len(self.articles)} articles, {len(self.facts)} facts, {len(self.entities)} entities>"

    @property
    def articles(self) -> tuple[Article, ...]:
        """Articles, sorted by id."""
        return self._knowledge.articles

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Facts, sorted by article and offset."""
        return self._knowledge.facts

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
        return _frame(COLUMNS, rows(self._knowledge))

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
        return _frame((name for name, _ in dyad_columns()), dyad_rows(dyads(self._knowledge, choice)))

    def query(self, question: str, *, max_rows: int = 10_000, seconds: float = 60.0, **parameters: str) -> Answer:
        """Ask a question, by the name of one that ships or in SPARQL.

        Args:
            question: a name such as "disputed" (see `graph_builder.named_queries()`), or the text of a query.
            max_rows: rows beyond are dropped, and `truncated` says so.
            seconds: the longest time to wait.
            parameters: values of the question's parameters, e.g. `state="PRK"`.

        Raises:
            ConfigurationError: there is no such question, a parameter is wrong, or the text is no SPARQL query.
            GraphError: the time is over.
        """
        by_name = question.replace("-", "").replace("_", "").isalnum()
        query = named_query(question) if by_name else read_query("query", question)
        return ask(self._store, query, parameters, max_rows=max_rows, seconds=seconds)

    def explain(self, fact_id: str) -> Explanation:
        """Tell everything that led to one fact: its sentence, rule, cue, speaker, and how each actor was resolved.

        Raises:
            GraphError: there is no such fact.
        """
        return explain(self.dataset, fact_id)

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


def build(
    paths: PathName | Iterable[PathName],
    *,
    model: str = "",
    published: str = "",
    publisher: str = "",
    jobs: int = 1,
    aliases: PathName | None = None,
) -> Graph:
    """Read articles and build their graph; nothing is written.

    Args:
        paths: files or folders: text, HTML, JSON Lines.
        model: another spaCy pipeline for Spanish, by name or path; "" is the bundled one.
        published: ISO date of articles that do not give their own.
        publisher: publisher of articles that do not give their own.
        jobs: processes; the result does not depend on it.
        aliases: your aliases.tsv or forbidden.tsv, or the folder that holds them.

    Returns:
        The graph; inputs that could not be read are listed in `report.skipped`.

    Raises:
        ConfigurationError: an option or the pipeline cannot be used.
    """
    given: Iterable[PathName] = [paths] if isinstance(paths, str | PathLike) else paths
    inputs = tuple(fspath(path) for path in given)
    settings = Settings(
        inputs=inputs,
        out=Path(),
        model=model,
        published=published,
        publisher=publisher,
        jobs=jobs,
        dry_run=True,
        aliases=Path(aliases) if aliases is not None else None,
    )
    built = run_build(settings)
    return Graph(built.graph, built.report)


def load(folder: PathName) -> Graph:
    """Load a graph that `Graph.save`, `graph-builder build` or `--store` wrote.

    Raises:
        GraphError: the folder holds none.
    """
    return Graph(read_snapshot(Path(folder)))


def _frame(columns: Iterable[str], table: Iterable[tuple[object, ...]]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError as error:
        raise ConfigurationError("pandas is not installed; pip install pandas") from error
    return pd.DataFrame(list(table), columns=list(columns))
