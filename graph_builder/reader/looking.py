"""The reader's look at an article: whom each word that tells of something may connect, or be told of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from numpy import float32
from numpy.typing import NDArray
from spacy.tokens import Token
from spacy.vocab import Vocab

from graph_builder.extract.context import SentenceContext
from graph_builder.model import Extraction
from graph_builder.nlp.word_clusters import WordClusters
from graph_builder.reader.actors import Cast, more_mentions
from graph_builder.reader.candidates import LEAST, Candidate, CandidateMaker
from graph_builder.reader.told import Told
from graph_builder.reader.words import WordReader
from graph_builder.resolve import Resolver
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.scoring import load_scoring_rules

_HOPELESS = 0.01  # probability of any relation by the word alone, below which what stands around it is not looked at

Chances = NDArray[float32]
Words = list[tuple[Token, Chances, tuple[int, ...]]]
# The features of words -> the probability that each tells of each relation.
WordJudge = Callable[[Sequence[Sequence[int]]], Chances]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """All candidates of an article, and what the rules told."""

    candidates: tuple[Candidate, ...]
    told: Told


class Looker:
    """Finds the candidates of articles; the same for training and for reading."""

    def __init__(self, vocabulary: Vocabulary, relations: tuple[str, ...], vocab: Vocab) -> None:
        self.words = WordReader(vocabulary, relations, WordClusters(vocab))
        self._relations = relations
        self.unordered = unordered(relations)
        self._maker = CandidateMaker(vocabulary, relations, self.unordered)
        self._resolver = Resolver(vocabulary)

    def look(
        self,
        contexts: Sequence[SentenceContext],
        extraction: Extraction,
        judge: WordJudge,
        *,
        told_alone: bool = False,
    ) -> Seen:
        """Return the candidates of an article.

        Args:
            contexts: of its sentences.
            extraction: what the rules found.
            judge: gives the relations that a word may tell of.
            told_alone: look at nothing but what the rules found.
        """
        ruled = {statement.sentence for statement in extraction.statements if statement.relation in self._relations}
        looked_at = [context for context in contexts if context.sentence.index in ruled] if told_alone else contexts
        telling = {context.sentence.index: words for context in looked_at if (words := self._telling(context, judge))}
        chosen = [context for context in looked_at if context.sentence.index in telling]
        known = {(mention.span, mention.kind) for mention in (*extraction.mentions, *extraction.topics)}
        more = {(m.span, m.kind): m for context in chosen for m in more_mentions(context)}
        added = [mention for key, mention in more.items() if key not in known]
        mentions = tuple(sorted((*extraction.mentions, *added), key=lambda mention: mention.reading_order))
        resolution = self._resolver.resolve([replace(extraction, mentions=mentions)]) if chosen or ruled else None
        if resolution is None:
            return Seen((), Told((), contexts, {}, {}, self._relations))
        links, entities = resolution.links, resolution.entities
        told = Told(extraction.statements, contexts, links, entities, self._relations)
        cast = Cast(links.values(), entities)
        found = (
            candidate
            for context in chosen
            for candidate in self._maker.make(
                context, telling[context.sentence.index], cast.actors(context), told, told_alone=told_alone
            )
        )
        return Seen(tuple(found), told)

    def _telling(self, context: SentenceContext, judge: WordJudge) -> Words:
        """The words of a sentence with their relations; none where no word may tell of anything."""
        tokens = self._hopeful(context, judge)
        if not tokens:
            return []
        chances = judge([self.words.features(token, context) for token in tokens])
        if float(chances.max()) < LEAST:
            return []
        return [(token, row, self.words.relations_of(token)) for token, row in zip(tokens, chances, strict=True)]

    def _hopeful(self, context: SentenceContext, judge: WordJudge) -> list[Token]:
        """The words that may tell of something whatever stands around them: few need a look at that."""
        tokens = self.words.telling(context)
        if not tokens:
            return []
        chances = judge([self.words.own_features(token, context) for token in tokens]).max(axis=1)
        return [token for token, chance in zip(tokens, chances.tolist(), strict=True) if chance >= _HOPELESS]


def unordered(relations: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the relations whose two sides may be told in either order."""
    either = load_scoring_rules().unordered
    return frozenset(number for number, name in enumerate(relations) if name in either)
