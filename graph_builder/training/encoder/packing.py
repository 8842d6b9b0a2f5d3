"""Token rows of one length on disk: paragraphs one after the other, cut to what the encoder reads at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph_builder.errors import ConfigurationError

ROWS, ABOUT = "tokens.u16", "tokens.json"

Tokens = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Packing:
    """What the rows are made of; kept beside them."""

    vocabulary: int  # how many different numbers there can be
    length: int  # of a row
    first: int  # the number that each row begins with
    end: int  # the number that follows each paragraph
    mask: int  # the number that hides another, used in training alone


def write_rows(paragraphs: Iterable[list[int]], packing: Packing, folder: Path) -> int:
    """Write rows, and return how many; what does not fill the last one is left out.

    A row may begin and end inside a paragraph and may hold several, as in RoBERTa's FULL-SENTENCES (Liu and others
    2019): no place is lost to padding.

    Raises:
        ConfigurationError: there are too many subwords for two bytes a number.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if packing.vocabulary > np.iinfo(np.uint16).max + 1:
        raise ConfigurationError(f"{packing.vocabulary} subwords do not fit into two bytes; ask for 65536 at most")
    rows, body = 0, packing.length - 1
    with (folder / ROWS).open("wb") as stream:
        waiting: list[int] = []
        for ids in paragraphs:
            waiting += (*ids, packing.end)
            if len(waiting) < body:
                continue
            kept = np.asarray(waiting, np.uint16)
            full = len(kept) // body
            block = np.full((full, packing.length), packing.first, np.uint16)
            block[:, 1:] = kept[: full * body].reshape(full, body)
            stream.write(block.tobytes())
            rows, waiting = rows + full, waiting[full * body :]
    (folder / ABOUT).write_text(json.dumps(asdict(packing)) + "\n", encoding="utf-8")
    return rows


def read_rows(folder: Path) -> tuple[Tokens, Packing]:
    """Return the rows of a folder, mapped into memory: one row a sequence.

    Raises:
        ConfigurationError: there are none.
    """
    try:
        packing = Packing(**json.loads((folder / ABOUT).read_text("utf-8")))
        rows = np.memmap(folder / ROWS, np.uint16, "r").reshape(-1, packing.length)
    except (OSError, ValueError, TypeError) as error:
        raise ConfigurationError(f"{folder}: holds no token rows ({error}); make them with --text FOLDER") from error
    return rows, packing
