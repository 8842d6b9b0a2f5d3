"""A headless Chromium; where it is missing, tests skip outside CI and fail in CI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pages import opened
from playwright.sync_api import sync_playwright
from rdflib import Dataset

from graph_builder.builder import build
from graph_builder.export.explorer.html import to_html
from graph_builder.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-unsafe-swiftshader",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing; tests/install_browser.sh installs it")
        pytest.skip(f"{CHROMIUM} is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def seeds_page(seeds, tmp_path_factory):
    """The explorer of the seeds, as a file address."""
    folder = tmp_path_factory.mktemp("explorer")
    build(Settings((str(seeds),), folder))
    return (folder / "graph.html").as_uri()


@pytest.fixture
def open_page(browser, tmp_path):
    """Opens the explorer of a graph; at the end no page may have said anything on its console."""
    pages = []

    def open_graph(graph, fragment="", **options):
        path = tmp_path / "graph.html"
        path.write_bytes(to_html(graph, Dataset()))
        pages.append(opened(browser, path, fragment, **options))
        return pages[-1]

    yield open_graph
    for page in pages:
        assert page.noise == []
        page.close()
