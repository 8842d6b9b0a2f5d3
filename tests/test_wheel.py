"""The wheel carries all it needs: built, unpacked elsewhere, run from a folder that is not the checkout."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_wheel_works_from_any_folder(tmp_path):
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    assert (site / "graph_builder" / "ontology" / "lang" / "es" / "triggers.tsv").is_file()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "graph_builder.cli", "build", "-", "--out", "o", "-q"],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(site)},
        input="Chile condenó el ataque de Rusia contra Ucrania.",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with (elsewhere / "o" / "facts.csv").open(encoding="utf-8", newline="") as handle:
        assert ("ASSAULT", "RUS", "UKR") in {
            (r["relation"], r["subject_state"], r["object_state"]) for r in csv.DictReader(handle)
        }
