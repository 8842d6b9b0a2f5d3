"""From an article to its parsed sentences, the one way that `build` and the spaCy component go.

passages -> spaCy pipeline -> rereadings -> WORD_REPAIRS -> names -> NAME_REPAIRS -> sentences
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice, tee
from typing import TypeVar

from spacy.tokens import Doc

from graph_builder.model import Article
from graph_builder.nlp.memo import MANY, Remembered
from graph_builder.nlp.names.finder import NameFinder
from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.parsed import ParsedArticle, Sentence
from graph_builder.nlp.pipeline import Pipeline
from graph_builder.nlp.repairs import NAME_REPAIRS, WORD_REPAIRS
from graph_builder.nlp.rereadings import rereadings
from graph_builder.sources import Passage, passages
from graph_builder.vocabulary import Vocabulary

Result = TypeVar("Result")

Inside = Callable[[float], None]

_TOGETHER = 25  # articles in one memory zone
_TOLD = 50  # paragraphs of a long article, after which it is told how much of it is parsed
_PARSING = 0.8  # of the time that an article takes; extraction takes the rest


class Preparer:
    """Prepares articles with one vocabulary; made once a run, as it remembers what words tell by themselves."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names = NameFinder(vocabulary)
        self._rereadings = rereadings(vocabulary)
        self._settled: Remembered[bytes, bool] = Remembered(MANY)

    def prepare(self, article: Article, pipeline: Pipeline) -> ParsedArticle:
        """Parse one article paragraph by paragraph."""
        return self.finish(article, self.parse(article, pipeline))

    def parse(self, article: Article, pipeline: Pipeline) -> list[tuple[Passage, Doc]]:
        """Return the parsed paragraphs of an article, each with its passage, read anew where that helps."""
        return self._taken(article, pipeline.docs(_texts([article])), pipeline)

    def reread(self, doc: Doc, pipeline: Pipeline) -> Doc:
        """Return the best parse of a paragraph: as it is, or by one of the rereadings."""
        for rereading in self._rereadings:
            doc = rereading(doc, pipeline)
        return doc

    def _taken(
        self, article: Article, docs: Iterator[Doc], pipeline: Pipeline, inside: Inside = lambda share: None
    ) -> list[tuple[Passage, Doc]]:
        """Take the paragraphs of the next article from a stream of Docs; `inside` hears how much of it is done."""
        parsed: list[tuple[Passage, Doc]] = []
        expected = list(passages(article.text, article.language))
        for number, passage in enumerate(expected, start=1):
            parsed.append((passage, self.reread(next(docs), pipeline)))
            if number % _TOLD == 0:
                inside(_PARSING * number / len(expected))
        return parsed

    def each(
        self,
        articles: Iterable[Article],
        pipeline: Pipeline,
        use: Callable[[ParsedArticle], Result],
        jobs: int = 1,
        inside: Inside = lambda done: None,
    ) -> Iterator[Result]:
        """Parse articles and yield what `use` makes of each, in their order.

        The memory that parses take is given back after every few articles (spaCy's memory zones), so `use` must
        return nothing that holds on to a Doc, a Span or a Token.

        Args:
            articles: cleaned articles.
            pipeline: from `load_pipeline`.
            use: what is done with a parsed article, for example `Extractor.extract`.
            jobs: processes that parse; the result does not depend on it.
            inside: hears how many articles are done of those that are not yielded yet, parts of a long one too.
        """
        remaining, ahead = tee(articles) if jobs > 1 else (iter(articles), ())
        from_workers = pipeline.docs(_texts(ahead), jobs)
        while together := list(islice(remaining, _TOGETHER)):
            with pipeline.nlp.memory_zone():
                docs = from_workers if jobs > 1 else pipeline.docs(_texts(together))
                found: list[Result] = []
                for article in together:
                    parsed = self._taken(article, docs, pipeline, lambda share: inside(len(found) + share))  # noqa: B023
                    found.append(use(self.finish(article, parsed)))
                    inside(len(found))
            yield from found

    def finish(self, article: Article, docs: Iterable[tuple[Passage, Doc]]) -> ParsedArticle:
        """Find the names in an article's parsed paragraphs and mend the parses in place.

        Args:
            article: whose paragraphs they are.
            docs: in order, each with the passage that it is the parse of.
        """
        sentences: list[Sentence] = []
        for passage, doc in docs:
            found = [tokens for tokens in doc.sents if tokens.text.strip()]
            if not found:
                continue
            paragraph = self._repaired(doc)
            for tokens in found:
                names = tuple(n for n in paragraph.names if tokens.start <= n.start < tokens.end)
                sentences.append(Sentence(len(sentences), tokens, passage, names))
        return ParsedArticle(article, tuple(sentences))

    def _repaired(self, doc: Doc) -> Paragraph:
        paragraph = Paragraph(doc, self._vocabulary, settled=self._settled)
        for repair in WORD_REPAIRS:
            repair(paragraph)
        paragraph = replace(paragraph, names=self._names.find(doc))
        for repair in NAME_REPAIRS:
            repair(paragraph)
        return paragraph


def _texts(articles: Iterable[Article]) -> Iterator[str]:
    return (passage.text for article in articles for passage in passages(article.text, article.language))
