"""What a person does with the explorer: paths, periods, keyboard, print, small screens, assistive technology."""

from __future__ import annotations

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders_graph import disputed_graph, made_graph
from pages import opened
from rdflib import Dataset

from graph_builder.export.explorer.html import to_html

pytestmark = pytest.mark.browser
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
PAINTED = """() => { const c = document.querySelector('#canvas canvas');
  const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("fragment", ["", "#select=node.e-00000", "#view=table"])
def test_axe_finds_nothing_serious(open_page, size, scheme, fragment):
    page = open_page(disputed_graph(), fragment, viewport=size, color_scheme=scheme, bypass_csp=True)
    page.wait_for_timeout(400)  # what fades in has its full contrast then
    found = Axe().run(page).response["violations"]
    serious = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in {"serious", "critical"}]
    assert serious == []


def test_a_path_between_two_actors_is_found_shown_and_cleared(open_page):
    page = open_page(made_graph(40), viewport=SIZES["desktop"])
    names = page.locator("#panel .actors .actor").all_inner_texts()
    for end, name in (("a", names[0]), ("b", names[-1])):
        page.locator(f"#path-{end}").fill(name)
        page.locator(f"#path-{end}-list [role=option]").first.click()
    assert "path=" in page.evaluate("explorer.hash()")
    assert page.locator("#path-message").inner_text()
    assert page.locator("#panel mark").count() >= 1
    page.click("#path-find")
    assert "path=" not in page.evaluate("explorer.hash()")


def test_the_period_leaves_out_what_is_earlier_and_undated_facts_are_apart(open_page):
    page = open_page(made_graph(60), viewport=SIZES["desktop"])
    everything = page.evaluate("explorer.visible().facts")
    assert page.locator("#timeline .bars rect").count() > 6
    page.uncheck("#undated")
    dated = page.evaluate("explorer.visible().facts")
    assert 0 < dated < everything
    page.locator("#period-from").focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    later = page.evaluate("explorer.visible().facts")
    assert 0 < later < dated
    assert page.locator("#timeline rect.out").count() > 0
    assert "from=" in page.evaluate("explorer.hash()")
    page.click("#clear-filters")
    assert page.evaluate("explorer.visible().facts") == everything


@pytest.mark.parametrize("old", [1, 3])
def test_few_facts_of_long_ago_stretch_no_axis(open_page, old):
    graph = made_graph(20)
    page = open_page(graph, viewport=SIZES["desktop"])
    shown = page.evaluate("explorer.visible().facts")
    page.close()
    first, rest = graph.facts[:old], graph.facts[old:]
    long_ago = tuple(replace(fact, date="1902", date_precision="year") for fact in first)
    page = open_page(replace(graph, facts=(*long_ago, *rest)), viewport=SIZES["desktop"])
    assert "1902" not in page.locator("#timeline .span").inner_text()
    assert page.evaluate("explorer.visible().facts") == shown  # they stand in the first bar
    assert page.locator("#timeline rect.year").count() > 0
    assert page.locator("#timeline rect.out").count() == 0
    page.close()
    page = open_page(replace(graph, facts=long_ago), viewport=SIZES["desktop"])
    assert "1902" in page.locator("#timeline .span").inner_text()


def test_the_keyboard_alone_leads_from_search_to_a_quotation(open_page):
    page = open_page(disputed_graph(), viewport=SIZES["desktop"])
    page.keyboard.press("/")
    page.keyboard.type(page.locator("#panel .actors .actor").first.inner_text()[:8])
    page.wait_for_selector("#search-list [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel.chosen mark")
    assert page.evaluate("document.activeElement.id") == "panel-body"
    page.keyboard.press("Escape")
    assert page.locator("#panel.chosen").count() == 0


def test_arrows_walk_from_node_to_node(open_page):
    page = open_page(made_graph(30), viewport=SIZES["desktop"])
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    first = page.evaluate("explorer.hash()")
    assert "select=node." in first
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    assert page.evaluate("explorer.hash()") != first
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-body"


def test_another_size_does_not_blank_the_canvas(open_page):
    page = open_page(disputed_graph(), viewport=SIZES["desktop"])
    page.set_viewport_size(SIZES["phone"])
    page.wait_for_timeout(500)
    assert page.evaluate(PAINTED) > 200
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"]["width"]


def test_the_address_holds_the_whole_state(open_page):
    page = open_page(made_graph(60), viewport=SIZES["desktop"])
    page.uncheck("#undated")
    page.locator(".row.kinds input").nth(1).uncheck()
    page.locator("#panel .actors .actor").first.click()
    before = page.evaluate("explorer.visible()")
    marked = page.locator("#panel mark").all_inner_texts()
    page.evaluate("explorer.hash()")
    page.reload()
    page.wait_for_function("performance.getEntriesByName('explorer-drawn').length > 0")
    assert page.evaluate("explorer.visible()") == before
    assert page.locator("#panel mark").all_inner_texts() == marked != []


def test_print_shows_the_table_of_facts_or_the_network(open_page):
    page = open_page(disputed_graph(), viewport=SIZES["desktop"])
    page.emulate_media(media="print")
    assert page.pdf().startswith(b"%PDF")
    assert page.locator("#search").is_hidden()


def test_more_than_3000_actors_are_drawn_by_webgl(browser, tmp_path):
    path = tmp_path / "crowd.html"
    path.write_bytes(to_html(made_graph(3200), Dataset()))
    page = opened(browser, path, "#level=actors", viewport=SIZES["desktop"])
    assert page.evaluate("explorer.visible().nodes.length") <= 300
    page.click("#banner-button")
    page.wait_for_function("explorer.visible().nodes.length >= 3000", timeout=60_000)
    if page.evaluate("explorer.crowd()"):  # else WebGL was slow here, and the canvas draws its most
        page.wait_for_function("explorer.labels().length > 10")
        page.locator("#panel .actors .actor").first.click()
        page.wait_for_selector("#panel.chosen mark")
    assert [line for line in page.noise if "GL Driver Message" not in line] == []
    page.close()
