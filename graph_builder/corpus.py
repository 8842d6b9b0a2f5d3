"""The articles of a run, or of a store, and the graph that they make: what is new is read, then all are resolved.

Nothing is merged: whatever a store held before, its graph is made of the records of all its articles.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import Dataset

from graph_builder.extract import Extractor
from graph_builder.faults import Failure, each_article, without_failing
from graph_builder.graph.facts import make_facts
from graph_builder.graph.validate import Violation, assemble_valid
from graph_builder.judge import WITH_LEARNED, Judge, load_judge, shown_from
from graph_builder.model import Article, Extraction, KnowledgeGraph, Run
from graph_builder.nlp.parsed import ParsedArticle
from graph_builder.nlp.pipeline import Pipeline, load_pipeline
from graph_builder.nlp.prepare import Preparer
from graph_builder.query.store import Made, Store
from graph_builder.reader import Reader, load_reader
from graph_builder.records.code import code_sha256
from graph_builder.records.plan import Changes, Place, make_plan, place_of
from graph_builder.records.record import Maker, Record, retold
from graph_builder.resolve import Resolver
from graph_builder.review import Judgement, put_over
from graph_builder.version import VERSION
from graph_builder.vocabulary import Vocabulary, load_vocabulary
from graph_builder.vocabulary.aliases import alias_files, with_aliases
from graph_builder.vocabulary.paths import ontology_sha256

Progress = Callable[[float, int], None]  # articles read, parts of a long one too; articles to read

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What articles are read with."""

    vocabulary: Vocabulary
    pipeline: Pipeline
    maker: Maker
    model: str  # the pipeline as the user named it
    aliases: tuple[Path, ...]  # the user's own files
    reader: Reader
    judge: Judge
    min_confidence: float  # what is less probable is held back
    judgements: tuple[Judgement, ...] = ()  # of persons, over what is found

    def read(
        self, articles: Sequence[Article], jobs: int = 1, inside: Callable[[float], None] = lambda done: None
    ) -> Iterator[Record]:
        """Parse articles and extract what they say: yields one record an article, in the same order.

        `inside` hears how many articles are done of those that are not yielded yet, parts of a long one too.
        """
        extractor = Extractor(self.vocabulary)

        def record(parsed: ParsedArticle) -> Record:
            contexts = extractor.contexts(parsed)
            extraction = extractor.extract(parsed, contexts)
            read = self.reader.read(contexts, extraction, parsed.article.published)
            return Record(parsed.article, read, len(parsed.sentences), self.maker)

        return Preparer(self.vocabulary).each(articles, self.pipeline, record, jobs, inside)

    def choosing(self, only_with: str) -> Tools:
        """Return the same tools, with what an article must name to be read in the graph's account of its run."""
        return replace(self, maker=replace(self.maker, run=replace(self.maker.run, only_with=only_with)))

    def found(self, records: Sequence[Record], resolver: Resolver | None = None) -> KnowledgeGraph:
        """Resolve what articles say, and return all their facts, not judged yet: the same for any order of the records.

        Args:
            records: of the articles.
            resolver: one that is at hand, for many runs of a few articles each.
        """
        ordered = sorted(records, key=lambda record: record.article.id)
        articles = tuple(record.article for record in ordered)
        statements = [statement for record in ordered for statement in record.extraction.statements]
        resolution = (resolver or Resolver(self.vocabulary)).resolve(record.extraction for record in ordered)
        return KnowledgeGraph(
            articles=articles,
            entities=tuple(resolution.entities.values()),
            links=tuple(sorted(resolution.links.values(), key=lambda link: link.mention)),
            facts=make_facts(articles, statements, resolution.entities, resolution.links, self.vocabulary),
            run=self.maker.run,
        )

    def assemble(self, records: Sequence[Record]) -> tuple[KnowledgeGraph, Dataset, tuple[Violation, ...]]:
        """Make the graph of what articles say but for what is too improbable: the same for any order of the records."""
        judged = self.judge.of_graph(self.found(records))
        return assemble_valid(shown_from(put_over(judged, self.judgements).graph, self.min_confidence))


@dataclass(frozen=True, slots=True)
class Corpus:
    """The graph of all articles, and how it came about."""

    graph: KnowledgeGraph
    dataset: Dataset
    violations: tuple[Violation, ...]
    sentences: int  # of the articles that were read, not of those whose records the store had
    statements: int
    changes: Changes  # of the store
    failed: tuple[Failure, ...]  # articles that an exception cost


def load_tools(
    model: str = "", aliases: Path | None = None, min_confidence: float | None = None, *, learned: bool = False
) -> Tools:
    """Load what articles are read with.

    Args:
        model: a spaCy pipeline for Spanish, by name or path; "" is the bundled one.
        aliases: the user's own alias file, or the folder that holds them.
        min_confidence: the least probability of a fact that is shown; None is the judge's own threshold.
        learned: whether the learned reader adds what the rules do not reach.

    Raises:
        ConfigurationError: the pipeline, the judge or the files cannot be used.
        VocabularyError: data files under ontology/, or the user's, are wrong.
    """
    vocabulary = load_vocabulary()
    own: tuple[Path, ...] = ()
    if aliases is not None:
        vocabulary, own = with_aliases(vocabulary, aliases), alias_files(aliases)
    pipeline = load_pipeline(model)
    reader = load_reader(vocabulary, pipeline.nlp.vocab, adds=learned)
    run = Run(VERSION, pipeline.name, pipeline.sha256, ontology_sha256(own))
    run = replace(run, reader_sha256=reader.sha256 if learned else "")
    judge = load_judge(WITH_LEARNED) if learned else load_judge()
    least = judge.threshold if min_confidence is None else min_confidence
    return Tools(vocabulary, pipeline, Maker(run, code_sha256()), model, own, reader, judge, least)


