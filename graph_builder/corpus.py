"""The articles of a run, or of a store, and the graph that they make: what is new is read, then all are resolved.

Nothing is merged: whatever a store held before, its graph is made of the records of all its articles.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import Dataset

from graph_builder.faults import Failure, each_article, without_failing
from graph_builder.graph.validate import Violation
from graph_builder.model import Article, Extraction, KnowledgeGraph
from graph_builder.query.store import Made, Store
from graph_builder.records.plan import Changes, Place, make_plan, place_of
from graph_builder.records.record import Record, retold
from graph_builder.tools import Tools

Progress = Callable[[float, int], None]  # articles read, parts of a long one too; articles to read

_log = logging.getLogger(__name__)


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
