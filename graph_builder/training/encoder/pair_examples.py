"""Annotated articles as the encoder learns from them: marked sentences, with what is told of each two actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph_builder.reader.marked import Marker
from graph_builder.reader.pair_encoder import Asked, asked_about
from graph_builder.training.reader.examples import AnnotatedArticle, Examples

_ELSEWHERE = 0.3  # weight of a relation that is annotated in another sentence of the article, as for the forest

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class PairExamples:
    """The pairs of actors of a sentence.

    Attributes:
        asked: the sentence and the pairs.
        told: pairs x relations: whether the relation is told of the two.
        weights: pairs x relations: how much that counts; 0 where no word of the sentence may tell of the relation.
        words: of each pair the subwords of the words that tell of them.
    """

    asked: Asked
    told: Numbers
    weights: Numbers
    words: tuple[tuple[int, ...], ...]


def pair_examples(
    one: AnnotatedArticle, found: Examples, marker: Marker, relations: Sequence[str]
) -> Iterator[PairExamples]:
    """Yield the sentences of an article that have candidates.

    Args:
        one: the article.
        found: its candidates, held against the annotation.
        marker: of the encoder's subwords.
        relations: in the order of the encoder's scores.
    """
    for asked in asked_about(found.seen.candidates, one.contexts, marker):
        told = np.zeros((len(asked.pairs), len(relations)), np.float32)
        weights = np.zeros_like(told)
        words = []
        for pair, members in enumerate(asked.members):
            here: set[int] = set()
            for example in (found.each[number] for number in members):
                relation = example.candidate.relation
                told[pair, relation] = float(example.right)
                weights[pair, relation] = _ELSEWHERE if example.elsewhere else 1.0
                here |= {relation} if example.here else set()
            words.append(_words(one, asked, here, relations))
        yield PairExamples(asked, told, weights, tuple(words))


def _words(one: AnnotatedArticle, asked: Asked, told: set[int], relations: Sequence[str]) -> tuple[int, ...]:
    """The subwords of the annotated words of relations in a sentence."""
    sentence = one.contexts[asked.sentence].sentence
    begin = sentence.tokens.start_char
    spans = [
        sentence.passage.within(place[1])
        for fact, place in zip(one.gold, one.places, strict=True)
        if place is not None and place[0] == asked.sentence and relations.index(fact.relation) in told
    ]
    return tuple(sorted({i for start, end in spans for i in asked.marked.over(start - begin, end - begin)}))
