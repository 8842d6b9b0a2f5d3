"""The articles of a run, or of a store, and the graph that they make: what is new is read, then all are resolved.

Nothing is merged: whatever a store held before, its graph is made of the records of all its articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Dataset

from graph_builder.extract import Extractor
from graph_builder.graph.facts import make_facts
from graph_builder.graph.validate import Violation, assemble_valid
from graph_builder.model import Article, KnowledgeGraph, Run
from graph_builder.nlp.parsed import ParsedArticle
from graph_builder.nlp.pipeline import Pipeline, load_pipeline
from graph_builder.nlp.prepare import Preparer
from graph_builder.query.store import Made, Store
from graph_builder.records.code import code_sha256
from graph_builder.records.plan import Changes, make_plan
from graph_builder.records.record import Maker, Record
from graph_builder.resolve import resolve
from graph_builder.version import VERSION
from graph_builder.vocabulary import Vocabulary, load_vocabulary
from graph_builder.vocabulary.aliases import alias_files, with_aliases
from graph_builder.vocabulary.paths import ontology_sha256

Progress = Callable[[int, int], None]  # articles read, articles to read


@dataclass(frozen=True, slots=True)
class Tools:
    """What articles are read with."""

    vocabulary: Vocabulary
    pipeline: Pipeline
    maker: Maker
    model: str  # the pipeline as the user named it
    aliases: tuple[Path, ...]  # the user's own files

    def read(self, articles: Sequence[Article], jobs: int = 1) -> Iterator[Record]:
        """Parse articles and extract what they say: yields one record an article, in the same order."""
        extractor = Extractor(self.vocabulary)

        def record(parsed: ParsedArticle) -> Record:
            return Record(parsed.article, extractor.extract(parsed), len(parsed.sentences), self.maker)

        return Preparer(self.vocabulary).each(articles, self.pipeline, record, jobs)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The graph of all articles, and how it came about."""

    graph: KnowledgeGraph
    dataset: Dataset
    violations: tuple[Violation, ...]
    sentences: int  # of the articles that were read, not of those whose records the store had
    statements: int
    changes: Changes  # of the store


def load_tools(model: str = "", aliases: Path | None = None) -> Tools:
    """Load what articles are read with.

    Args:
        model: a spaCy pipeline for Spanish, by name or path; "" is the bundled one.
        aliases: the user's own alias file, or the folder that holds them.

    Raises:
        ConfigurationError: the pipeline or the files cannot be used.
        VocabularyError: data files under ontology/, or the user's, are wrong.
    """
    vocabulary = load_vocabulary()
    own: tuple[Path, ...] = ()
    if aliases is not None:
        vocabulary, own = with_aliases(vocabulary, aliases), alias_files(aliases)
    pipeline = load_pipeline(model)
    run = Run(VERSION, pipeline.name, pipeline.sha256, ontology_sha256(own))
    return Tools(vocabulary, pipeline, Maker(run, code_sha256()), model, own)


def make_corpus(
    tools: Tools,
    given: Sequence[Article],
    store: Store | None = None,
    gone: Sequence[str] = (),
    jobs: int = 1,
    progress: Progress = lambda done, total: None,
) -> Corpus:
    """Make the graph of the articles given and of those that a store holds.

    Args:
        tools: what they are read with; a store's articles that others read are read again.
        given: articles of this run; in a store they take the place of earlier ones of the same file or id.
        store: brought up to date where it is open for writing; None where there is none.
        gone: ids of articles that the store is to hold no longer.
        jobs: processes; the result does not depend on it.
        progress: called after each article that is read.

    Raises:
        GraphError: the store cannot be read or written, or holds no article of an id in `gone`.
    """
    if store is not None:
        store.check(given, gone)
    plan = make_plan(store.articles if store is not None else (), given, gone)
    records, fresh = _records(plan.articles, tools, store, jobs, progress)
    graph, dataset, violations = assemble_valid(_graph(plan.articles, records, tools))
    if store is not None and store.writable:
        store.commit(plan.articles, plan.copies, Made(graph, dataset, tools.maker, tools.model, tools.aliases))
    return Corpus(
        graph,
        dataset,
        violations,
        sentences=sum(record.sentences for record in fresh),
        statements=sum(len(record.extraction.statements) for record in fresh),
        changes=plan.changes,
    )


def _records(
    articles: Sequence[Article], tools: Tools, store: Store | None, jobs: int, progress: Progress
) -> tuple[list[Record], list[Record]]:
    """The records of articles, in their order, and those that the store lacked: they are made, and kept at once."""
    found: dict[str, Record] = {}
    for article in articles if store is not None else ():
        record = store.record(article, tools.maker) if store is not None else None
        if record is not None:
            found[article.id] = record
    unread = [article for article in articles if article.id not in found]
    fresh: list[Record] = []
    for done, record in enumerate(tools.read(unread, jobs) if unread else (), start=1):
        if store is not None:
            store.add(record)
        fresh.append(record)
        progress(done, len(unread))
    found.update((record.article.id, record) for record in fresh)
    return [found[article.id] for article in articles], fresh


def _graph(articles: tuple[Article, ...], records: Sequence[Record], tools: Tools) -> KnowledgeGraph:
    statements = [statement for record in records for statement in record.extraction.statements]
    resolution = resolve([record.extraction for record in records], tools.vocabulary)
    return KnowledgeGraph(
        articles=articles,
        entities=tuple(resolution.entities.values()),
        links=tuple(sorted(resolution.links.values(), key=lambda link: link.mention)),
        facts=make_facts(articles, statements, resolution.entities, resolution.links, tools.vocabulary),
        run=tools.maker.run,
    )
