"""The README is true: its commands exist, every format is named, its links lead somewhere, it stays short."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from graph_builder.cli import app
from graph_builder.export import EXPORTERS
from graph_builder.sources import READERS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_at_most_120_lines():
    assert len(README.splitlines()) <= 120
    assert "@@" not in README


def test_make_targets_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`?make ([a-z]+)", README):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_commands_exist():
    for command in set(re.findall(r"graph-builder ([a-z]+)", README)):
        result = CliRunner().invoke(app, [command, "--help"])
        assert result.exit_code == 0, command


def test_readers_and_exporters_are_named():
    for name in (*READERS, *EXPORTERS):
        assert f"`{name}`" in README, name


def test_local_paths_exist():
    for path in re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(
        r"`((?:graph_builder|ontology|tests)/[\w./-]+)`", README
    ):
        assert (ROOT / path).exists(), path


def test_lines_without_make_are_what_the_makefile_does():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "--require-hashes -r requirements.lock" in README
    assert "--require-hashes -r requirements.lock" in makefile
