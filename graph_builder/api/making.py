"""Graphs from articles, and from what was written before: `gb.build`, `gb.load`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from graph_builder.api.given import PathName, Source, told_apart
from graph_builder.api.graph import Graph
from graph_builder.builder import build as run_build
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.settings import Settings


def build(
    sources: Source | Iterable[Source],
    *,
    model: str = "",
    published: str = "",
    publisher: str = "",
    jobs: int = 1,
    aliases: PathName | None = None,
    columns: Mapping[str, str] | None = None,
    reviews: PathName | None = None,
    fetch: bool = False,
    min_confidence: float | None = None,
) -> Graph:
    """Read articles and build their graph; nothing is written.

    Args:
        sources: one or several: files or folders, texts, mappings with a `text`, `Article`s, a pandas or Polars table
            of one article a row.
        model: another spaCy pipeline for Spanish, by name or path; "" is the bundled one.
        published: ISO date of articles that do not give their own.
        publisher: publisher of articles that do not give their own.
        jobs: processes; the result does not depend on it.
        aliases: your aliases.tsv or forbidden.tsv, or the folder that holds them.
        columns: names of a table's columns that are not guessed: `{"text": "cuerpo_nota"}`.
        reviews: judged facts, from `graph-builder review --import`.
        fetch: whether sources that are http(s) addresses are fetched.
        min_confidence: facts less probable are held back, 0 keeps all; None is the judge's own threshold.

    Returns:
        The graph; inputs that could not be read are listed in `report.skipped`.

    Raises:
        ConfigurationError: a file does not exist, nothing can be read, or an option or the pipeline cannot be used.

    Example:
        >>> kg = build("Rusia acusó a Ucrania de violar la tregua.")  # doctest: +SKIP
        >>> kg.facts[0].relation  # doctest: +SKIP
        'ACCUSE'
    """
    inputs, given = told_apart(sources)
    settings = Settings(
        inputs=inputs,
        out=Path(),
        model=model,
        published=published,
        publisher=publisher,
        jobs=jobs,
        dry_run=True,
        aliases=Path(aliases) if aliases is not None else None,
        columns=columns or {},
        fetch=fetch,
        reviews=Path(reviews) if reviews is not None else None,
        min_confidence=min_confidence,
    )
    built = run_build(settings, given=given)
    return Graph(built.graph, built.report)


def load(folder: PathName) -> Graph:
    """Load a graph that `Graph.save`, `graph-builder build` or `--store` wrote.

    Raises:
        GraphError: the folder holds none.
    """
    return Graph(read_snapshot(Path(folder)))
