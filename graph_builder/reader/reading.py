"""The reader at work: statements that the rules did not make, of sentences where a word tells of something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
from graph_builder.reader.actors import Actor
from graph_builder.reader.candidates import COLUMNS, Candidate
from graph_builder.reader.learned import rule_of
from graph_builder.reader.looking import Chances, Looker, Seen
from graph_builder.reader.pair_encoder import PairEncoder, large_sha256, load_pair_encoder
from graph_builder.reader.scores import Scores
from graph_builder.reader.weights import FILE, Weights, read_weights
from graph_builder.settings import RULES_ALONE, WITH_ENCODER, WITH_READER
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.frames import Frame, Realisation

_REASONS = 3


class Reader:
    """Says how sure it is of what the rules found, and adds statements to it; made once a run.

    Args:
        vocabulary: what the tables know.
        weights: that were learned.
        sha256: of their file.
        vocab: of the pipeline.
        adds: whether it adds statements; without, it takes a third of the time.
        encoder: that is asked beside the forest.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        weights: Weights,
        sha256: str,
        vocab: Vocab,
        *,
        adds: bool = True,
        encoder: PairEncoder | None = None,
    ) -> None:
        self.weights, self.sha256, self.adds = weights, sha256, adds
        self._encoder = encoder
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
        odds, alone = self.weights.forest.odds(rows), None
        if self._encoder is not None:
            alone = self._encoder.odds(seen.candidates, contexts)
            odds = self._encoder.about.together(odds, alone)
        chances = self.weights.probability(odds)
        scores = Scores(seen, odds, self.weights.relations, self._looker.unordered)
        statements = [
            statement
            for number in (best_of(seen, chances, self._looker.unordered) if self.adds else ())
            if chances[number] >= self.weights.threshold
            for statement in self._statements(
                seen.candidates[number],
                float(chances[number]),
                (*self._reasons(seen.candidates[number], rows[number]), *_alone(alone, number)),
                contexts,
                published,
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
        self,
        found: Candidate,
        chance: float,
        reasons: tuple[str, ...],
        contexts: Sequence[SentenceContext],
        published: str,
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
        for qualified in qualify(event, context, published):
            yield replace(make_statement(qualified, context), confidence=round(chance, 2), reasons=reasons)

    def _reasons(self, found: Candidate, row: Chances) -> Iterator[str]:
        """What weighed most for a candidate, in words."""
        weights = self.weights.forest.weights(row)
        for column in np.argsort(-weights, kind="stable")[:_REASONS].tolist():
            if weights[column] > 0:
                yield f"{COLUMNS[column]}: {found.looks(column)}"


def _alone(odds: Chances | None, number: int) -> tuple[str, ...]:
    """What `explain` says of the encoder, where one was asked."""
    return () if odds is None else (f"the encoder alone: {1 / (1 + np.exp(-odds[number])):.2f}",)


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


def load_reader(
    vocabulary: Vocabulary, vocab: Vocab, path: Path = FILE, *, adds: bool = True, large: bool = False
) -> Reader:
    """Load the reader that the package carries, or one that was trained on other annotation.

    Args:
        vocabulary: what the tables know.
        vocab: of the pipeline.
        path: file of the weights.
        adds: whether it adds statements to what it is given.
        large: whether an encoder is asked too.

    Raises:
        ConfigurationError: the file is missing, or holds no weights; there is no encoder, or a library for it lacks.
    """
    weights, digest = read_weights(path)
    if not large:
        return Reader(vocabulary, weights, digest, vocab, adds=adds)
    encoder, digest = load_pair_encoder(digest)
    weights = replace(weights, calibration=encoder.about.calibration, threshold=encoder.about.threshold)
    return Reader(vocabulary, weights, digest, vocab, adds=adds, encoder=encoder)


def reader_named(sha256: str) -> str:
    """Return what `--reader` calls the reader whose digest a graph names: one of `settings.READERS`."""
    if not sha256:
        return RULES_ALONE
    return WITH_ENCODER if sha256 == large_sha256(read_weights(FILE)[1]) else WITH_READER
