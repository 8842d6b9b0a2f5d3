"""Build a validated knowledge graph from articles: the whole story on one page.

read -> corpus (parse -> extract -> resolve -> facts -> judge -> assemble + validate, a store's articles too) -> export
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from rdflib import Dataset

from graph_builder.corpus import Progress, make_corpus
from graph_builder.errors import GraphError
from graph_builder.export import exporters
from graph_builder.files import make_folder, shown, unchanged_files
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.judge import expected_precision
from graph_builder.model import KnowledgeGraph
from graph_builder.query.store import Store, aliases_of, holds_store, look_into, open_store
from graph_builder.reader import reader_named
from graph_builder.records.locks import Tell
from graph_builder.report import FILE_NAME as REPORT
from graph_builder.report import BuildReport
from graph_builder.review import FILE_NAME as REVIEWS
from graph_builder.review import put_over
from graph_builder.run import (
    check_settings,
    check_something_was_read,
    counts,
    kept_judgements,
    lines_about_copies,
    published_warning,
    read_inputs,
    tools_for,
)
from graph_builder.selection import selected
from graph_builder.settings import Settings
from graph_builder.sources import Given, Level
from graph_builder.tools import load_tools
from graph_builder.transaction import write_files


@dataclass(frozen=True, slots=True)
class Built:
    """The graph in memory, and the report."""

    graph: KnowledgeGraph
    dataset: Dataset
    report: BuildReport


def build(
    settings: Settings,
    progress: Progress = lambda done, total: None,
    tell: Tell = lambda line: None,
    given: Sequence[Given] = (),
) -> Built:
    """Read articles, make their graph and write it in the formats asked for.

    Args:
        settings: inputs, output folder, options.
        progress: called after each article that is read, and inside long ones.
        tell: gets a line where another process has to be waited for, or a store's articles are read again.
        given: articles that are in no file: texts, mappings, `Article`s.

    Raises:
        ConfigurationError: options, pipeline or output folder cannot be used; nothing has been written.
        GraphError: the store cannot be read or written; it is as it was.
        VocabularyError: data files under ontology/ are wrong.
    """
    started = time.perf_counter()
    check_settings(settings, given)
    tools = tools_for(settings)
    reading = read_inputs(settings, given)
    reading, left_out = selected(settings, reading, tools.vocabulary)
    with _store(settings, tell) as store:
        if store is not None and (line := store.reread(tools.maker)):
            tell(line)
        corpus = make_corpus(tools, reading.articles, store, jobs=settings.jobs, progress=progress)
    check_something_was_read(reading, corpus.failed)
    graph = corpus.graph
    reviewed = put_over(graph, tools.judgements).lines()
    report = BuildReport(
        read=len(reading.articles) - len(corpus.failed) - len(corpus.changes.copies),
        skipped=reading.lines(Level.SKIPPED),
        warnings=(*reading.lines(Level.WARNING), *published_warning(settings)),
        notes=(*reading.lines(Level.NOTE), *left_out, *lines_about_copies(corpus.changes), *reviewed),
        failed=corpus.failed,
        sentences=corpus.sentences,
        statements=corpus.statements,
        facts=len(graph.facts),
        held_back=len(graph.held_back),
        min_confidence=graph.min_confidence,
        expected_precision=expected_precision(graph.facts),
        entities=len(graph.entities),
        violations=corpus.violations,
        rules=counts(fact.rule for fact in graph.facts),
        relations=counts(fact.relation for fact in graph.facts),
        pipeline=tools.pipeline.name,
        missing=tools.pipeline.missing,
        written=(),
        seconds=0.0,
        changes=corpus.changes if settings.store is not None else None,
    )
    return _write(settings, Built(graph, corpus.dataset, report), started)


def remove(folder: Path, articles: Sequence[str], tell: Tell = lambda line: None, wait: float | None = None) -> int:
    """Remove articles from a store: its graph is made again of what is left, as the store was last built.

    Args:
        folder: the store's.
        articles: their ids.
        tell: gets a line where another process has to be waited for.
        wait: seconds to wait for it at most; None waits as long as it takes.

    Returns:
        How many facts are fewer.

    Raises:
        GraphError: there is no store in the folder, or no such article in it; it is as it was.
    """
    before, least, only_with = 0, None, ""
    if not holds_store(folder):
        raise GraphError(f"{folder}: holds no store; make one with graph-builder build --store {folder}")
    with open_store(folder, tell, wait) as store:
        store.check((), articles)
        with suppress(GraphError):  # a graph that is damaged is made anew
            former = read_snapshot(folder)
            before, least, only_with = len(former.facts), former.min_confidence, former.run.only_with
        with aliases_of(folder) as aliases:
            reader = reader_named(store.reader_sha256)
            tools = load_tools(store.model, aliases, least, reader=reader, only_with=only_with)
            tools = replace(tools, judgements=kept_judgements(folder / REVIEWS))
        if line := store.reread(tools.maker):
            tell(line)
        after = len(make_corpus(tools, (), store, articles).graph.facts)
    return max(0, before - after)


def _store(settings: Settings, tell: Tell) -> AbstractContextManager[Store | None]:
    if settings.store is None:
        return nullcontext()
    if settings.dry_run:
        return nullcontext(look_into(settings.store))
    return open_store(settings.store, tell, settings.wait)


def _write(settings: Settings, built: Built, started: float) -> Built:
    """Write all files of the run at once, and remove those of the last run in formats that this one does not write."""
    if settings.dry_run:
        return replace(built, report=replace(built.report, seconds=round(time.perf_counter() - started, 2)))
    chosen = exporters(settings.formats)
    files = {exporter.file_name: exporter.export(built.graph, built.dataset) for exporter in chosen}
    report = replace(
        built.report,
        written=tuple(shown(settings.out / name) for name in (*files, REPORT)),
        seconds=round(time.perf_counter() - started, 2),
    )
    make_folder(settings.out, "--out")
    stale = [name for name in unchanged_files(settings.out, REPORT) if name not in files]
    files[REPORT] = report.to_json({name: sha256(content).hexdigest() for name, content in files.items()}).encode()
    write_files({settings.out / name: content for name, content in files.items()}, [settings.out / n for n in stale])
    return replace(built, report=report)
