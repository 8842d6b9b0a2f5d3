"""Build a validated knowledge graph from articles: the whole story on one page.

read -> corpus (parse -> extract -> resolve -> facts -> judge -> assemble + validate, a store's articles too) -> export
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from rdflib import Dataset

from graph_builder.corpus import Progress, make_corpus
from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.export import exporters
from graph_builder.faults import Failure
from graph_builder.files import check_writable, make_folder, shown, unchanged_files
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.judge import expected_precision
from graph_builder.model import KnowledgeGraph
from graph_builder.query.store import Store, aliases_of, holds_store, look_into, open_store
from graph_builder.records.locks import Tell
from graph_builder.records.plan import Changes, place_of
from graph_builder.report import FILE_NAME as REPORT
from graph_builder.report import BuildReport
from graph_builder.review import FILE_NAME as REVIEWS
from graph_builder.review import Judgement, put_over, read_judgements
from graph_builder.selection import check_selection, name_of_selection, selected
from graph_builder.settings import READERS, WITH_READER, Settings
from graph_builder.sources import (
    Given,
    Level,
    Metadata,
    Reading,
    check_columns,
    check_inputs,
    iso_date,
    read_articles,
)
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
    _check(settings, given)
    learned = settings.reader == WITH_READER
    tools = load_tools(settings.model, settings.aliases, settings.min_confidence, learned=learned)
    tools = replace(tools, judgements=_judgements(settings))
    reading = _read(settings, given)
    reading, left_out = selected(settings, reading, tools.vocabulary)
    tools = tools.choosing(name_of_selection(settings))
    with _store(settings, tell) as store:
        if store is not None and (line := store.reread(tools.maker)):
            tell(line)
        corpus = make_corpus(tools, reading.articles, store, jobs=settings.jobs, progress=progress)
    _check_something_was_read(reading, corpus.failed)
    graph = corpus.graph
    reviewed = put_over(graph, tools.judgements).lines()
    report = BuildReport(
        read=len(reading.articles) - len(corpus.failed) - len(corpus.changes.copies),
        skipped=reading.lines(Level.SKIPPED),
        warnings=(*reading.lines(Level.WARNING), *_published_warning(settings)),
        notes=(*reading.lines(Level.NOTE), *left_out, *_copies(corpus.changes), *reviewed),
        failed=corpus.failed,
        sentences=corpus.sentences,
        statements=corpus.statements,
        facts=len(graph.facts),
        held_back=len(graph.held_back),
        min_confidence=graph.min_confidence,
        expected_precision=expected_precision(graph.facts),
        entities=len(graph.entities),
        violations=corpus.violations,
        rules=_counts(fact.rule for fact in graph.facts),
        relations=_counts(fact.relation for fact in graph.facts),
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
    before, least = 0, None
    if not holds_store(folder):
        raise GraphError(f"{folder}: holds no store; make one with graph-builder build --store {folder}")
    with open_store(folder, tell, wait) as store:
        store.check((), articles)
        with suppress(GraphError):  # a graph that is damaged is made anew
            former = read_snapshot(folder)
            before, least = len(former.facts), former.min_confidence
        with aliases_of(folder) as aliases:
            tools = load_tools(store.model, aliases, least, learned=store.learned)
            tools = replace(tools, judgements=_kept(folder / REVIEWS))
        if line := store.reread(tools.maker):
            tell(line)
        after = len(make_corpus(tools, (), store, articles).graph.facts)
    return max(0, before - after)


def _judgements(settings: Settings) -> tuple[Judgement, ...]:
    """What persons have said of facts: in the file that is named, or in those beside the results and in the store."""
    if not settings.reviewed:
        return ()
    if settings.reviews is not None:
        return read_judgements(settings.reviews)
    folders = [settings.store] if settings.store is not None else []
    if not (settings.dry_run and settings.out == Path()):  # of the library, which writes nowhere
        folders.append(settings.out)
    return tuple(judgement for folder in folders for judgement in _kept(folder / REVIEWS))


def _kept(path: Path) -> tuple[Judgement, ...]:
    return read_judgements(path) if path.is_file() else ()


def _store(settings: Settings, tell: Tell) -> AbstractContextManager[Store | None]:
    if settings.store is None:
        return nullcontext()
    if settings.dry_run:
        return nullcontext(look_into(settings.store))
    return open_store(settings.store, tell, settings.wait)


def _check(settings: Settings, given: Sequence[Given]) -> None:
    """Find what is wrong with the options before anything is read."""
    exporters(settings.formats)
    if settings.inputs or not given:
        check_inputs(settings.inputs, settings.fetch)
    check_columns(settings.columns)
    if settings.published and not any(character.isdigit() for character in settings.published):
        raise ConfigurationError(f"--published: '{settings.published}' is no date; write YYYY-MM-DD")
    if settings.reader not in READERS:
        raise ConfigurationError(f"--reader: '{settings.reader}' must be one of {', '.join(READERS)}")
    check_selection(settings)
    if settings.jobs < 1:
        raise ConfigurationError(f"--jobs: {settings.jobs} is less than 1")
    if settings.min_confidence is not None and not 0 <= settings.min_confidence <= 1:
        raise ConfigurationError(f"--min-confidence: {settings.min_confidence} is no probability; give 0 to 1")
    if not settings.dry_run:
        check_writable(settings.out, "--out")


def _read(settings: Settings, given: Sequence[Given]) -> Reading:
    defaults = Metadata(published=iso_date(settings.published), publisher=settings.publisher)
    results = [folder for folder in (settings.out, settings.store) if folder is not None]
    results = [] if settings.dry_run else results
    reading = read_articles(settings.inputs, defaults, results, settings.columns, given, settings.fetch)
    _check_something_was_read(reading)
    return reading


_SHOWN = 20  # lines about what could not be read, in one error


def _check_something_was_read(reading: Reading, failed: Sequence[Failure] = ()) -> None:
    """Stop a run that has nothing to write, so that what an earlier run wrote stays.

    Raises:
        ConfigurationError: there is no article, or each of them failed.
    """
    lost = {place_of(failure.article) for failure in failed}
    if any(place_of(article) not in lost for article in reading.articles):
        return
    lines = (*reading.lines(Level.SKIPPED), *(failure.line for failure in failed))
    more = (f"and {len(lines) - _SHOWN} more",) if len(lines) > _SHOWN else ()
    raise ConfigurationError("\n".join(("no article could be read; nothing was written", *lines[:_SHOWN], *more)))


def _published_warning(settings: Settings) -> tuple[str, ...]:
    """What is said where the date that an option gives is on no calendar: it is as good as none."""
    if not settings.published or iso_date(settings.published):
        return ()
    return (f"--published: '{settings.published}' is no date; articles without one stay so, write YYYY-MM-DD",)


def _copies(changes: Changes) -> tuple[str, ...]:
    return tuple(f"{copy}: says what article '{one}' says; read once" for copy, one in changes.copies)


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


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
