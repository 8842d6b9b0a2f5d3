"""The query page of the running server: offline, the named questions as examples, answers in a table."""

from __future__ import annotations

import httpx
import pytest
from builders_rdf import knowledge_graph
from servers import serving

from graph_builder.api import Graph

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    Graph(knowledge_graph()).save(folder)
    with serving(folder, tmp_path_factory.mktemp("log") / "output.txt") as address:
        yield address


@pytest.fixture
def page(browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    shown = context.new_page()
    shown.seen = {"messages": [], "elsewhere": []}
    shown.on("console", lambda m: shown.seen["messages"].append(m.text))
    shown.on("pageerror", lambda e: shown.seen["messages"].append(str(e)))
    shown.on(
        "request",
        lambda r: None if r.url.startswith((address, "data:", "blob:")) else shown.seen["elsewhere"].append(r.url),
    )
    shown.goto(address)
    yield shown
    context.close()


def test_a_named_question_is_put_and_answered_without_another_server(page):
    page.get_by_role("button", name="disputed").click()
    page.wait_for_selector(".yasr table tbody tr", timeout=30_000)
    assert "Corea del Norte" in page.inner_text(".yasr table")
    assert page.seen == {"messages": [], "elsewhere": []}


def test_a_malformed_query_shows_the_message_of_the_parser(page):
    page.get_by_role("button", name="disputed").click()
    page.wait_for_selector(".yasr table tbody tr", timeout=30_000)
    page.evaluate("document.querySelector('.yasqe .CodeMirror, .CodeMirror').CodeMirror.setValue('SELECT WHERE {')")
    page.locator(".yasqe_queryButton").click(force=True)
    page.get_by_text("no valid SPARQL query: error at 1:").wait_for(timeout=30_000)


def test_downloads_and_explorer_are_linked(page, address):
    links = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href') || '')")
    assert {"/explorer", "/download/ttl", "/download/csv", "/download/gexf"} <= set(links)
    assert all(httpx.get(address + link).status_code == 200 for link in links if link.startswith("/download/t"))
