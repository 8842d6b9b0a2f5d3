"""Resumable stages, vectors, packaging and the table of figures, on made-up data."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from graph_builder.errors import ConfigurationError
from graph_builder.training import packaging
from graph_builder.training.__main__ import app
from graph_builder.training.evaluation import Figure, format_table
from graph_builder.training.packaging import describe, round_mantissa, round_weights, write
from graph_builder.training.silver import sample
from graph_builder.training.sources import Credit, Sources, Treebank
from graph_builder.training.stages import Stages, fingerprint
from graph_builder.training.tokenization import blank_pipeline
from graph_builder.training.vectors import read_floret, reduce_dimensions, with_vectors


def test_a_finished_stage_is_skipped_until_its_inputs_change(tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_text("uno", encoding="utf-8")
    stages = Stages(tmp_path / "stages")
    done: list[str] = []

    def work() -> str:
        done.append("again")
        return "made"

    assert stages.run("convert", fingerprint([source], 1), work)
    assert not stages.run("convert", fingerprint([source], 1), work)
    assert stages.run("convert", fingerprint([source], 2), work)
    source.write_text("dos", encoding="utf-8")
    assert stages.run("convert", fingerprint([source], 2), work)
    assert len(done) == 3


def test_an_interrupted_stage_runs_again(tmp_path: Path) -> None:
    stages = Stages(tmp_path)

    def fail() -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stages.run("train", "same", fail)
    assert stages.run("train", "same", lambda: "made")


def test_a_folder_counts_with_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "one").write_text("1", encoding="utf-8")
    before = fingerprint([tmp_path])
    (tmp_path / "inner" / "two").write_text("2", encoding="utf-8")
    assert fingerprint([tmp_path]) != before


def test_rounding_keeps_type_shape_and_nearly_the_value() -> None:
    values = np.random.default_rng(0).normal(size=(50, 7)).astype("f")
    rounded = round_mantissa(values, 9)
    assert rounded.dtype == np.float32
    assert rounded.shape == values.shape
    assert np.all(np.abs(rounded - values) <= np.abs(values) * 2.0**-10)
    assert np.all(rounded.view(np.uint32) % (1 << 14) == 0)


def test_packaged_pipeline_loads_and_says_what_it_is_made_of(tmp_path: Path) -> None:
    nlp = with_vectors(blank_pipeline(), np.ones((20, 4), dtype="f") / 3)
    round_weights(nlp, 9)
    out = write(nlp, write(nlp, tmp_path / "es_made_up"))
    credit = Credit("made up", "nobody", "CC0")
    sources = Sources((Treebank(credit, (), 0, 1),), (), ())
    describe(out, sources, (Figure("UAS", 91.234, 89.5, 91.0),))
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    made_up = {"name": "made up", "author": "nobody", "license": "CC0"}
    assert meta["sources"] == [made_up, packaging.NAMES, packaging.LOOKUPS]
    assert (meta["name"], meta["performance"]) == ("alliance_news", {"UAS": 91.23})
    assert packaging.compressed_size(out) > 0


def test_floret_table_is_read_and_reduced(tmp_path: Path) -> None:
    file = tmp_path / "table.floret"
    file.write_text("2 3 4 5 2 2166136261 < >\n0 1 2 3\n1 2 4 6\n", encoding="utf-8")
    table = read_floret(file)
    assert table.tolist() == [[1, 2, 3], [2, 4, 6]]
    reduced = reduce_dimensions(table, 1)
    assert reduced.shape == (2, 1)
    assert np.linalg.norm(reduced) == pytest.approx(np.linalg.norm(table))


def test_floret_table_of_other_settings_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "table.floret"
    file.write_text("2 3 5 5 1 2166136261 < >\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="made with other settings"):
        read_floret(file)


def test_sample_is_seeded_and_stops_at_its_size() -> None:
    texts = [" ".join([f"palabra{number}"] * 20) for number in range(50)]
    chosen = sample(texts, 100, 3)
    assert len(chosen) == 5
    assert chosen == sample(texts, 100, 3)


def test_table_shows_the_bars() -> None:
    table = format_table((Figure("LAS", 86.04, 85.4, 87.5), Figure("NER F PER", 90.0, 0.0, 0.0)), 20.0, 11.0)
    assert "LAS                  86.04      85.4    87.5" in table
    assert "size MB, zip          11.0" in table


def test_command_line_knows_its_commands() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    assert all(name in result.output for name in ("convert", "vectors", "train", "package", "all"))
