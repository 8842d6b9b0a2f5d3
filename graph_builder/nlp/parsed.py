"""What preparation gives extraction: an article's sentences, their tokens and the names in them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph_builder.model import Article, Span
from graph_builder.sources import Passage


@dataclass(frozen=True, slots=True)
class Named:
    """A named span: tokens `start` up to `end` of a paragraph's Doc."""

    start: int
    end: int
    label: str  # PER, ORG, LOC, MISC
    known: bool  # the gazetteer has it

    def tokens(self, doc: Doc) -> Tokens:
        return doc[self.start : self.end]


@dataclass(frozen=True)
class Sentence:
    """One sentence of a paragraph."""

    index: int  # in the article, from 0
    tokens: Tokens
    passage: Passage  # the paragraph that it is of: where its characters stand in the article
    names: tuple[Named, ...] = ()  # those that begin in the sentence, in order, without overlaps

    @property
    def span(self) -> Span:
        return self.passage.span(self.tokens.start_char, self.tokens.end_char)

    def span_of(self, first: Token, last: Token) -> Span:
        """Return the article's span from one token to another, both included."""
        return self.passage.span(first.idx, last.idx + len(last))


@dataclass(frozen=True)
class ParsedArticle:
    """An article and its sentences in reading order; no sentence spans two paragraphs."""

    article: Article
    sentences: tuple[Sentence, ...]
