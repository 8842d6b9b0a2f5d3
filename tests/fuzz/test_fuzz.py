"""Broken bytes and odd values for everything that reads: no traceback, no lost article, no hang."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from fuzz.run import fuzz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.sources import read_articles

INPUTS = 1_000  # `make fuzz` feeds more


def test_broken_bytes_end_in_errors_of_ours_alone():
    outcomes = fuzz(INPUTS, seed=19)
    bad = [(name, *one) for name, outcome in outcomes.items() for one in outcome.bad]
    assert not bad, "\n".join(f"{name}: {kind}: {data[:200]!r}\n{trace}" for name, kind, data, trace in bad[:5])
    assert sum(outcome.inputs for outcome in outcomes.values()) == INPUTS
    assert any(outcome.refused for outcome in outcomes.values()), "nothing was broken"


TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)  # half characters too
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
RECORDS = st.dictionaries(
    st.sampled_from(["id", "title", "published", "publisher", "url", "language"]) | TEXTS, VALUES, max_size=6
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RECORDS | VALUES, max_size=6), st.booleans())
def test_good_records_are_read_whatever_stands_beside_them(records, ascii_):
    good = {"id": "buena nota", "text": "Perú visitó Chile.", "published": "2024-06-19"}
    lines = [json.dumps(one, ensure_ascii=ascii_) for one in (*records, good, *records)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "in.jsonl")
        path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        reading = read_articles([str(path)])
    repr(reading).encode()
    [article] = [one for one in reading.articles if one.id == "buena-nota"]
    assert (article.text, article.published) == (good["text"], good["published"])
