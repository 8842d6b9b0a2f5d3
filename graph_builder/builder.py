"""Paths enter, a validated knowledge graph leaves: the whole story on one page.

read -> corpus (parse -> extract -> resolve -> facts -> assemble + validate, a store's articles with them) -> export
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rdflib import Dataset

from graph_builder.corpus import Progress, load_tools, make_corpus
from graph_builder.errors import ConfigurationError, GraphError, SourceError
from graph_builder.export import exporters
from graph_builder.files import make_folder, write_files
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.graph.validate import Violation
from graph_builder.model import Article, KnowledgeGraph
from graph_builder.query.store import Store, aliases_of, holds_store, look_into, open_store
from graph_builder.records.locks import Tell
from graph_builder.records.plan import Changes
from graph_builder.settings import Settings
from graph_builder.sources import Metadata, iso_date, read_articles
from graph_builder.version import VERSION


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What one run did; the command line prints it and takes the exit code from it."""

    read: int
    skipped: tuple[str, ...]  # one line each: file, line, remedy
    sentences: int
    statements: int
    facts: int
    entities: int
    violations: tuple[Violation, ...]
    rules: dict[str, int]  # how often each rule led to a fact
    relations: dict[str, int]
    pipeline: str
    missing: tuple[str, ...]  # what the pipeline cannot do
    written: tuple[str, ...]
    seconds: float
    changes: Changes | None = None  # of the store, where there is one

    @property
    def exit_code(self) -> int:
        """0 all read, 1 some skipped."""
        return 1 if self.skipped else 0

    def to_json(self) -> str:
        """The report as `report.json` holds it."""
        violations = [
            {"article": v.article, "fact": v.fact, "message": v.message, "sentence": v.sentence}
            for v in self.violations
        ]
        content: dict[str, object] = {
            "version": VERSION, "pipeline": self.pipeline, "pipeline_lacks": self.missing, "read": self.read,
            "skipped": self.skipped, "sentences": self.sentences, "statements": self.statements, "facts": self.facts,
            "entities": self.entities, "relations": self.relations, "rules": self.rules, "violations": violations,
            "written": self.written, "seconds": self.seconds,
        }  # fmt: skip
        if self.changes is not None:
            content["store"] = asdict(self.changes)
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Built:
    """The graph in memory, and the report."""

    graph: KnowledgeGraph
    dataset: Dataset
    report: BuildReport


def build(settings: Settings, progress: Progress = lambda done, total: None, tell: Tell = lambda line: None) -> Built:
    """Read articles, make their graph and write it in the formats asked for.

    Args:
        settings: inputs, output folder, options.
        progress: called after each article that is read.
        tell: gets a line where another process has to be waited for.

    Raises:
        ConfigurationError: options, pipeline or output folder cannot be used; nothing has been written.
        GraphError: the store cannot be read or written; it is as it was.
        VocabularyError: data files under ontology/ are wrong.
    """
    started = time.perf_counter()
    _check(settings)
    tools = load_tools(settings.model, settings.aliases)
    articles, skipped = _read(settings)
    with _store(settings, tell) as store:
        corpus = make_corpus(tools, articles, store, jobs=settings.jobs, progress=progress)
    graph = corpus.graph
    report = BuildReport(
        read=len(articles),
        skipped=tuple(skipped),
        sentences=corpus.sentences,
        statements=corpus.statements,
        facts=len(graph.facts),
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
    before = 0
    if not holds_store(folder):
        raise GraphError(f"{folder}: holds no store; make one with graph-builder build --store {folder}")
    with open_store(folder, tell, wait) as store:
        store.check((), articles)
        with suppress(GraphError):  # a graph that is damaged is made anew
            before = len(read_snapshot(folder).facts)
        with aliases_of(folder) as aliases:
            tools = load_tools(store.model, aliases)
        after = len(make_corpus(tools, (), store, articles).graph.facts)
    return max(0, before - after)


def _store(settings: Settings, tell: Tell) -> AbstractContextManager[Store | None]:
    if settings.store is None:
        return nullcontext()
    if settings.dry_run:
        return nullcontext(look_into(settings.store))
    return open_store(settings.store, tell, settings.wait)


def _check(settings: Settings) -> None:
    """Find what is wrong with the options before anything is read."""
    exporters(settings.formats)
    if settings.published and not iso_date(settings.published):
        raise ConfigurationError(f"--published: '{settings.published}' is no date; write YYYY-MM-DD")
    if settings.jobs < 1:
        raise ConfigurationError(f"--jobs: {settings.jobs} is less than 1")
    if settings.dry_run:
        return
    make_folder(settings.out, "--out")
    if not os.access(settings.out, os.W_OK | os.X_OK):
        raise ConfigurationError(f"--out: '{settings.out}' cannot be written; name another folder")


def _read(settings: Settings) -> tuple[list[Article], list[str]]:
    defaults = Metadata(published=iso_date(settings.published), publisher=settings.publisher)
    articles: list[Article] = []
    skipped: list[str] = []
    for item in read_articles(settings.inputs, defaults):
        if isinstance(item, SourceError):
            skipped.append(str(item))
        else:
            articles.append(item)
    return sorted(articles, key=lambda article: article.id), skipped


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _write(settings: Settings, built: Built, started: float) -> Built:
    """Write all files under temporary names, then rename them: what was there before stays until all is ready."""
    chosen = exporters(settings.formats)
    names = (*(exporter.file_name for exporter in chosen), "report.json")
    written = () if settings.dry_run else tuple(str(settings.out / name) for name in names)
    report = replace(built.report, written=written, seconds=round(time.perf_counter() - started, 2))
    if not settings.dry_run:
        files: dict[Path, bytes] = {
            settings.out / exporter.file_name: exporter.export(built.graph, built.dataset) for exporter in chosen
        }
        report = replace(report, seconds=round(time.perf_counter() - started, 2))
        write_files({**files, settings.out / "report.json": report.to_json().encode()})
    return replace(built, report=report)
