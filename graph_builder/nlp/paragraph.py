"""One paragraph while it is prepared: its Doc, the vocabulary, and its names once they are found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from graph_builder.nlp.memo import Remembered
from graph_builder.nlp.parsed import Named
from graph_builder.vocabulary import Vocabulary


@dataclass(frozen=True)
class Paragraph:
    """What a repair may look at; it changes nothing but the Doc's annotations."""

    doc: Doc
    vocabulary: Vocabulary
    names: tuple[Named, ...] = ()
    settled: Remembered[bytes, bool] = field(default_factory=Remembered)  # words that need no repair of their lemma

    @cached_property
    def labels(self) -> dict[int, str]:
        """The label of the name that a token is part of, by the token's index."""
        return {index: named.label for named in self.names for index in range(named.start, named.end)}
