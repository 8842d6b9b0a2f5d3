"""Tokenised raw text in, a blank pipeline with small floret vectors and our tokenizer out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.vectors import Mode, Vectors

from graph_builder.errors import ConfigurationError

# cbow over words and their 4- and 5-grams, hashed twice into one table: a word never seen has a vector too.
TRAINED_DIMENSIONS = 96
BUCKETS = 50_000
MINN, MAXN, HASH_COUNT, HASH_SEED = 4, 5, 2, 2166136261
MIN_COUNT, EPOCHS, NEGATIVES = 8, 6, 10


def train_floret(raw: Path, file: Path) -> None:
    """Write floret vectors of the raw text; one thread, so that a second run gives the same numbers."""
    try:
        import floret
    except ImportError as error:
        raise ConfigurationError("floret is missing; install the extra: uv sync --extra training") from error
    model = floret.train_unsupervised(
        str(raw),
        model="cbow",
        mode="floret",
        dim=TRAINED_DIMENSIONS,
        bucket=BUCKETS,
        minn=MINN,
        maxn=MAXN,
        hashCount=HASH_COUNT,
        minCount=MIN_COUNT,
        epoch=EPOCHS,
        neg=NEGATIVES,
        thread=1,
    )
    model.save_floret_vectors(str(file))


def read_floret(file: Path) -> NDArray[np.float32]:
    """Read the table of a floret file, a row a bucket; it must have been made with the settings above."""
    with file.open(encoding="utf-8") as stream:
        header = [int(value) for value in stream.readline().split()[:6]]
        if tuple(header[2:]) != (MINN, MAXN, HASH_COUNT, HASH_SEED):
            raise ConfigurationError(f"{file}: made with other settings; delete it and run `vectors` again")
        table = np.zeros((header[0], header[1]), dtype="f")
        for line in stream:
            fields = line.rstrip().split(" ")
            table[int(fields[0])] = [float(value) for value in fields[1:]]
    return table


def reduce_dimensions(table: NDArray[np.float32], dimensions: int) -> NDArray[np.float32]:
    """Project the table on its first principal components (no centring: a sum of rows stays a sum)."""
    if dimensions >= table.shape[1]:
        return table
    _, _, components = np.linalg.svd(table.T @ table)
    return np.ascontiguousarray(table @ components[:dimensions].T, dtype="f")


def with_vectors(nlp: Language, table: NDArray[np.float32]) -> Language:
    """Give the pipeline the table as its vectors, looked up by the lower-cased word."""
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings,
        data=table,
        name="alliance_news.vectors",
        mode=Mode.floret,
        minn=MINN,
        maxn=MAXN,
        hash_count=HASH_COUNT,
        hash_seed=HASH_SEED,
        attr="LOWER",
    )
    return nlp
