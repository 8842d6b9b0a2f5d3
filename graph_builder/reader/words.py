"""Which relations a word may tell of: a linear model over hashed features of the word and what stands around it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.nlp.memo import MANY, Remembered
from graph_builder.nlp.syntax import lemma
from graph_builder.nlp.word_clusters import WordClusters
from graph_builder.vocabulary import Vocabulary

ROWS = 1 << 16  # of the table of weights, which hashed features share
_TELLING = {"NOUN", "VERB", "ADJ", "AUX", "ADV", "PROPN"}
_PREFIXES = (4, 6, 8, 10, 14)  # bits of a word's path in the tree of clusters
_MOOD = ("Mood", "Tens", "Verb", "Voic", "Pers", "Numb")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class TriggerModel:
    """A weight for each hashed feature and relation, and a bias for each relation."""

    weights: Floats  # ROWS x relations
    bias: Floats

    def probabilities(self, words: Sequence[Sequence[int]]) -> Floats:
        """Return the probability that each word, known by its features, tells of each relation: a row a word."""
        starts = np.cumsum([0, *(len(features) for features in words[:-1])])
        together = np.fromiter(chain.from_iterable(words), dtype=np.int64)
        odds = self.bias + np.add.reduceat(self.weights[together], starts, axis=0)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


class WordReader:
    """Finds the features of words; made once a run."""

    def __init__(self, vocabulary: Vocabulary, relations: tuple[str, ...], clusters: WordClusters) -> None:
        self._clusters = clusters
        self._remembered: Remembered[tuple[int | str, ...], frozenset[int]] = Remembered(MANY)
        known: dict[str, set[int]] = {}
        for (word, _), rows in vocabulary.lexicon.triggers.items():
            found = {relations.index(row.event_type.relation.notation) for row in rows
                     if row.event_type.relation.notation in relations}  # fmt: skip
            known.setdefault(word, set()).update(found)
        self._known = {word: tuple(sorted(found)) for word, found in known.items()}

    def telling(self, context: SentenceContext) -> list[Token]:
        """Return the words of a sentence that may tell of something: content words outside names."""
        return [t for t in context.sentence.tokens if t.pos_ in _TELLING and t.i not in context.names]

    def relations_of(self, token: Token) -> tuple[int, ...]:
        """Return the relations that the tables know a word for, whatever their conditions."""
        return self._known.get(lemma(token), ())

    def own_features(self, token: Token, context: SentenceContext) -> tuple[int, ...]:
        """Return the rows of what a word and its role tell by themselves."""
        return tuple(self._own(token, context))

    def features(self, token: Token, context: SentenceContext) -> tuple[int, ...]:
        """Return the rows of the features of a word, each once, in ascending order; every word has some."""
        return tuple(sorted(self._own(token, context).union(map(_row, self._around(token, context)))))

    def _own(self, token: Token, context: SentenceContext) -> frozenset[int]:
        """What a word and its role tell, whatever stands around it: found once, as most words come again."""
        key = (token.orth, token.lemma, token.pos, token.dep, str(token.morph))
        found = self._remembered.get(key)
        if found is None:
            found = self._remembered[key] = frozenset(map(_row, self._names(token, context)))
        return found

    def _names(self, token: Token, context: SentenceContext) -> Iterator[str]:
        word, role = lemma(token), token.dep_
        yield from ("l=" + word, "w=" + token.lower_, "ld=" + word + role, "pd=" + token.pos_ + role)
        for known in self.relations_of(token):
            yield from (f"t={known}", f"td={known}{role}")
        for name in context.paragraph[token.i].classes:
            yield from ("c=" + name, "cd=" + name + role)
        cluster = self._clusters.of(token.orth)
        if cluster:
            yield from (f"k{bits}={cluster & ((1 << bits) - 1)}" for bits in _PREFIXES)
        yield from ("m=" + value for value in str(token.morph).split("|") if value[:4] in _MOOD)

    def _around(self, token: Token, context: SentenceContext) -> Iterator[str]:
        word, role, head = lemma(token), token.dep_, token.head
        if head.i != token.i:
            yield from ("hl=" + lemma(head), "hp=" + head.pos_ + role, "hl+l=" + lemma(head) + "|" + word)
            yield from (f"ht={known}" for known in self.relations_of(head))
            yield from ("hc=" + name for name in context.paragraph[head.i].classes)
        for child in token.children:
            role = child.dep_
            yield from ("cr=" + role, "cl=" + lemma(child) + role, "l+cr=" + word + role)
            named = context.names.get(child.i)
            kind = named.label if named is not None else ""
            if kind:
                yield from ("ck=" + kind + role, "ck+l=" + kind + role + word)
            case = context.case_of(child)
            if case:
                yield from ("cc=" + case + kind, "l+cc=" + word + case)
            yield from (f"ct={known}{role}" for known in self.relations_of(child))


@lru_cache(maxsize=1 << 16)
def _row(name: str) -> int:
    """The row of a feature in the table; the same in every run."""
    return zlib.crc32(name.encode()) % ROWS
