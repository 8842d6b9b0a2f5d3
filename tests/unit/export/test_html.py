"""The page repeats itself byte by byte, loads nothing, and holds no live markup from the data."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from builders_graph import HOSTILE, RUN, hostile_graph, made_graph
from rdflib import Dataset

from graph_builder.export.explorer.html import to_html
from graph_builder.export.explorer.page_data import (
    PLAIN_LIMIT,
    interface_names,
    interface_texts,
    packed_json,
    page_json,
)
from graph_builder.model import KnowledgeGraph


def test_same_graph_same_bytes():
    assert to_html(made_graph(40), Dataset()) == to_html(made_graph(40), Dataset())


@pytest.mark.parametrize("graph", [made_graph(3), hostile_graph()], ids=["made", "hostile"])
def test_every_script_and_style_is_in_the_policy(graph):
    page = to_html(graph, Dataset()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1).replace("&#39;", "'")
    assert policy.startswith("default-src 'none'")
    inlined = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(inlined) == 3
    for text in inlined:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


def test_nothing_is_loaded():
    page = to_html(made_graph(3), Dataset()).decode()
    head = re.sub(r"<script.*?</script>|<style.*?</style>", "", page, flags=re.DOTALL)
    assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:)?//", head)
    assert "sourceMappingURL" not in page
    assert "<script src" not in page


def test_json_cannot_end_its_script():
    text = page_json(list(HOSTILE))
    assert "<" not in text
    assert not {"\u2028", "\u2029"} & set(text)


def test_long_data_travel_packed():
    assert packed_json(["a"]) == '["a"]'
    assert packed_json(["a" * PLAIN_LIMIT]).startswith('{"packed":')


def test_an_empty_graph_makes_a_page():
    assert b"</html>" in to_html(KnowledgeGraph((), (), (), (), RUN), Dataset())


def test_languages_have_the_same_words():
    texts = interface_texts()
    assert texts["es"].keys() == texts["en"].keys()
    names = interface_names()
    for table in ("relations", "classes", "statuses", "polarities", "kinds"):
        assert names["es"][table].keys() == names["en"][table].keys()


def test_hostile_texts_stay_data():
    page = to_html(hostile_graph(), Dataset()).decode()
    blocks = re.findall(r'<script type="application/json" id="[\w-]+">(.*?)</script>', page, re.DOTALL)
    assert [type(json.loads(block)) for block in blocks] == [dict, dict, dict]
    assert not any("<" in block for block in blocks)
    assert not re.search(r"""href=["']?javascript:""", page, re.IGNORECASE)


def test_policy_allows_no_inline_code_without_a_hash():
    page = to_html(made_graph(5), Dataset()).decode()
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert "unsafe" not in policy
