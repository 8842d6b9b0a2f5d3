"""Every notebook runs from top to bottom, wherever it is opened, and is committed with its results."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WITH_FIGURES = {"alliance_network", "cooperation_conflict", "disputed_claims", "dyad_timeline", "networkx_pandas"}
_OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:work|tmp|root|home|Users)/")


def cells_of(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def has_figure(cell):
    return any("image/png" in output.get("data", {}) for output in cell.outputs)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_runs(path):
    """From their own folder, but for every second one: they are opened from the root too, and each run takes time."""
    folder = ROOT if NOTEBOOKS.index(path) % 2 else path.parent
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}})
    cells = cells_of(client.execute())
    assert all(cell.outputs for cell in cells)
    assert any(map(has_figure, cells)) == (path.stem in WITH_FIGURES)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_is_committed_with_its_results_and_without_those_of_a_machine(path):
    cells = cells_of(nbformat.read(path, as_version=4))
    assert all(cell.outputs for cell in cells)
    assert not [output for cell in cells for output in cell.outputs if output.output_type == "error"]
    assert any(map(has_figure, cells)) == (path.stem in WITH_FIGURES)
    text = path.read_text("utf-8")
    assert not _OF_A_MACHINE.search(text)
    assert len(text) < 400_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_finds_its_articles_from_its_folder_and_from_the_root(path):
    sources = "".join(cell.source for cell in cells_of(nbformat.read(path, as_version=4)))
    assert '"seeds" if Path("seeds").is_dir() else "../seeds"' in sources or "here / " in sources