def make_corpus(
    tools: Tools,
    given: Sequence[Article],
    store: Store | None = None,
    gone: Sequence[str] = (),
    jobs: int = 1,
    progress: Progress = lambda done, total: None,
) -> Corpus:
    """Make the graph of the articles given and of those that a store holds; those that fail are left out, and told.

    Args:
        tools: what they are read with; a store's articles that others read are read again.
        given: articles of this run; in a store they take the place of earlier ones of the same file or id.
        store: brought up to date where it is open for writing; None where there is none.
        gone: ids of articles that the store is to hold no longer.
        jobs: processes; the result does not depend on it.
        progress: called after each article that is read, and inside long ones.

    Raises:
        GraphError: the store cannot be read or written, or holds no article of an id in `gone`.
    """
    if store is not None:
        store.check(given, gone)
    reader = _Reader(tools, store, jobs, progress)
    failed: tuple[Failure, ...] = ()
    while True:  # once, or once more for articles that fail: others may then have other ids
        plan = make_plan(store.articles if store is not None else (), given, gone)
        records, failures = reader.read(plan.articles)
        last = {place_of(article) for article in given}  # they are to blame where old and new do not go together
        records.sort(key=lambda record: (place_of(record.article) in last, record.article.id))
        (graph, dataset, violations), more = without_failing(records, tools.assemble, lambda record: record.article)
        if not failures + more:
            break
        failed += failures + more
        given = reader.without(given, failures + more)
    if store is not None and store.writable:
        store.commit(plan.articles, plan.copies, Made(graph, dataset, tools.maker, tools.model, tools.aliases))
    return Corpus(
        graph,
        dataset,
        violations,
        sentences=sum(record.sentences for record in reader.fresh),
        statements=sum(len(record.extraction.statements) for record in reader.fresh),
        changes=plan.changes,
        failed=failed,
    )


class _Reader:
    """The records of a run's articles: those that the store has, and those that are made, and kept at once."""

    def __init__(self, tools: Tools, store: Store | None, jobs: int, progress: Progress) -> None:
        self.fresh: list[Record] = []  # that were made
        self._tools = tools
        self._store = store
        self._jobs = jobs
        self._progress = progress
        self._known: dict[Place, Record] = {}
        self._done = self._total = 0  # articles of this run
        self._told = 0.0

    def read(self, articles: Sequence[Article]) -> tuple[list[Record], tuple[Failure, ...]]:
        """Return the records of articles, in their order, without those that cannot be read."""
        for article in articles:
            record = self._found(article)
            if record is not None:
                self._known[place_of(article)] = record
        unread = [article for article in articles if place_of(article) not in self._known]
        failures: list[Failure] = []
        self._done, self._total, self._told = 0, len(unread), 0.0
        for done, outcome in enumerate(each_article(unread, self._made), start=1):
            self._done = done
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                said = len(outcome.extraction.statements)
                _log.debug("%s: %d sentences, %d statements", outcome.article.id, outcome.sentences, said)
                self.fresh.append(outcome)
                self._keep(outcome)
            self._tell(done)
        places = [place_of(article) for article in articles]
        return [self._known[place] for place in places if place in self._known], tuple(failures)

    def without(self, given: Sequence[Article], failures: Sequence[Failure]) -> list[Article]:
        """Return the articles of the run that did not fail.

        An article that only the store gives, and that fails now, keeps its text there; it is as if it said nothing.
        """
        places = {place_of(article) for article in given}
        gone = {place_of(failure.article) for failure in failures}
        for failure in failures:
            self._known.pop(place_of(failure.article), None)
            if place_of(failure.article) not in places:
                silent = Extraction((), (), failure.article.text)
                self._keep(Record(failure.article, silent, 0, self._tools.maker))
        self.fresh = [record for record in self.fresh if place_of(record.article) not in gone]
        return [article for article in given if place_of(article) not in gone]

    def _made(self, articles: Sequence[Article]) -> Iterator[Record]:
        jobs = self._jobs if len(articles) > 1 else 1
        return self._tools.read(articles, jobs, lambda done: self._tell(self._done + done))

    def _tell(self, done: float) -> None:
        """Tell how far the run is, never less than before: articles are done together, and then given one by one."""
        if done > self._told:
            self._told = done
            self._progress(done, self._total)

    def _found(self, article: Article) -> Record | None:
        known = self._known.get(place_of(article))
        if known is not None:
            return retold(known, article)
        return self._store.record(article, self._tools.maker) if self._store is not None else None

    def _keep(self, record: Record) -> None:
        self._known[place_of(record.article)] = record
        if self._store is not None:
            self._store.add(record)
