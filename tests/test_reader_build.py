"""`build --reader small`: what the learned reader adds, what the graph says of it, and what a store remembers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph_builder.builder import build, remove
from graph_builder.errors import ConfigurationError
from graph_builder.reader.pair_encoder import FOLDER, NETWORK
from graph_builder.reader.weights import FILE, read_weights
from graph_builder.records.contents import read_contents
from graph_builder.settings import Settings

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return Settings((str(SEEDS),), tmp_path_factory.mktemp("reader") / "out", min_confidence=0.0)


def keys(facts):
    return {(fact.relation, fact.subject_id, fact.object_id, fact.start) for fact in facts}


def test_rules_find_what_they_found_and_the_reader_adds_to_it(settings):
    rules = build(replace(settings, reader="off")).graph
    both = build(replace(settings, reader="small")).graph
    learned = [fact for fact in both.facts if fact.rule.startswith("reader:")]
    assert keys(rules.facts) <= keys(both.facts)
    assert all(fact.rule == f"reader:{fact.relation}" and fact.speaks_for for fact in learned)
    assert all(fact.reading is not None and fact.speaks_for for fact in learned)
    assert any(fact.reading is not None for fact in rules.facts)
    told = {(fact.article, fact.relation, fact.subject_id, fact.object_id) for fact in rules.facts}
    assert not [f for f in learned if (f.article, f.relation, f.subject_id, f.object_id) in told]


def test_the_graph_names_the_weights_and_a_store_remembers_them(settings, tmp_path):
    digest = read_weights(FILE)[1]
    built = build(replace(settings, reader="small", store=tmp_path / "store"))
    assert built.graph.run.reader_sha256 == digest
    assert f'al:readerSha256 "{digest}"' in (settings.out / "graph.ttl").read_text("utf-8")
    assert read_contents(tmp_path / "store").maker.run.reader_sha256 == digest


def test_what_is_left_of_a_store_is_read_by_the_same_reader(settings, tmp_path):
    store, told = tmp_path / "store", []
    whole = build(replace(settings, reader="small", store=store, out=tmp_path / "out")).graph
    remove(store, [whole.articles[0].id], told.append)
    assert told == []  # nothing is read again
    assert read_contents(store).maker.run.reader_sha256 == whole.run.reader_sha256


def test_another_word_is_refused(settings):
    with pytest.raises(ConfigurationError, match="--reader: 'huge' must be one of off, small, large"):
        build(replace(settings, reader="huge"))


@pytest.mark.skipif((FOLDER / NETWORK).exists(), reason="an encoder was trained in this checkout")
def test_the_large_reader_says_what_it_lacks(settings, tmp_path):
    with pytest.raises(ConfigurationError, match=r"--reader large: .* lacks about\.json, pairs\.onnx, subwords\.json"):
        build(replace(settings, reader="large", out=tmp_path / "out"))
    assert not (tmp_path / "out").exists()
