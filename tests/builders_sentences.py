"""Hand-corrected parses that several tests of extraction share, by their text (`unit/extract/sentences.conllu`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from builders import context_of, parsed_of
from spacy.tokens import Token

from graph_builder.extract import Extractor
from graph_builder.extract.context import SentenceContext
from graph_builder.model import Statement
from graph_builder.vocabulary import Vocabulary, load_vocabulary

_FILE = Path(__file__).parent / "unit" / "extract" / "sentences.conllu"


def columns(text: str) -> str:
    """The parse of a sentence; a KeyError where the file has none."""
    return _columns()[text]


def context(text: str) -> SentenceContext:
    """The context of a sentence."""
    return context_of(columns(text), _vocabulary())


def word(text: str, form: str) -> tuple[SentenceContext, Token]:
    """The context of a sentence, and the first of its tokens that is written so."""
    found = context(text)
    return found, next(token for token in found.sentence.tokens if token.text == form)


def statements(text: str, published: str = "") -> tuple[Statement, ...]:
    """What extraction tells of a sentence."""
    return _extractor().extract(parsed_of(columns(text), published)).statements


@cache
def _vocabulary() -> Vocabulary:
    return load_vocabulary()


@cache
def _extractor() -> Extractor:
    return Extractor(_vocabulary())


@cache
def _columns() -> dict[str, str]:
    blocks = [block for block in _FILE.read_text("utf-8").split("\n\n") if block.strip()]
    return {block.split("\n", 1)[0].removeprefix("# "): block.split("\n", 1)[1] for block in blocks[1:]}
