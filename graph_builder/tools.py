"""What articles are read with, from their text to the graph: vocabulary, pipeline, reader and judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import Dataset

from graph_builder.extract import Extractor
from graph_builder.graph.facts import make_facts
from graph_builder.graph.validate import Violation, assemble_valid
from graph_builder.judge import WITH_LEARNED, Judge, load_judge, shown_from
from graph_builder.model import Article, KnowledgeGraph, Resolution, Run
from graph_builder.nlp.parsed import ParsedArticle
from graph_builder.nlp.pipeline import Pipeline, load_pipeline
from graph_builder.nlp.prepare import Preparer
from graph_builder.reader import Reader, load_reader
from graph_builder.records.code import code_sha256
from graph_builder.records.record import Maker, Record
from graph_builder.resolve import Resolver
from graph_builder.review import Judgement, put_over
from graph_builder.settings import RULES_ALONE, WITH_ENCODER
from graph_builder.version import VERSION
from graph_builder.vocabulary import Vocabulary, load_vocabulary
from graph_builder.vocabulary.aliases import alias_files, with_aliases
from graph_builder.vocabulary.paths import ontology_sha256


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
    within: str = ""  # actors that no list holds are compared within a "year" or "month" only

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

    def found(self, records: Sequence[Record], resolver: Resolver | None = None) -> KnowledgeGraph:
        """Resolve what articles say, and return all their facts, not judged yet: the same for any order of the records.

        Args:
            records: of the articles.
            resolver: one that is at hand, for many runs of a few articles each.
        """
        ordered = sorted(records, key=lambda record: record.article.id)
        published = {record.article.id: record.article.published for record in ordered}
        resolver = resolver or Resolver(self.vocabulary, self.within)
        resolution = resolver.resolve((record.extraction for record in ordered), published)
        return self.linked(ordered, resolution)

    def linked(self, records: Sequence[Record], resolution: Resolution) -> KnowledgeGraph:
        """Return all facts of some articles, not judged yet.

        Args:
            records: of the articles, sorted by their ids.
            resolution: who is mentioned in them.
        """
        articles = tuple(record.article for record in records)
        statements = [statement for record in records for statement in record.extraction.statements]
        return KnowledgeGraph(
            articles=articles,
            entities=tuple(resolution.entities.values()),
            links=tuple(sorted(resolution.links.values(), key=lambda link: link.mention)),
            facts=make_facts(articles, statements, resolution.entities, resolution.links, self.vocabulary),
            run=self.maker.run,
        )

    def assemble(self, records: Sequence[Record]) -> tuple[KnowledgeGraph, Dataset, tuple[Violation, ...]]:
        """Make the graph of what articles say but for what is too improbable: the same for any order of the records."""
        return assemble_valid(self.shown(self.found(records)))

    def shown(self, found: KnowledgeGraph) -> KnowledgeGraph:
        """Return a graph with its facts judged, by persons too, and those that are too improbable held back."""
        judged = put_over(self.judge.of_graph(found), self.judgements).graph
        return shown_from(judged, self.min_confidence)


def load_tools(
    model: str = "",
    aliases: Path | None = None,
    min_confidence: float | None = None,
    *,
    reader: str = RULES_ALONE,
    only_with: str = "",
) -> Tools:
    """Load what articles are read with.

    Args:
        model: a spaCy pipeline for Spanish, by name or path; "" is the bundled one.
        aliases: the user's own alias file, or the folder that holds them.
        min_confidence: the least probability of a fact that is shown; None is the judge's own threshold.
        reader: one of `settings.READERS`: which learned reader adds what the rules do not reach, if any.
        only_with: what an article must name to be read, for the graph's account of its run; "" where all are read.

    Raises:
        ConfigurationError: the pipeline, the reader, the judge or the files cannot be used.
        VocabularyError: data files under ontology/, or the user's, are wrong.
    """
    vocabulary = load_vocabulary()
    own: tuple[Path, ...] = ()
    if aliases is not None:
        vocabulary, own = with_aliases(vocabulary, aliases), alias_files(aliases)
    pipeline = load_pipeline(model)
    learned = reader != RULES_ALONE
    loaded = load_reader(vocabulary, pipeline.nlp.vocab, adds=learned, large=reader == WITH_ENCODER)
    run = Run(VERSION, pipeline.name, pipeline.sha256, ontology_sha256(own))
    run = replace(run, reader_sha256=loaded.sha256 if learned else "", only_with=only_with)
    judge = load_judge(WITH_LEARNED) if learned else load_judge()
    least = judge.threshold if min_confidence is None else min_confidence
    return Tools(vocabulary, pipeline, Maker(run, code_sha256()), model, own, loaded, judge, least)
