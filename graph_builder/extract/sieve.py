"""A Doc enters, the few tokens leave whose word alone says that they may matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from spacy.attrs import LEMMA, LOWER, POS
from spacy.tokens import Doc, Span, Token

_BYTES = 8  # of an attribute's number


def words_of(doc: Doc, *attributes: int) -> list[bytes]:
    """What each token of a Doc is by some attributes (`spacy.attrs.LEMMA` ...), as a key to look it up by."""
    rows = doc.to_array(list(attributes))
    return list(rows.view(f"V{_BYTES * len(attributes)}").ravel().tolist())


@lru_cache(maxsize=1)
def _mended(doc: Doc) -> list[bytes]:
    return words_of(doc, LEMMA, LOWER, POS)


def words_in(sentence: Span) -> list[bytes]:
    """Lemma, form and part of speech of each token of a sentence, as keys.

    The Doc is looked at once: after its lemmas and heads were mended it must stay as it is.
    """
    return _mended(sentence.doc)[sentence.start : sentence.end]


class Sieve:
    """Lets tokens through by a question about their word, which is asked once a word and not once a token.

    Args:
        question: whether a token with this lemma, form and part of speech passes; it looks at nothing else.
    """

    def __init__(self, question: Callable[[Token], bool]) -> None:
        self._question = question
        self._answers: dict[bytes, bool] = {}

    def passing(self, sentence: Span) -> Iterator[Token]:
        """The tokens of a sentence that pass, in order."""
        for index, word in enumerate(words_in(sentence), sentence.start):
            passes = self._answers.get(word)
            if passes is None:
                passes = self._answers[word] = self._question(sentence.doc[index])
            if passes:
                yield sentence.doc[index]
