"""What the engine sees in articles besides the facts: statements, mentions, links and lemmas, by reading them again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_builder.extract import Extractor
from graph_builder.model import Article, Extraction, Mention, Resolution, Span, Statement
from graph_builder.nlp.parsed import ParsedArticle
from graph_builder.nlp.pipeline import Pipeline
from graph_builder.nlp.prepare import Preparer
from graph_builder.resolve import resolve
from graph_builder.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Word:
    """A token of an article, in small letters."""

    start: int
    end: int
    form: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Reread:
    """What was seen, by article."""

    texts: Mapping[str, str]
    words: Mapping[str, tuple[Word, ...]]  # in reading order
    mentions: Mapping[str, tuple[Mention, ...]]
    statements: Mapping[str, tuple[Statement, ...]]
    resolution: Resolution

    def words_in(self, article: str, span: Span) -> tuple[Word, ...]:
        """Return the words that overlap a span."""
        words = self.words[article]
        first = bisect_left(words, span.start + 1, key=lambda word: word.end)
        last = bisect_left(words, span.end, key=lambda word: word.start)
        return words[first:last]


def reread(articles: Iterable[Article], pipeline: Pipeline, vocabulary: Vocabulary) -> Reread:
    """Read articles as `build` does and keep what it passes from stage to stage."""
    listed, extractor = list(articles), Extractor(vocabulary)

    def use(parsed: ParsedArticle) -> tuple[tuple[Word, ...], Extraction]:
        return _words(parsed), extractor.extract(parsed)

    found = dict(zip([article.id for article in listed], Preparer(vocabulary).each(listed, pipeline, use), strict=True))
    return Reread(
        texts={article.id: article.text for article in listed},
        words={article: words for article, (words, _) in found.items()},
        mentions={article: extraction.mentions for article, (_, extraction) in found.items()},
        statements={article: extraction.statements for article, (_, extraction) in found.items()},
        resolution=resolve([extraction for _, extraction in found.values()], vocabulary),
    )


def _words(parsed: ParsedArticle) -> tuple[Word, ...]:
    return tuple(
        Word(span.start, span.end, token.lower_, token.lemma_.lower())
        for sentence in parsed.sentences
        for token in sentence.tokens
        for span in [sentence.span_of(token, token)]
    )
