"""The reader at work: statements that the rules did not make, of sentences where a word tells of something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token
from spacy.vocab import Vocab

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import EventCandidate
from graph_builder.extract.qualify.events import qualify
from graph_builder.extract.statements import make_statement
from graph_builder.model import Extraction, Mention, Statement
from graph_builder.nlp.word_clusters import WordClusters
from graph_builder.reader.actors import Actor, Cast, more_mentions
from graph_builder.reader.candidates import COLUMNS, LEAST, Candidate, CandidateMaker
from graph_builder.reader.learned import rule_of
from graph_builder.reader.scores import Scores
from graph_builder.reader.told import Told
from graph_builder.reader.weights import FILE, Weights, read_weights
from graph_builder.reader.words import WordReader
from graph_builder.resolve import Resolver
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.frames import Frame, Realisation
from graph_builder.vocabulary.scoring import load_scoring_rules

_REASONS = 3
_HOPELESS = 0.01  # probability of any relation by the word alone, below which what stands around it is not looked at

Chances = NDArray[np.float32]
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


class Reader:
    """Says how sure it is of what the rules found, and adds statements to it; made once a run.

    Args:
        vocabulary: what the tables know.
        weights: that were learned.
        sha256: of their file.
        vocab: of the pipeline.
        adds: whether it adds statements; without, it takes a third of the time.
    """

    def __init__(
        self, vocabulary: Vocabulary, weights: Weights, sha256: str, vocab: Vocab, *, adds: bool = True
    ) -> None:
        self.weights, self.sha256, self.adds = weights, sha256, adds
        self._vocabulary = vocabulary
        self._looker = Looker(vocabulary, weights.relations, vocab)
        mutual = {relation.notation for relation in vocabulary.schema.relations if relation.mutual}
        self._mutual = {i for i, name in enumerate(weights.relations) if name in mutual}

    def read(self, contexts: Sequence[SentenceContext], extraction: Extraction, published: str) -> Extraction:
        """Return what the rules found in an article, each with what the reader makes of it, and what it found besides.

        Args:
            contexts: of the article's sentences.
            extraction: what the rules found.
            published: ISO date of publication, "" where unknown.
        """
        seen = self._looker.look(contexts, extraction, self.weights.triggers.probabilities, told_alone=not self.adds)
        if not seen.candidates:
            return extraction
        rows = rows_of(seen.candidates, self.weights)
        odds = self.weights.forest.odds(rows)
        chances = self.weights.probability(odds)
        scores = Scores(seen, odds, self.weights.relations, self._looker.unordered)
        statements = [
            statement
            for number in (best_of(seen, chances, self._looker.unordered) if self.adds else ())
            if chances[number] >= self.weights.threshold
            for statement in self._statements(
                seen.candidates[number], float(chances[number]), rows[number], contexts, published
            )
        ]
        taking_part = (mention for s in statements for mention in (*s.subjects, *s.objects, *_speakers(s)))
        mentions = dict.fromkeys((*extraction.mentions, *taking_part))
        return replace(
            extraction,
            mentions=tuple(sorted(mentions, key=lambda mention: mention.reading_order)),
            topics=tuple(topic for topic in extraction.topics if topic not in mentions),
            statements=tuple(map(scores.put_on, (*extraction.statements, *statements))),
        )

    def _statements(
        self, found: Candidate, chance: float, row: Chances, contexts: Sequence[SentenceContext], published: str
    ) -> Iterator[Statement]:
        context = contexts[found.sentence]
        relation = self.weights.relations[found.relation]
        event = EventCandidate(
            found.trigger,
            Frame(rule_of(relation), found.relation in self._mutual, (), Realisation(), Realisation()),
            Realisation(),
            self._vocabulary.schema.event_types[relation],
            (_mention(found.subject, found.trigger),),
            (_mention(found.object, found.trigger),) if found.object is not None else (),
            rule_of(relation),
        )
        reasons = tuple(self._reasons(found, row))
        for qualified in qualify(event, context, published):
            yield replace(make_statement(qualified, context), confidence=round(chance, 2), reasons=reasons)

    def _reasons(self, found: Candidate, row: Chances) -> Iterator[str]:
        """What weighed most for a candidate, in words."""
        weights = self.weights.forest.weights(row)
        for column in np.argsort(-weights, kind="stable")[:_REASONS].tolist():
            if weights[column] > 0:
                yield f"{COLUMNS[column]}: {found.looks(column)}"


def best_of(seen: Seen, scores: NDArray[np.floating], unordered: frozenset[int]) -> list[int]:
    """Return the numbers of the best candidates of each relation and pair that no rule found, in reading order.

    Args:
        seen: the candidates of an article.
        scores: of each candidate.
        unordered: relations whose two sides may be told in either order.
    """
    best: dict[tuple[int, str, str], int] = {}
    for number, one in enumerate(seen.candidates):
        either = one.relation in unordered
        sides = (one.subject.key, one.object.key if one.object is not None else "")
        first, second = sorted(sides) if either else sides
        key = (one.relation, first, second)
        if key in best and scores[number] <= scores[best[key]]:
            continue
        if not any(relation == one.relation for relation, _ in seen.told.of(*sides, either)):
            best[key] = number
    return sorted(best.values())


def unordered(relations: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the relations whose two sides may be told in either order."""
    either = load_scoring_rules().unordered
    return frozenset(number for number, name in enumerate(relations) if name in either)


def rows_of(candidates: Sequence[Candidate], weights: Weights) -> Chances:
    """Return the numbers of candidates, with their habits as the weights have them: one row each."""
    habits, usual = weights.habits, weights.usual
    rows = [(*c.numbers, *(habits.get(name, usual[c.relation]) for name in c.habits)) for c in candidates]
    return np.asarray(rows, dtype=np.float32).reshape(-1, len(COLUMNS))


def _mention(actor: Actor, trigger: Token) -> Mention:
    """The actor's mention that is nearest to a word."""
    if not actor.words:
        return actor.links[-1].mention
    _, nearest = min(zip(actor.words, actor.links, strict=True), key=lambda pair: abs(pair[0].i - trigger.i))
    return nearest.mention


def _speakers(statement: Statement) -> Iterator[Mention]:
    if statement.attribution is not None and statement.attribution.mention is not None:
        yield statement.attribution.mention


def load_reader(vocabulary: Vocabulary, vocab: Vocab, path: Path = FILE, *, adds: bool = True) -> Reader:
    """Load the reader that the package carries, or one that was trained on other annotation.

    Args:
        vocabulary: what the tables know.
        vocab: of the pipeline.
        path: file of the weights.
        adds: whether it adds statements to what it is given.

    Raises:
        ConfigurationError: the file is missing, or holds no weights.
    """
    weights, digest = read_weights(path)
    return Reader(vocabulary, weights, digest, vocab, adds=adds)
