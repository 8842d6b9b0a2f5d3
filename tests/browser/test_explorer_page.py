"""The explorer of made-up graphs in a real browser: filters, table, downloads, dark scheme, sizes."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from builders_graph import disputed_graph, made_graph
from builders_rdf import knowledge_graph
from rdflib import Dataset

from graph_builder.export.tables.facts_csv import to_facts_csv

pytestmark = pytest.mark.browser
OVERLAPS = """() => { const b = explorer.labels(); let n = 0;
  for (let i = 0; i < b.length; i++) for (let j = 0; j < i; j++) { const [a, c] = [b[i], b[j]];
    if (a.x < c.x + c.w && c.x < a.x + a.w && a.y < c.y + c.h && c.y < a.y + a.h) n++; } return n; }"""


def test_click_on_the_canvas_opens_the_facts(open_page):
    page = open_page(disputed_graph())
    place = page.evaluate("explorer.place('e-00000')")
    page.locator("#canvas canvas").first.click(position=place)
    page.wait_for_selector("#panel.chosen mark")
    assert "select=node.e-00000" in page.evaluate("explorer.hash()")


def test_disputed_only_leaves_the_two_facts(open_page):
    page = open_page(disputed_graph())
    page.check("#disputed")
    assert page.evaluate("explorer.visible().facts") == 2
    page.click("#clear-filters")
    assert page.evaluate("explorer.visible().facts") == 6


def test_damaged_addresses_open_all_the_same(open_page):
    page = open_page(disputed_graph(), "#focus=%E0%A4%A&select=x.y&camera=a,b,c&kinds=%&hops=9")
    assert page.evaluate("explorer.visible().facts") == 6


def test_downloads_parse(open_page):
    page = open_page(made_graph(20), "#offices=1")
    read = {}
    for kind in ("png", "svg", "csv", "json"):
        page.click("#more")
        with page.expect_download() as waiting:
            page.click(f"#download-{kind}")
        read[kind] = waiting.value.path().read_bytes()
    assert read["png"].startswith(b"\x89PNG")
    assert ElementTree.fromstring(read["svg"]).tag.endswith("svg")
    rows = list(csv.DictReader(io.StringIO(read["csv"].decode(), newline="")))
    assert len(rows) == len(json.loads(read["json"])["facts"]) == 40


def test_the_downloaded_table_is_the_facts_table(open_page):
    graph = knowledge_graph()
    page = open_page(graph, "#offices=1")
    page.click("#more")
    with page.expect_download() as waiting:
        page.click("#download-csv")
    assert waiting.value.path().read_bytes() == to_facts_csv(graph, Dataset())


def test_no_cell_of_the_downloaded_table_is_a_formula(open_page):
    graph = disputed_graph()
    entities = tuple(replace(entity, label=f"=1+1 {entity.label}") for entity in graph.entities)
    page = open_page(replace(graph, entities=entities))
    page.click("#more")
    with page.expect_download() as waiting:
        page.click("#download-csv")
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text("utf-8"), newline="")))
    assert any(row["subject"].startswith("'=1+1") for row in rows)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_a_page_that_opens_on_the_table_still_draws_the_network(open_page):
    page = open_page(made_graph(20), "#view=table&offices=1")
    assert page.locator("#table tbody tr").count() == 40
    page.click("#view-network")
    page.wait_for_timeout(200)
    assert page.evaluate("explorer.view().scale") > 0.1


@pytest.mark.parametrize("nodes", [40, 300])
def test_no_labels_overlap(open_page, nodes):
    page = open_page(made_graph(nodes))
    page.evaluate("explorer.redraw()")
    page.wait_for_timeout(200)
    assert page.evaluate("explorer.labels().length") > 5
    assert page.evaluate(OVERLAPS) == 0


def test_dark_scheme_and_english(open_page):
    page = open_page(disputed_graph(), "#lang=en", color_scheme="dark")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#view-table").inner_text() == "Table"


def test_large_graphs_open_on_their_best_evidenced_nodes(open_page):
    page = open_page(made_graph(1600), "#level=actors")
    assert page.evaluate("explorer.visible().nodes.length") <= 300
    assert page.locator("#banner").is_visible()
