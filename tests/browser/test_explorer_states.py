"""The state level in a real browser: who stands with whom, before and after, for and against."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from builders_graph import made_graph, states_graph
from pages import opened

from graph_builder.export.explorer.html import part_page
from graph_builder.export.explorer.part import best_evidenced
from graph_builder.vocabulary.places import places

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


def test_the_map_shows_the_same_ties_with_states_where_they_lie(open_page):
    graph = states_graph()
    moved = {"ALF": "PRT", "BET": "RUS"}  # codes that the map knows
    entities = tuple(replace(entity, state=moved.get(entity.id, entity.state)) for entity in graph.entities)
    page = open_page(replace(graph, entities=entities), "#level=states&least=1", viewport=DESKTOP)
    before = visible(page)
    page.click("#level-map")
    assert "level=map" in page.evaluate("explorer.hash()")
    assert visible(page)["edges"] == before["edges"]
    west, east = page.evaluate("[explorer.place('ALF'), explorer.place('BET')]")
    assert (west["x"] < east["x"], west["y"] > east["y"]) == (True, True)
    page.click("#level-states")
    assert visible(page) == before


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


def test_kinds_count_actors_and_follow_the_focus(open_page):
    page = open_page(states_graph(), "#level=actors&offices=1", viewport=DESKTOP)
    count = page.locator(".row.kinds .count").first
    assert count.inner_text() == "6"
    page.evaluate("location.hash = 'level=actors&offices=1&focus=per-ministra'")
    page.wait_for_function("explorer.visible().nodes.length === 3")
    assert count.inner_text() == "2"


def test_one_click_looks_around_an_actor(open_page):
    page = open_page(states_graph(), "#level=states&least=1", viewport=DESKTOP)
    page.locator("#panel .around").first.click()
    assert "focus=" in page.evaluate("explorer.hash()")
    assert page.locator("#banner").is_visible()


@pytest.mark.parametrize("typed", ["E.E.", "ee", "EE. "])
def test_search_reads_abbreviations_with_and_without_full_stops(open_page, typed):
    graph = states_graph()
    named = replace(graph.entities[0], aliases=("EE",))
    page = open_page(replace(graph, entities=(named, *graph.entities[1:])), viewport=DESKTOP)
    page.fill("#search", typed)
    assert "Estado ALF" in page.locator("#search-list [role=option]").all_inner_texts()[0]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("EEUU", "Estados Unidos"), ("EE. UU.", "Estados Unidos"), ("NATO", "Atlántico"), ("Pekín", "China")],
)
def test_search_knows_what_the_gazetteer_calls_an_actor(open_page, typed, wanted):
    listed = places().gazetteer.entities
    graph = states_graph()
    own = {"ALF": "USA", "BET": "CHN", "GAM": "org-otan"}
    entities = tuple(listed[own[one.id]] if one.id in own else one for one in graph.entities)
    facts = tuple(
        replace(
            fact,
            subject_id=own.get(fact.subject_id, fact.subject_id),
            object_id=own.get(fact.object_id, fact.object_id),
        )
        for fact in graph.facts
    )
    page = open_page(replace(graph, entities=entities, facts=facts), viewport=DESKTOP)
    page.fill("#search", typed)
    assert wanted in page.locator("#search-list [role=option]").all_inner_texts()[0]


def test_search_finds_quotations(open_page):
    page = open_page(states_graph(), viewport=DESKTOP)
    page.fill("#search", "crónica del día")
    page.keyboard.press("Enter")
    assert "select=fact." in page.evaluate("explorer.hash()")
    assert page.locator("#panel mark").count() == 1


def test_the_table_leaves_out_empty_columns_and_saves_what_it_shows(open_page):
    page = open_page(states_graph(), "#view=table&hide=quote&undated=0", viewport=DESKTOP)
    heads = [name.strip() for name in page.locator("#table th:visible").all_inner_texts()]
    assert not {"Frase", "Lo dice"} & set(heads)
    with page.expect_download() as waiting:
        page.click("#table-csv")
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text("utf-8"))))
    assert rows[0] == heads
    assert len(rows) - 1 == page.locator("#table tbody tr").count()


@pytest.mark.parametrize("viewport", [DESKTOP, {"width": 390, "height": 844}])
def test_a_picture_tells_what_was_filtered_within_its_width(open_page, viewport, tmp_path):
    page = open_page(states_graph(), "#level=states&least=1&sure=50&kinds=person", viewport=viewport)
    page.click("#more")
    with page.expect_download() as waiting:
        page.click("#download-svg")
    waiting.value.save_as(tmp_path / "graph.svg")
    page.goto((tmp_path / "graph.svg").as_uri())
    foot = page.evaluate("""[...document.querySelectorAll("text:not([stroke])")].map((one) => {
        const { x, width } = one.getBBox();
        return [one.textContent, x + width]; })""")
    assert max(right for _, right in foot) <= page.evaluate("document.documentElement.width.baseVal.value")
    told = " ".join(text for text, _ in foot)
    assert "Probabilidad mínima: 50 %" in told
    assert "sin Persona" in told


def test_a_fact_is_cited_with_its_article(open_page):
    page = open_page(states_graph(), "#select=fact.s-00", viewport=DESKTOP)
    page.evaluate("navigator.clipboard.writeText = (text) => { globalThis.cited = text; }")
    page.click("#panel .cite")
    cited = page.evaluate("globalThis.cited")
    assert cited.startswith("«Según la crónica")
    assert "Crónica número 0" in cited


def test_embedded_pages_show_the_network_alone(open_page):
    page = open_page(states_graph(), "#embed", viewport=DESKTOP)
    assert page.locator("#canvas").is_visible()
    assert not page.locator("#filters").is_visible()
    assert not page.locator("header.top").is_visible()


def test_a_part_of_a_served_graph_asks_the_server_for_words(browser, tmp_path):
    path = tmp_path / "explorer.html"
    path.write_bytes(part_page(best_evidenced(made_graph(60, 20), 300, served=True)))
    page = opened(browser, path, "#level=actors&lang=en")
    page.fill("#search", "palabras de nadie")
    page.locator("#search-list").get_by_text("Search all 1,200 facts for “palabras de nadie”").click()
    page.wait_for_url("**?find=*")
    assert "?find=palabras%20de%20nadie#" in page.url
    page.close()


def test_a_part_of_a_served_graph_asks_for_an_actors_surroundings(browser, tmp_path):
    path = tmp_path / "explorer.html"
    path.write_bytes(part_page(best_evidenced(made_graph(60, 20), 300, served=True)))
    page = opened(browser, path, "#level=actors&lang=en")
    assert "300 of 1,200 facts" in page.locator("#counts").inner_text()
    page.locator("#panel .actors .actor").first.click()
    key = page.evaluate("explorer.hash()").partition("select=node.")[2].partition("&")[0]
    page.get_by_text("Load all that is said of this actor").click()
    page.wait_for_url("**?around=*")
    assert f"?around={key}#" in page.url
    assert f"select=node.{key}" in page.url
    page.close()
