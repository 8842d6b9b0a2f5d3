"""A Doc or a Span enters, the few tokens leave whose word alone says that they may matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token


class Sieve:
    """Lets tokens through by a question about their word, which is asked once a word and not once a token.

    Args:
        attributes: spaCy attribute numbers (`spacy.attrs.LEMMA` ...) that hold all that the question looks at.
        question: whether a token with these attributes passes.
    """

    def __init__(self, attributes: Sequence[int], question: Callable[[Token], bool]) -> None:
        self._attributes: list[int | str] = list(attributes)
        self._question = question
        self._answers: dict[tuple[int, ...], bool] = {}

    def passing(self, tokens: Doc | Span) -> Iterator[Token]:
        """The tokens of a Doc or a Span that pass, in order."""
        columns = tokens.to_array(self._attributes)  # type: ignore[union-attr]  # the stub of Span lacks it
        rows = columns.reshape(len(tokens), -1).tolist()
        for index, word in enumerate(map(tuple, rows)):
            passes = self._answers.get(word)
            if passes is None:
                passes = self._answers[word] = self._question(tokens[index])
            if passes:
                yield tokens[index]
