"""The page's bytes: hostile texts stay data, no address is loaded, the same graph gives the same page."""

from __future__ import annotations

import json
import re

from builders_graph import hostile_graph, made_graph
from rdflib import Dataset

from graph_builder.export.html import to_html


def test_hostile_texts_stay_data():
    page = to_html(hostile_graph(), Dataset()).decode()
    blocks = re.findall(r'<script type="application/json" id="[\w-]+">(.*?)</script>', page, re.S)
    assert [type(json.loads(block)) for block in blocks] == [dict, dict, dict]
    assert not any("<" in block for block in blocks)
    assert not re.search(r"""href=["']?javascript:""", page, re.I)


def test_policy_forbids_everything_that_is_not_named():
    page = to_html(made_graph(5), Dataset()).decode()
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert "default-src &#39;none&#39;" in policy or "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_same_graph_same_bytes():
    assert to_html(made_graph(40), Dataset()) == to_html(made_graph(40), Dataset())
