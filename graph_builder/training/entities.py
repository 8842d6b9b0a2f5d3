"""Files with a named-entity tag for every word in, spaCy Docs with PER, LOC, ORG and MISC entities out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from graph_builder.errors import ConfigurationError
from graph_builder.training.sources import EntityFormat

SENTENCES_PER_DOC = 8
_OPENING = frozenset("([{¿¡«“‘")
_CLOSING = frozenset(")]}»”’,.;:!?") | {"..."}
_EITHER = frozenset("\"'`")


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word and its BIO tag ("B-PER", "I-PER", "O")."""

    word: str
    tag: str


Sentence = tuple[TaggedWord, ...]


def tag_of(token: Token) -> str:
    """The BIO tag of a token of an annotated Doc."""
    return f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"


def repair(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1 and encoded again: "subrayÃ³" becomes "subrayó".

    CoNLL-2002's Spanish files circulate in this state. A line that is sound stays as it is.
    """
    return "\n".join(_repair_line(line) for line in text.split("\n"))


def _repair_line(line: str) -> str:
    try:
        return line.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return line


def read_sentences(file: Path, layout: EntityFormat) -> Iterator[Sentence]:
    """Read the sentences of a BIO or WikiNER file; a tag that is neither B-, I- nor O is an error."""
    lines = repair(file.read_text(encoding="utf-8")).split("\n")
    sentences = _bio_sentences(lines) if layout == "bio" else _wikiner_sentences(lines)
    for number, sentence in enumerate(sentences, start=1):
        for tagged in sentence:
            if tagged.tag != "O" and tagged.tag[:2] not in ("B-", "I-"):
                raise ConfigurationError(f"{file}: sentence {number}: tag {tagged.tag!r} is not BIO; mend the file")
        yield _begin_with_b(sentence)


def _bio_sentences(lines: Iterable[str]) -> Iterator[Sentence]:
    sentence: list[TaggedWord] = []
    for line in (*lines, ""):
        fields = line.split()
        if fields and fields[0] != "-DOCSTART-":
            sentence.append(TaggedWord(fields[0], fields[-1]))
        elif sentence:
            yield tuple(sentence)
            sentence = []


def _wikiner_sentences(lines: Iterable[str]) -> Iterator[Sentence]:
    for line in lines:
        items = [item.split("|") for item in line.split()]
        if items:
            yield tuple(TaggedWord(item[0], item[-1]) for item in items)


def _begin_with_b(sentence: Sentence) -> Sentence:
    """WikiNER begins entities with I-; spaCy and CoNLL-2002 want B-."""
    fixed: list[TaggedWord] = []
    before = "O"
    for tagged in sentence:
        if tagged.tag.startswith("I-") and before[2:] != tagged.tag[2:]:
            tagged = TaggedWord(tagged.word, "B-" + tagged.tag[2:])
        before = tagged.tag
        fixed.append(tagged)
    return tuple(fixed)


def spaces_after(words: tuple[str, ...]) -> list[bool]:
    """Whether each word is followed by a space in ordinary typography (the files do not say).

    ("dijo", "(", "EFE", ")", ".") -> "dijo (EFE)." Straight quotation marks open and close in turn.
    """
    spaces = [True] * len(words)
    is_open: set[str] = set()
    for index, word in enumerate(words):
        opens = word in _OPENING or (word in _EITHER and word not in is_open)
        closes = word in _CLOSING or (word in _EITHER and word in is_open)
        if word in _EITHER:
            is_open.symmetric_difference_update({word})
        if opens:
            spaces[index] = False
        if closes and index:
            spaces[index - 1] = False
    return spaces


def make_docs(sentences: Iterable[Sentence], vocab: Vocab) -> Iterator[Doc]:
    """Docs of eight sentences each, written as running text."""
    group: list[Sentence] = []
    for sentence in sentences:
        group.append(sentence)
        if len(group) == SENTENCES_PER_DOC:
            yield _make_doc(group, vocab)
            group = []
    if group:
        yield _make_doc(group, vocab)


def _make_doc(sentences: list[Sentence], vocab: Vocab) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    for sentence in sentences:
        texts = tuple(tagged.word for tagged in sentence)
        words.extend(texts)
        spaces.extend([*spaces_after(texts)[:-1], True])
        starts.extend(index == 0 for index in range(len(texts)))
    tags = [tagged.tag for sentence in sentences for tagged in sentence]
    return Doc(vocab, words=words, spaces=spaces, ents=tags, sent_starts=starts)
