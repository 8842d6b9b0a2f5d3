"""Folders of text in, a vocabulary of subwords and token rows out: all that needs no accelerator."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph_builder.reader.marked import CLS, MASK, PIECES, SEP, number_of
from graph_builder.training.encoder.packing import Packing, write_rows
from graph_builder.training.encoder.subwords import fit_subwords, numbered
from graph_builder.training.encoder.texts import paragraphs, text_files
from graph_builder.training.stages import Stages, fingerprint


def prepare(folders: Sequence[Path], out: Path, size: int, length: int) -> None:
    """Make token rows of text, unless they are there already of the same text.

    Args:
        folders: of text.
        out: folder of the vocabulary and the rows.
        size: of the vocabulary at most.
        length: of a row.

    Raises:
        ConfigurationError: there is no text, or it cannot be read.
    """
    files = text_files(folders)

    def work() -> str:
        subwords = fit_subwords(paragraphs(files), size)
        out.mkdir(parents=True, exist_ok=True)
        subwords.save(str(out / PIECES), pretty=False)
        first, end, mask = (number_of(piece, subwords) for piece in (CLS, SEP, MASK))
        packing = Packing(subwords.get_vocab_size(), length, first, end, mask)
        rows = write_rows(numbered(paragraphs(files), subwords), packing, out)
        return f"{subwords.get_vocab_size()} subwords, {rows} rows of {length}"

    Stages(out).run("tokens", fingerprint(files, size, length), work)
