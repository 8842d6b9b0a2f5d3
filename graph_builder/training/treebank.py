"""CoNLL-U text in, spaCy Docs of up to ten sentences out, split into training and development documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc
from spacy.training.converters.conllu_to_docs import conllu_to_docs

SENTENCES_PER_DOC = 10
_NEW_DOCUMENT = re.compile(r"^# newdoc id = (.*)$", re.MULTILINE)


def split_documents(text: str) -> Iterator[tuple[str, str]]:
    """(id, CoNLL-U) of every `# newdoc`; a text without any is one document with an empty id."""
    starts = list(_NEW_DOCUMENT.finditer(text))
    if not starts:
        yield "", text
    for start, end in zip(starts, [*(match.start() for match in starts[1:]), len(text)], strict=True):
        yield start.group(1), text[start.start() : end]


def is_development(identifier: str, per_cent: int) -> bool:
    """Whether a document is kept apart: its id decides, so that neither order nor seed moves it."""
    digest = hashlib.sha256(identifier.encode()).digest()
    return int.from_bytes(digest[:2]) % 100 < per_cent


def read_treebank(file: Path, development: int) -> tuple[list[Doc], list[Doc]]:
    """Read Docs for training and for development of one CoNLL-U file.

    Multiword tokens ("al", "celebrarlos") become one token, as raw text has them: the lemma of "al" is then
    "a el", its tag and head those of the syntactic head of its parts. Docs join up to ten sentences of one
    document, so that the parser learns where sentences end.
    """
    train: list[Doc] = []
    kept: list[Doc] = []
    for identifier, text in split_documents(file.read_text(encoding="utf-8")):
        docs = conllu_to_docs(  # type: ignore[no-untyped-call]
            text, n_sents=SENTENCES_PER_DOC, merge_subtokens=True, no_print=True
        )
        (kept if is_development(identifier, development) else train).extend(docs)
    return train, kept
