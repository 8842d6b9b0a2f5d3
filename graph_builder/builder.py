"""Paths enter, a validated knowledge graph leaves: the whole story on one page.

read -> parse -> extract -> resolve -> facts -> (merge into a store) -> assemble + validate -> export
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from rdflib import Dataset

from graph_builder.errors import ConfigurationError, SourceError
from graph_builder.export import exporters
from graph_builder.extract import Extractor
from graph_builder.files import make_folder, write_files
from graph_builder.graph.facts import make_facts
from graph_builder.graph.merge import merge
from graph_builder.graph.validate import Violation, assemble_valid
from graph_builder.model import Article, Extraction, KnowledgeGraph, Run
from graph_builder.nlp.parsed import ParsedArticle
from graph_builder.nlp.pipeline import Pipeline, load_pipeline
from graph_builder.nlp.prepare import Preparer
from graph_builder.query.store import read_store, write_store
from graph_builder.resolve import resolve
from graph_builder.settings import Settings
from graph_builder.sources import Metadata, iso_date, read_articles
from graph_builder.version import VERSION
from graph_builder.vocabulary import Vocabulary, load_vocabulary
from graph_builder.vocabulary.aliases import alias_files, with_aliases
from graph_builder.vocabulary.paths import ontology_sha256

Progress = Callable[[int, int], None]  # articles done, articles in all


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
        content = {
            "version": VERSION, "pipeline": self.pipeline, "pipeline_lacks": self.missing, "read": self.read,
            "skipped": self.skipped, "sentences": self.sentences, "statements": self.statements, "facts": self.facts,
            "entities": self.entities, "relations": self.relations, "rules": self.rules, "violations": violations,
            "written": self.written, "seconds": self.seconds,
        }  # fmt: skip
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Built:
    """The graph in memory, and the report."""

    graph: KnowledgeGraph
    dataset: Dataset
    report: BuildReport


def build(settings: Settings, progress: Progress = lambda done, total: None) -> Built:
    """Read articles, make their graph and write it in the formats asked for.

    Args:
        settings: inputs, output folder, options.
        progress: called after each article.

    Raises:
        ConfigurationError: options, pipeline or output folder cannot be used; nothing has been written.
        VocabularyError: data files under ontology/ are wrong.
    """
    started = time.perf_counter()
    _check(settings)
    vocabulary = load_vocabulary()
    if settings.aliases is not None:
        vocabulary = with_aliases(vocabulary, settings.aliases)
    articles, skipped = _read(settings)
    pipeline = load_pipeline(settings.model)
    run = Run(VERSION, pipeline.name, pipeline.sha256, ontology_sha256(_own_files(settings)))
    kept = read_store(settings.store) if settings.store is not None else None
    fresh = articles if kept is None else _changed(articles, run, kept)
    extracted = _extract(fresh, pipeline, vocabulary, settings.jobs, progress)
    graph = _graph(fresh, extracted, vocabulary, run)
    graph, dataset, violations = assemble_valid(graph if kept is None else merge(kept, graph))
    report = BuildReport(
        read=len(articles),
        skipped=tuple(skipped),
        sentences=extracted.sentences,
        statements=sum(len(extraction.statements) for extraction in extracted.extractions),
        facts=len(graph.facts),
        entities=len(graph.entities),
        violations=violations,
        rules=_counts(fact.rule for fact in graph.facts),
        relations=_counts(fact.relation for fact in graph.facts),
        pipeline=pipeline.name,
        missing=pipeline.missing,
        written=(),
        seconds=0.0,
    )
    return _write(settings, Built(graph, dataset, report), started)


def _own_files(settings: Settings) -> tuple[Path, ...]:
    return alias_files(settings.aliases) if settings.aliases is not None else ()


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


@dataclass(frozen=True, slots=True)
class _Extracted:
    sentences: int
    extractions: tuple[Extraction, ...]


def _extract(
    articles: list[Article], pipeline: Pipeline, vocabulary: Vocabulary, jobs: int, progress: Progress
) -> _Extracted:
    extractor, done = Extractor(vocabulary), count(1)

    def read(parsed: ParsedArticle) -> tuple[int, Extraction]:
        extraction = extractor.extract(parsed)
        progress(next(done), len(articles))
        return len(parsed.sentences), extraction

    found = list(Preparer(vocabulary).each(articles, pipeline, read, jobs))
    return _Extracted(sum(sentences for sentences, _ in found), tuple(extraction for _, extraction in found))


def _graph(articles: list[Article], extracted: _Extracted, vocabulary: Vocabulary, run: Run) -> KnowledgeGraph:
    statements = [statement for extraction in extracted.extractions for statement in extraction.statements]
    resolution = resolve(extracted.extractions, vocabulary)
    return KnowledgeGraph(
        articles=tuple(articles),
        entities=tuple(resolution.entities.values()),
        links=tuple(sorted(resolution.links.values(), key=lambda link: link.mention)),
        facts=make_facts(articles, statements, resolution.entities, resolution.links, vocabulary),
        run=run,
    )


def _changed(articles: list[Article], run: Run, kept: KnowledgeGraph) -> list[Article]:
    """What a store must read: articles that it does not hold as they are, and all where another run made it.

    So every claim of a store is of the run that the store names.
    """
    held = {article.id: article for article in kept.articles}
    if kept.run != run:
        held.update({article.id: article for article in articles})
        return [held[key] for key in sorted(held)]
    return [article for article in articles if held.get(article.id) != article]


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _write(settings: Settings, built: Built, started: float) -> Built:
    """Write all files under temporary names, then rename them: what was there before stays until all is ready."""
    chosen = exporters(settings.formats)
    names = (*(exporter.file_name for exporter in chosen), "report.json")
    written = () if settings.dry_run else tuple(str(settings.out / name) for name in names)
    report = replace(built.report, written=written, seconds=round(time.perf_counter() - started, 2))
    if settings.store is not None and not settings.dry_run:
        write_store(settings.store, built.graph, built.dataset)
    if not settings.dry_run:
        files: dict[Path, bytes] = {
            settings.out / exporter.file_name: exporter.export(built.graph, built.dataset) for exporter in chosen
        }
        report = replace(report, seconds=round(time.perf_counter() - started, 2))
        write_files({**files, settings.out / "report.json": report.to_json().encode()})
    return replace(built, report=report)
