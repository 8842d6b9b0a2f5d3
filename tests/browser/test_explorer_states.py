"""The state level in a real browser: who stands with whom, before and after, for and against."""

from __future__ import annotations

import pytest
from builders_graph import made_graph, states_graph

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1280, "height": 800}


def visible(page):
    return page.evaluate("explorer.visible()")


def test_a_large_page_opens_on_the_states_and_switches_to_all_actors(open_page):
    page = open_page(made_graph(160), viewport=DESKTOP)
    assert page.get_attribute("#level-states", "aria-pressed") == "true"
    assert all(edge.endswith(("~cooperation", "~conflict")) for edge in visible(page)["edges"])
    page.click("#level-actors")
    assert "level=actors" in page.evaluate("explorer.hash()")
    assert not any(edge.endswith(("~cooperation", "~conflict")) for edge in visible(page)["edges"])


def test_a_minister_acts_for_her_state(open_page):
    page = open_page(states_graph(), "#level=states&least=1", viewport=DESKTOP)
    assert visible(page)["nodes"] == ["ALF", "BET", "DEL", "EPS", "GAM", "ZET", "org-liga"]
    assert "ALF~BET~cooperation" in visible(page)["edges"]
    page.evaluate("location.hash = 'level=states&select=node.ALF'")
    page.wait_for_selector("#panel .ties")
    assert "Ana Ministra" in page.locator("#panel").inner_text()


def test_offices_and_isolates_come_when_asked_for(open_page):
    page = open_page(states_graph(), "#level=actors", viewport=DESKTOP)
    assert "per-ministra~ALF~HOLDS_OFFICE" not in visible(page)["edges"]
    page.check("#offices")
    assert "per-ministra~ALF~HOLDS_OFFICE" in visible(page)["edges"]
    page.click("#clear-filters")
    assert not page.is_checked("#offices")


def test_two_periods_are_compared_on_a_states_panel(open_page):
    page = open_page(states_graph(), "#level=states&least=1&split=2014-01&select=node.BET", viewport=DESKTOP)
    rows = page.locator("#panel .ties tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows] == [["Estado GAM", "0 → 1", "0 → 0"], ["Estado ALF", "1 → 0", "0 → 0"]]
    page.click("#compare")
    assert "→" not in page.locator("#panel .ties").inner_text()


def test_a_pairs_claims_stand_in_two_columns(open_page):
    page = open_page(states_graph(), "#level=states&least=1&select=node.BET", viewport=DESKTOP)
    page.locator("#panel .ties button").first.click()
    assert "select=pair." in page.evaluate("explorer.hash()")
    assert page.locator("#panel .columns section").count() == 2
    assert page.locator("#panel .columns mark").count() >= 1


def test_search_for_a_person_leaves_the_states(open_page):
    page = open_page(states_graph(), "#level=states", viewport=DESKTOP)
    page.fill("#search", "ministra")
    page.keyboard.press("Enter")
    assert "level" not in page.evaluate("explorer.hash()")
    assert "select=node.per-ministra" in page.evaluate("explorer.hash()")


def test_playing_moves_a_window_through_the_period(open_page):
    page = open_page(states_graph(), "#level=states&least=1", viewport=DESKTOP)
    page.click("#play")
    assert "from=2012-12" in page.evaluate("explorer.hash()")
    page.click("#play")
    assert page.locator("#play").inner_text() == "Reproducir"
