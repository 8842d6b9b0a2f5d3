"""A Doc enters, the few tokens leave whose word alone says that they may matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

_BYTES = 8  # of an attribute's number


def words_of(doc: Doc, attributes: Sequence[int]) -> list[bytes]:
    """What each token of a Doc is by these attributes (`spacy.attrs.LEMMA` ...), as a key to look it up by."""
    rows = doc.to_array(list(attributes))
    return list(rows.view(f"V{_BYTES * len(attributes)}").ravel().tolist())


class Sieve:
    """Lets tokens through by a question about their word, which is asked once a word and not once a token.

    Args:
        attributes: spaCy attribute numbers that hold all that the question looks at.
        question: whether a token with these attributes passes.
    """

    def __init__(self, attributes: Sequence[int], question: Callable[[Token], bool]) -> None:
        self._attributes = attributes
        self._question = question
        self._answers: dict[bytes, bool] = {}
        self._doc: Doc | None = None  # the last one, whose sentences come one after the other
        self._passed: list[Token] = []

    def passing(self, sentence: Span) -> Iterator[Token]:
        """The tokens of a sentence that pass, in order; its Doc is looked at once and must stay as it is meanwhile."""
        if self._doc is not sentence.doc:
            self._doc, self._passed = sentence.doc, list(self.of(sentence.doc))
        yield from (token for token in self._passed if sentence.start <= token.i < sentence.end)

    def of(self, doc: Doc) -> Iterator[Token]:
        """The tokens of a Doc that pass, in order."""
        for index, word in enumerate(words_of(doc, self._attributes)):
            passes = self._answers.get(word)
            if passes is None:
                passes = self._answers[word] = self._question(doc[index])
            if passes:
                yield doc[index]
