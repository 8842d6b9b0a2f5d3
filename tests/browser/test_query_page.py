"""The query page of the running server: offline, questions with parameters, answers in a table, two languages, dark."""

from __future__ import annotations

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from builders_rdf import knowledge_graph
from servers import serving

from graph_builder.api import Graph

pytestmark = pytest.mark.browser
TABLE = "#result table tbody tr"
EDITOR = "document.querySelector('.CodeMirror').CodeMirror"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    Graph(knowledge_graph()).save(folder)
    with serving(folder, tmp_path_factory.mktemp("log") / "output.txt") as address:
        yield address


@pytest.fixture
def opened(browser, address):
    contexts = []

    def open_page(**options):
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options}))
        page = contexts[-1].new_page()
        page.seen = {"messages": [], "elsewhere": []}
        page.on("console", lambda m: page.seen["messages"].append(m.text))
        page.on("pageerror", lambda e: page.seen["messages"].append(str(e)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((address, "data:", "blob:")) else page.seen["elsewhere"].append(r.url),
        )
        page.goto(address)
        page.get_by_role("button", name="disputed").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()


def put(page, query):
    page.evaluate(f"text => {EDITOR}.setValue(text)", query)
    page.locator(".yasqe_queryButton").click(force=True)


def test_a_named_question_is_put_and_answered_without_another_server(opened):
    page = opened()
    page.get_by_role("button", name="disputed").click()
    page.wait_for_selector(TABLE, timeout=30_000)
    assert "Corea del Norte" in page.inner_text("#result table")
    assert page.seen == {"messages": [], "elsewhere": []}


def test_the_parameters_of_a_question_are_fields_that_propose_actors(opened):
    page = opened()
    page.get_by_role("button", name="timeline").click()
    page.wait_for_selector(TABLE, timeout=30_000)
    assert page.locator("#parameters input").count() == 2
    assert page.locator("#actors option[value='PRK']").count() == 1
    page.fill("#parameters input[name='actor']", "PRK")
    page.fill("#parameters input[name='other']", "RUS")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_function(f"() => {EDITOR}.getValue().includes('id:PRK')")
    page.wait_for_selector(TABLE, timeout=30_000)
    page.fill("#parameters input[name='other']", "no such id!")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_text("is no entity").wait_for()


def test_a_malformed_query_shows_the_message_of_the_parser(opened):
    page = opened()
    put(page, "SELECT WHERE {")
    page.get_by_text("no valid SPARQL query: error at 1:").wait_for(timeout=30_000)


def test_triples_and_yes_or_no_are_shown(opened):
    page = opened()
    put(page, "CONSTRUCT { ?s a al:Claim } WHERE { ?s a al:Claim } LIMIT 1")
    page.locator("#result pre", has_text="al:Claim").wait_for()
    put(page, "ASK { ?s a al:Claim }")
    page.locator("#result p", has_text="true").wait_for()
    put(page, "SELECT * { ?s al:nothing ?o }")
    page.get_by_text("nothing in the graph fits").wait_for()


def test_the_editor_begins_with_the_prefixes_and_its_query_is_answered(opened):
    page = opened()
    assert "PREFIX al: <https://w3id.org/graph-builder/ontology#>" in page.evaluate(f"{EDITOR}.getValue()")
    page.locator(".yasqe_queryButton").click(force=True)
    page.wait_for_selector(TABLE, timeout=30_000)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_wide_answer_scrolls_inside_itself(opened, width):
    page = opened(viewport={"width": width, "height": 800})
    names = [f"column_{number}" for number in range(40)]
    put(page, f"SELECT {' '.join(f'?{n}' for n in names)} {{ {' '.join(f'BIND(1 AS ?{n})' for n in names)} ?s ?p ?o }}")
    page.wait_for_selector(TABLE, timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(
        "(() => { const a = document.querySelector('.answer'); return a.scrollWidth > a.clientWidth })()"
    )
    assert page.evaluate("document.querySelector('.answer').clientHeight <= innerHeight")


def test_hostile_values_stay_words(opened):
    page = opened()
    put(page, "SELECT ?x { VALUES ?x { '<img src=x onerror=alert(1)>' <javascript:alert(1)> } }")
    page.wait_for_selector(TABLE, timeout=30_000)
    assert page.locator("#result img, #result td a").count() == 0
    assert "<img src=x" in page.inner_text("#result")


@pytest.mark.parametrize(("locale", "title"), [("es-ES", "Preguntar al grafo"), ("en-GB", "Ask the alliance graph")])
def test_the_page_speaks_the_language_of_the_browser_and_the_other(opened, locale, title):
    page = opened(locale=locale)
    assert page.evaluate("document.documentElement.lang") == locale[:2]
    assert title in page.inner_text("h1")
    page.click("header a[hreflang]")
    page.get_by_role("button", name="disputed").wait_for()
    assert title not in page.inner_text("h1")
    page.get_by_role("button", name="obligations").click()
    page.locator("#parameters label").first.wait_for()
    words = page.inner_text("#parameters")
    assert ("Obligaciones" in words) == (locale != "es-ES")
    assert page.seen["elsewhere"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_by_everybody_in_either_light(opened, scheme):
    page = opened(color_scheme=scheme)
    page.get_by_role("button", name="timeline").click()
    page.wait_for_selector(TABLE, timeout=30_000)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
    found = Axe().run(page, context={"exclude": [[".yasqe"]]})  # the editor's own marks are CodeMirror's
    assert found.violations_count == 0, found.generate_report()


def test_downloads_and_explorer_are_linked(opened, address):
    page = opened()
    links = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href') || '')")
    assert {"/explorer", "/download/ttl", "/download/csv", "/download/gexf"} <= set(links)
    assert all(httpx.get(address + link).status_code == 200 for link in links if link.startswith("/download/t"))


def test_the_explorer_of_the_server_says_nothing_on_the_console(browser, address):
    page = browser.new_page()
    messages = []
    page.on("console", lambda m: messages.append(m.text))
    page.on("pageerror", lambda e: messages.append(str(e)))
    assert "unsafe" not in page.goto(f"{address}/explorer").headers["content-security-policy"]
    page.wait_for_selector("#table, canvas", state="attached")
    page.wait_for_timeout(500)
    page.close()
    assert messages == []
