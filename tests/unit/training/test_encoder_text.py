"""Text becomes subwords and rows: the same from the same text, and every character keeps its place."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise

import numpy as np
import pytest
from builders_encoder import seed_text, subwords

from graph_builder.errors import ConfigurationError
from graph_builder.reader.marked import PIECES, SPECIAL
from graph_builder.training.encoder.packing import Packing, read_rows, write_rows
from graph_builder.training.encoder.preparation import prepare
from graph_builder.training.encoder.subwords import fit_subwords, numbered
from graph_builder.training.encoder.texts import paragraphs, text_files

WHY = "of the extra `training`"
PACKING = Packing(vocabulary=50, length=5, first=1, end=2, mask=3)


def test_paragraphs_are_lines_of_text_and_of_articles(tmp_path):
    (tmp_path / "a.txt").write_text("Uno.\n\n  Dos. \n", "utf-8")
    with gzip.open(tmp_path / "b.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(json.dumps({"text": "Tres.\nCuatro.", "title": "Título"}) + "\n")
    (tmp_path / "c.csv").write_text("text\nCinco.\n", "utf-8")
    assert list(paragraphs(text_files([tmp_path]))) == ["Uno.", "Dos.", "Tres.", "Cuatro."]


def test_a_folder_without_text_and_a_broken_line_are_named(tmp_path):
    with pytest.raises(ConfigurationError, match=r"holds no text; --text takes folders of \.txt"):
        text_files([tmp_path])
    (tmp_path / "a.jsonl").write_text('{"text": "Uno."}\n{"title": "Dos."}\n', "utf-8")
    with pytest.raises(ConfigurationError, match=r"a\.jsonl, line 2: no JSON object with a `text`"):
        list(paragraphs(text_files([tmp_path])))


def test_the_same_text_gives_the_same_subwords():
    pytest.importorskip("tokenizers", reason=WHY)
    found = {fit_subwords(seed_text(), 900).to_str() for _ in range(4)}
    assert len(found) == 1
    assert [subwords().token_to_id(piece) for piece in SPECIAL] == list(range(len(SPECIAL)))


@pytest.mark.parametrize(
    "text",
    [
        "El señor Lavrov, de Rusia, no ningunearía a «Pyongyang».",
        "¿Ñandú? 日本 — EE.UU. (1.500 €)",
        *seed_text()[:20],
    ],
)
def test_subwords_read_back_as_the_text_and_stand_where_they_stand(text):
    pytest.importorskip("tokenizers", reason=WHY)
    found = subwords().encode(text, add_special_tokens=False)
    assert subwords().decode(found.ids).removeprefix(" ") == text
    letters = {i for start, end in found.offsets for i in range(start, end)}
    assert letters >= {i for i, letter in enumerate(text) if not letter.isspace()}
    for piece, (start, end) in zip(found.ids, found.offsets, strict=True):
        shown = subwords().decode([piece])
        if "\ufffd" not in shown:  # part of a character's bytes
            assert text[start:end].strip() == shown.strip()
    assert all(one[0] <= other[0] for one, other in pairwise(found.offsets))


def test_rows_hold_all_paragraphs_one_after_the_other(tmp_path):
    given = [[10, 11], [12], [], [13, 14, 15, 16, 17], [18, 19]]
    rows = write_rows(given, PACKING, tmp_path)
    found, packing = read_rows(tmp_path)
    assert (rows, packing) == (3, PACKING)
    assert found.tolist() == [[1, 10, 11, 2, 12], [1, 2, 2, 13, 14], [1, 15, 16, 17, 2]]
    assert isinstance(found, np.memmap)


def test_long_and_short_paragraphs_are_cut_alike(tmp_path):
    order = np.random.default_rng(0)
    given = [order.integers(4, 50, order.integers(0, 40)).tolist() for _ in range(200)]
    write_rows(given, PACKING, tmp_path)
    found, _ = read_rows(tmp_path)
    flat = [i for ids in given for i in (*ids, 2)]
    assert found[:, 1:].ravel().tolist() == flat[: found[:, 1:].size]
    assert len(flat) - found[:, 1:].size < PACKING.length - 1


def test_rows_that_are_not_there_or_too_wide_are_named(tmp_path):
    with pytest.raises(ConfigurationError, match=r"holds no token rows .*; make them with --text FOLDER"):
        read_rows(tmp_path)
    with pytest.raises(ConfigurationError, match="70000 subwords do not fit"):
        write_rows([], Packing(70_000, 5, 1, 2, 3), tmp_path)


def test_text_is_prepared_once(tmp_path):
    tokenizers = pytest.importorskip("tokenizers", reason=WHY)
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.txt").write_text("\n".join(seed_text()), "utf-8")
    out = tmp_path / "out"
    prepare([tmp_path / "text"], out, 600, 32)
    rows, packing = read_rows(out)
    known = tokenizers.Tokenizer.from_file(str(out / PIECES))
    assert packing.vocabulary == known.get_vocab_size() == 600
    text = paragraphs(text_files([tmp_path / "text"]))
    body = [i for ids in numbered(text, known) for i in (*ids, packing.end)]
    assert rows[:, 1:].ravel().tolist() == body[: rows[:, 1:].size]
    made = (out / PIECES).stat().st_mtime_ns
    prepare([tmp_path / "text"], out, 600, 32)
    assert (out / PIECES).stat().st_mtime_ns == made
    prepare([tmp_path / "text"], out, 700, 32)
    assert read_rows(out)[1].vocabulary == 700
