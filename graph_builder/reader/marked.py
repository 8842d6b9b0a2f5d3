"""A sentence as the encoder reads it: subwords, with a mark before each mention of those who may take part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph_builder.errors import ConfigurationError
from graph_builder.extract.context import SentenceContext
from graph_builder.reader.actors import Actor

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PAD, CLS, SEP, MASK, MARK = SPECIAL = ("[PAD]", "[CLS]", "[SEP]", "[MASK]", "[A]")
PIECES = "subwords.json"
_NAME = 8  # subwords of a name that is put before a sentence
_PARTS = 2  # of the length, of which one may be names

Place = tuple[int, int]  # characters of a sentence, from the first up to the last; (0, 0) is none


@dataclass(frozen=True, slots=True)
class Pieces:
    """The subwords of a sentence, and where each stands in it."""

    ids: tuple[int, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Who may take part: where the sentence refers to him or her, else by which name."""

    places: tuple[Place, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The subwords of a sentence with marks.

    Attributes:
        ids: of what is read.
        places: of each its characters in the sentence; (0, 0) for marks and for names of who stands outside it.
        marks: of each who may take part, where the marks are; empty for whom what is read leaves out.
    """

    ids: tuple[int, ...]
    places: tuple[Place, ...]
    marks: tuple[tuple[int, ...], ...]

    def over(self, start: int, end: int) -> list[int]:
        """Return which of the subwords stand on characters of the sentence."""
        return [i for i, (first, last) in enumerate(self.places) if first < end and start < last]

    def nearest(self, one: int, other: int) -> tuple[int, int]:
        """Return where the marks of two are, those that are nearest to each other; 0 for one who has none."""
        pairs = [(first, second) for first in self.marks[one] or (0,) for second in self.marks[other] or (0,)]
        return min(pairs, key=lambda pair: (abs(pair[0] - pair[1]), pair))


class Marker:
    """Puts marks into sentences.

    Args:
        subwords: of the encoder.
        length: how many the encoder reads at most.

    Attributes:
        pad: the number that fills what is shorter than another.

    Raises:
        ConfigurationError: the subwords are not of an encoder of ours.
    """

    def __init__(self, subwords: Tokenizer, length: int) -> None:
        self._subwords, self._length = subwords, length
        self.pad, self._first, self._end, _, self._mark = (number_of(piece, subwords) for piece in SPECIAL)

    def pieces(self, text: str) -> Pieces:
        """Return the subwords of a sentence."""
        found = self._subwords.encode(text, add_special_tokens=False)
        return Pieces(tuple(found.ids), tuple(found.offsets))

    def mark(self, pieces: Pieces, named: Sequence[Named]) -> Marked:
        """Return a sentence with a mark before each mention.

        Whom the sentence does not refer to stands before it by name, as far as half of what can be read goes. Of a
        sentence that is too long what begins with the first mention is read.

        Args:
            pieces: of the sentence.
            named: who may take part.
        """
        marks: list[list[int]] = [[] for _ in named]
        ids = [self._first]
        for number, one in enumerate(named):
            name = self._subwords.encode(one.name, add_special_tokens=False).ids[:_NAME] if not one.places else ()
            if name and len(ids) + len(name) < self._length // _PARTS:
                marks[number].append(len(ids))
                ids += (self._mark, *name)
        ids.append(self._end)
        places = [(0, 0)] * len(ids)
        begins = sorted(_begins(pieces, named))
        too_long = len(ids) + len(begins) + len(pieces.ids) + 1 > self._length
        for i in range(begins[0][0] if begins and too_long else 0, len(pieces.ids)):
            here = [number for first, number in begins if first == i]
            if len(ids) + len(here) + 1 >= self._length:
                break
            for number in here:
                marks[number].append(len(ids))
                ids.append(self._mark)
                places.append((0, 0))
            ids.append(pieces.ids[i])
            places.append(pieces.places[i])
        return Marked((*ids, self._end), (*places, (0, 0)), tuple(map(tuple, marks)))


def number_of(piece: str, subwords: Tokenizer) -> int:
    """Return the number of a special piece.

    Raises:
        ConfigurationError: the subwords have none.
    """
    found: int | None = subwords.token_to_id(piece)
    if found is None:
        raise ConfigurationError(f"{PIECES}: lacks {piece}; train the encoder again as docs/reader.md says")
    return found


def _begins(pieces: Pieces, named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """The first subword of each mention, and whose it is."""
    for number, one in enumerate(named):
        for start, end in one.places:
            covered = (i for i, (first, last) in enumerate(pieces.places) if first < end and start < last)
            if (first := next(covered, None)) is not None:
                yield first, number


def named(actor: Actor, context: SentenceContext) -> Named:
    """Return where a sentence refers to an actor; a null subject by its verb."""
    if actor.distance:
        return Named((), actor.entity.name)
    sentence = context.sentence
    begin = sentence.tokens.start_char
    spans = (sentence.passage.within(link.mention.span) for link in actor.links)
    return Named(tuple((start - begin, max(end, start + 1) - begin) for start, end in spans), actor.entity.name)
