"""Measure the explorer in Chromium: `python tests/benchmarks/bench_explorer.py`.

300, 1,000 and 5,000 nodes, and 100,000 facts of 2,000 nodes, of which `graph-builder serve` gives a part: this one is
asked for by HTTP from a server of its own.
Prints one row per size: file, export in Python, first drawing, pan, filter and selection to repaint (medians of 3).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright
from rdflib import Dataset

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import servers
from builders_graph import made_graph

from graph_builder.api import Graph
from graph_builder.export.explorer.html import to_html
from graph_builder.export.explorer.part import MOST
from graph_builder.model import KnowledgeGraph

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
SIZES = ((300, 600), (1000, 2000), (5000, 10_000), (2000, 100_000))  # nodes, facts
PAN = """async () => {
  const { x, y, scale } = explorer.view(); const start = performance.now(); let frames = 0;
  while (performance.now() - start < 1500) {
    explorer.pan(x + Math.sin(frames / 9) * 60 / scale, y); frames += 1;
    await new Promise(requestAnimationFrame);
  }
  return frames / (performance.now() - start) * 1000; }"""
CLICK = """async (id) => {
  const start = performance.now(); document.querySelector(id).click();
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start; }"""


def measure(browser: Browser, address: str) -> tuple[float, float, float, float]:
    """First drawing (ms), pan (frames a second), filter (ms), selection (ms)."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    page.wait_for_function("performance.getEntriesByName('explorer-drawn').length > 0")
    drawn = page.evaluate("performance.getEntriesByName('explorer-drawn')[0].startTime")
    pan = page.evaluate(PAN)
    filtered = page.evaluate(CLICK, ".row.kinds input")
    page.evaluate(CLICK, ".row.kinds input")
    chosen = page.evaluate(CLICK, ".actors .actor")
    page.close()
    return drawn, pan, filtered, chosen


@contextmanager
def written(page: bytes, folder: Path) -> Iterator[str]:
    """Give the address of a page on disk."""
    path = folder / "page.html"
    path.write_bytes(page)
    yield path.as_uri()


@contextmanager
def served(graph: KnowledgeGraph, folder: Path) -> Iterator[str]:
    """Give the address of the explorer of a graph that `graph-builder serve` serves."""
    Graph(graph).save(folder / "graph", formats=("kg",))
    with servers.serving(folder / "graph", folder / "log", queries=False) as address:  # its database is made meanwhile
        urlopen(f"{address}/explorer", timeout=300).close()  # makes the page, which is kept
        yield f"{address}/explorer"


def main() -> None:
    print("nodes\tfacts\tfile MB\texport s\tfirst drawing ms\tpan fps\tfilter ms\tselect ms")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for nodes, facts in SIZES:
            graph = made_graph(nodes, facts / nodes)
            seconds = []
            for _ in range(3):
                begun = time.perf_counter()
                page = to_html(graph, Dataset())
                seconds.append(time.perf_counter() - begun)
            with served(graph, Path(folder)) if facts > MOST else written(page, Path(folder)) as address:
                runs = [measure(browser, address) for _ in range(3)]
            cells = [statistics.median(column) for column in zip(*runs, strict=True)]
            print(
                nodes,
                facts,
                f"{len(page) / 1e6:.2f}",
                f"{statistics.median(seconds):.2f}",
                *(f"{cell:.0f}" for cell in cells),
                sep="\t",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
