"""A Doc in, the same Doc from right to left out.

A parser that is trained on such text decides from the end of the sentence and errs elsewhere than one that reads
forward: together they are right more often (Sagae and Lavie 2006).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin


def reverse(doc: Doc) -> Doc:
    """Turn the words with their tags, lemmas, trees and sentence boundaries around; twice gives the same words."""
    backward = list(reversed(doc))
    last = len(doc) - 1
    ends = {span.end - 1 for span in doc.sents} if doc.has_annotation("SENT_START") else set()
    parsed = doc.has_annotation("DEP")
    return Doc(
        doc.vocab,
        words=[token.text for token in backward],
        pos=[token.pos_ for token in backward],
        morphs=[str(token.morph) for token in backward],
        lemmas=[token.lemma_ for token in backward],
        heads=[last - token.head.i for token in backward] if parsed else None,
        deps=[token.dep_ for token in backward] if parsed else None,
        sent_starts=None if parsed else [token.i in ends for token in backward],
    )


def reverse_corpus(files: Iterable[Path], folder: Path) -> str:
    """Write each DocBin, reversed, under the same name into the folder; a line for the log."""
    vocab = spacy.blank("es").vocab
    folder.mkdir(parents=True, exist_ok=True)
    tokens = 0
    for file in files:
        docs = [reverse(doc) for doc in DocBin().from_disk(file).get_docs(vocab)]
        DocBin(docs=docs).to_disk(folder / file.name)
        tokens += sum(len(doc) for doc in docs)
    return f"{tokens:,} tokens turned around"
