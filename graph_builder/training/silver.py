"""Raw paragraphs and two trained pipelines in, Docs annotated as both agree out.

The second pipeline differs from the first in seed, steps and features, so that what both say is mostly
right. Of the sentences that both delimit alike, those count in which they draw nearly the same tree; the
first one's tree is kept.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

# The share of common arcs from which a sentence is trusted, and how many sentences make a Doc.
LEAST_AGREEMENT = 0.8
SENTENCES_PER_DOC = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parsers; the first gives the annotations."""

    first: Path
    second: Path


def sample(paragraphs: Iterable[str], words: int, seed: int) -> list[str]:
    """Paragraphs of 12 to 200 words in random order until there are so many words."""
    pool = [text for text in paragraphs if 12 <= text.count(" ") + 1 <= 200]
    random.Random(seed).shuffle(pool)
    chosen: list[str] = []
    total = 0
    for text in pool:
        if total >= words:
            break
        chosen.append(text)
        total += text.count(" ") + 1
    return chosen


def agree_on_syntax(pair: Pair, texts: list[str], file: Path) -> str:
    """Write Docs of sentences with the first one's tags, lemmas and trees, where the second nearly agrees."""
    first, second = spacy.load(pair.first), spacy.load(pair.second)
    sentences = kept = 0
    binary = DocBin()
    group: list[Doc] = []
    for one, other in _parse_both(first, second, texts):
        sentences += len(list(one.sents))
        for span in _trusted(one, other):
            kept += 1
            group.append(span.as_doc())
            if len(group) == SENTENCES_PER_DOC:
                binary.add(Doc.from_docs(group, ensure_whitespace=True))
                group = []
    file.parent.mkdir(parents=True, exist_ok=True)
    binary.to_disk(file)
    return f"{kept:,} of {sentences:,} sentences kept, where the parsers agree"


def _trusted(one: Doc, other: Doc) -> Iterator[Span]:
    """Sentences of `one` that `other` has too, with nearly the same tree and at least five tokens."""
    theirs = {(span.start, span.end) for span in other.sents}
    for span in one.sents:
        if (span.start, span.end) in theirs and len(span) >= 5:
            same = sum(
                a.head.i == b.head.i and a.dep == b.dep and a.pos == b.pos
                for a, b in zip(span, other[span.start : span.end], strict=True)
            )
            if same >= LEAST_AGREEMENT * len(span):
                yield span


def _parse_both(first: Language, second: Language, texts: list[str]) -> Iterator[tuple[Doc, Doc]]:
    """Docs of both pipelines over first's tokens."""
    stream = iter(texts)
    while batch := list(islice(stream, 1000)):
        yield from zip(first.pipe(batch), _parse_again(second, first, batch), strict=True)


def _parse_again(second: Language, first: Language, batch: list[str]) -> Iterator[Doc]:
    docs = (first.make_doc(text) for text in batch)
    return second.pipe(
        Doc(second.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]) for doc in docs
    )
