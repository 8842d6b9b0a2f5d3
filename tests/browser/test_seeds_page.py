"""The explorer of the two seed articles in a real browser: it draws, stays offline, and leads to the evidence."""

from __future__ import annotations

import pytest
from builders_graph import hostile_graph
from rdflib import Dataset

from graph_builder.export.explorer.html import to_html

pytestmark = pytest.mark.browser


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["desktop", "phone"])
def page(browser, seeds_page, request):
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height})
    page.noise = []
    page.on("console", lambda message: page.noise.append(message.text))
    page.on("pageerror", lambda error: page.noise.append(str(error)))
    page.on(
        "request", lambda sent: page.noise.append(sent.url) if not sent.url.startswith(("file:", "data:")) else None
    )
    page.goto(seeds_page)
    page.wait_for_selector("canvas")
    page.wait_for_timeout(500)
    yield page
    page.close()


def painted(page):
    """How many pixels of the canvas are not transparent."""
    return page.evaluate(
        """() => { const c = document.querySelector('canvas');
                   const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
                   let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; }"""
    )


def test_draws_without_a_request_or_a_message(page):
    assert painted(page) > 500
    assert page.noise == []


def test_search_leads_to_an_actor_and_its_quotation(page):
    box = page.get_by_role("combobox").first
    box.click()
    box.fill("pyongyang")
    box.fill("corea del n")
    page.wait_for_timeout(300)
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_timeout(500)
    assert page.locator("mark").count() > 0
    assert "Corea del Norte" in page.locator("body").inner_text()
    assert page.noise == []


def test_reload_keeps_the_state(page):
    box = page.get_by_role("combobox").first
    box.click()
    box.fill("medv")
    page.wait_for_timeout(300)
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_timeout(500)
    before = page.locator("mark").all_inner_texts()
    page.reload()
    page.wait_for_selector("canvas")
    page.wait_for_timeout(700)
    assert before
    assert page.locator("mark").all_inner_texts() == before


def test_hostile_texts_run_nothing(browser, tmp_path):
    path = tmp_path / "hostile.html"
    path.write_bytes(to_html(hostile_graph(), Dataset()))
    page = browser.new_page()
    noise = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("dialog", lambda dialog: noise.append(dialog.message))
    page.goto(path.as_uri())
    page.wait_for_selector("canvas")
    page.wait_for_timeout(500)
    assert noise == []
    page.close()
