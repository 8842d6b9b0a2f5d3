"""A Doc enters; what its words alone say leaves: of each token an answer, or the few tokens that may matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import compress, count
from typing import Generic, TypeVar

from spacy.attrs import LEMMA, LOWER, MORPH, POS
from spacy.tokens import Doc, Span, Token

_BYTES = 8  # of an attribute's number

A = TypeVar("A")


def words_of(doc: Doc, *attributes: int) -> list[bytes]:
    """What each token of a Doc is by some attributes (`spacy.attrs.LEMMA` ...), as a key to look it up by."""
    rows = doc.to_array(list(attributes))
    return list(rows.view(f"V{_BYTES * len(attributes)}").ravel().tolist())


@lru_cache(maxsize=1)
def _mended(doc: Doc) -> list[bytes]:
    return words_of(doc, LEMMA, LOWER, POS, MORPH)


class Question(Generic[A]):
    """A question about a token's word, which is asked once a word and not once a token.

    A word is a lemma, a form, a part of speech and an inflection. A Doc's are looked at once: after its lemmas and
    heads were mended it must stay as it is.

    Args:
        ask: the answer for a token; it looks at nothing else but its word.
    """

    def __init__(self, ask: Callable[[Token], A]) -> None:
        self._ask = ask
        self._answers: dict[bytes, A] = {}

    def answers(self, sentence: Span) -> list[A]:
        """The answer for each token of a sentence, in order."""
        words = _mended(sentence.doc)[sentence.start : sentence.end]
        if not self._answers.keys() >= set(words):
            for word, token in zip(words, sentence, strict=True):
                if word not in self._answers:
                    self._answers[word] = self._ask(token)
        return list(map(self._answers.__getitem__, words))


class Sieve:
    """Lets tokens through by a question about their word.

    Args:
        question: whether a token with this word passes.
    """

    def __init__(self, question: Callable[[Token], bool]) -> None:
        self._question = Question(question)

    def passing(self, sentence: Span) -> Iterator[Token]:
        """The tokens of a sentence that pass, in order."""
        return map(sentence.doc.__getitem__, compress(count(sentence.start), self._question.answers(sentence)))
