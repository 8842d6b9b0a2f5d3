"""The encoder's vocabulary of subwords: byte-level BPE, learned from text, the same from the same text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from graph_builder.errors import ConfigurationError
from graph_builder.reader.marked import SPECIAL

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SIZE = 12_000
_AT_ONCE = 4096  # paragraphs


def fit_subwords(text: Iterable[str], size: int = SIZE) -> Tokenizer:
    """Learn subwords by byte-pair encoding (Sennrich, Haddow and Birch 2016) over bytes (Radford and others 2019).

    Over bytes nothing is unknown, and the alphabet has one order: with an alphabet that is found in the text, ties
    fall differently in each run of the library.

    Args:
        text: paragraphs.
        size: of the vocabulary at most, special pieces among it.

    Raises:
        ConfigurationError: the library is missing.
    """
    try:
        from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
    except ImportError as error:
        raise ConfigurationError("subwords need the library tokenizers; install graph-builder[training]") from error
    found = Tokenizer(models.BPE())
    found.normalizer = normalizers.NFC()
    found.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    found.post_processor = processors.ByteLevel(trim_offsets=True)  # a piece's place leaves out the space before it
    found.decoder = decoders.ByteLevel()
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=list(SPECIAL), initial_alphabet=alphabet, min_frequency=2, show_progress=False
    )
    found.train_from_iterator(text, trainer)
    return found


def numbered(text: Iterable[str], subwords: Tokenizer) -> Iterator[list[int]]:
    """Yield the numbers of the subwords of each paragraph."""
    remaining = iter(text)
    while some := list(islice(remaining, _AT_ONCE)):
        for encoding in subwords.encode_batch_fast(some, add_special_tokens=False):
            yield encoding.ids
