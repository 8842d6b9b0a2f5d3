"""One sentence while it is read: its tokens, its names, the vocabulary, and what was found out about them so far.

A context lives as long as its sentence is read. Whatever is remembered of a token is remembered here (`per_sentence`),
never in a module: nothing of one article is left when the next begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TypeVar

from spacy.tokens import Doc, Token

from graph_builder.extract.lexical_features import FeatureReader, LexicalFeatures
from graph_builder.model import Span
from graph_builder.nlp.parsed import Named, ParsedArticle, Sentence
from graph_builder.nlp.syntax import preposition
from graph_builder.vocabulary import Vocabulary, WordClass

Found = TypeVar("Found")
_UNKNOWN = object()


@dataclass(frozen=True, eq=False)
class SentenceContext:
    """A sentence, and all that reading it needs."""

    article: str  # its id
    sentence: Sentence
    vocabulary: Vocabulary
    paragraph: list[LexicalFeatures]  # what the words of the sentence's Doc tell by themselves, one a token
    memo: dict[object, object] = field(default_factory=dict, repr=False)  # see `per_sentence`
    paragraph_memo: dict[object, object] = field(default_factory=dict, repr=False)  # shared by a paragraph's sentences

    @cached_property
    def names(self) -> dict[int, Named]:
        """The name that a token is part of, by the token's index in the Doc."""
        return {index: named for named in self.sentence.names for index in range(named.start, named.end)}

    @cached_property
    def words(self) -> list[LexicalFeatures]:
        """What the sentence's tokens tell by their words alone."""
        return self.paragraph[self.sentence.tokens.start : self.sentence.tokens.end]

    def tokens(self, quality: Callable[[LexicalFeatures], bool]) -> list[Token]:
        """Return the tokens whose word has a quality."""
        doc, start = self.sentence.tokens.doc, self.sentence.tokens.start
        return [doc[index] for index, word in enumerate(self.words, start) if quality(word)]

    def is_a(self, token: Token, *classes: WordClass) -> bool:
        """Return whether a token's lemma is in one of the classes of words."""
        return not self.paragraph[token.i].classes.isdisjoint(classes)

    def is_name(self, token: Token) -> bool:
        """Return whether a token is part of a name."""
        return token.i in self.names

    def span(self, first: Token, last: Token) -> Span:
        """Return the article's span from one token to another, both included."""
        return self.sentence.span_of(first, last)

    def case_of(self, token: Token) -> str:
        """Return the preposition of a phrase: "de", "por parte de", or "" where there is none."""
        return _preposition(token, self)


def per_sentence(function: Callable[[Token, SentenceContext], Found]) -> Callable[[Token, SentenceContext], Found]:
    """Make a function of a token remember what it gave, for as long as the token's sentence is read.

    All who ask share one result, so it must not be changed.

    >>> @per_sentence
    ... def verb_arguments(verb: Token, context: SentenceContext) -> Arguments: ...
    """

    @wraps(function)
    def remembered(token: Token, context: SentenceContext) -> Found:
        key = (function, token.i)
        found = context.memo.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = context.memo[key] = function(token, context)
        return found  # type: ignore[return-value]  # what this function put there under its own key

    return remembered


@per_sentence
def _preposition(token: Token, context: SentenceContext) -> str:
    return preposition(token, context.vocabulary.profile.contractions)


class ContextReader:
    """Makes the contexts of articles' sentences; made once a run, as it remembers what words tell by themselves."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._features = FeatureReader(vocabulary.lexicon, vocabulary.profile)

    def read(self, parsed: ParsedArticle) -> Iterator[SentenceContext]:
        """Yield a context for each sentence of an article, in order."""
        doc: Doc | None = None
        words: list[LexicalFeatures] = []
        memo: dict[object, object] = {}
        for sentence in parsed.sentences:
            if sentence.tokens.doc is not doc:
                doc = sentence.tokens.doc
                words, memo = self._features.read(doc), {}
            yield SentenceContext(parsed.article.id, sentence, self._vocabulary, words, paragraph_memo=memo)
