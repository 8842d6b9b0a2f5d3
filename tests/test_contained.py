"""An article that a stage fails on costs itself alone: the others make the graph that they make without it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import pytest
from builders_store import TEXTS, RememberingTools, remembering_tools, silent
from spacy.language import Language

from graph_builder.builder import build
from graph_builder.corpus import make_corpus
from graph_builder.errors import ConfigurationError
from graph_builder.graph.snapshot import to_bytes
from graph_builder.model import Article, Origin
from graph_builder.nlp.pipeline import load_pipeline
from graph_builder.query.store import open_store
from graph_builder.settings import Settings
from graph_builder.tools import Tools

ARTICLES = [
    Article(f"a{number}", text, source=f"a{number}.txt", origin=Origin("/n", f"a{number}", ".txt"))
    for number, text in enumerate(TEXTS)
]


@dataclass(frozen=True)
class FailingTools(RememberingTools):
    """Fails on texts, as a fault in the program would."""

    reading: frozenset[str] = frozenset()
    resolving: frozenset[str] = frozenset()

    def read(self, articles: Sequence[Article], jobs: int = 1, inside=lambda done: None):
        for record in super().read(articles, jobs, inside):
            if record.article.text in self.reading:
                raise IndexError("[E040] no such token")
            yield record

    def assemble(self, records):
        if any(record.article.text in self.resolving for record in records):
            raise RecursionError("too deep")
        return super().assemble(records)


@pytest.fixture(scope="module")
def tools() -> RememberingTools:
    return remembering_tools()


def failing(tools, reading=(), resolving=()):
    shared = {one.name: getattr(tools, one.name) for one in fields(Tools)}
    failures = {"reading": frozenset(TEXTS[n] for n in reading), "resolving": frozenset(TEXTS[n] for n in resolving)}
    return FailingTools(**shared, known=tools.known, **failures)


@pytest.mark.parametrize(
    ("reading", "resolving"),
    [({0}, ()), ((), {0}), ({4}, {7}), ({8, 9}, {0, 1, 2}), (range(9), ()), ((), range(1, 10))],
)
def test_the_graph_is_that_of_the_others(tools, reading, resolving):
    corpus = make_corpus(failing(tools, reading, resolving), ARTICLES)
    lost = {*reading, *resolving}
    others = make_corpus(tools, [article for number, article in enumerate(ARTICLES) if number not in lost])
    assert to_bytes(corpus.graph) == to_bytes(others.graph)
    assert sorted(failure.article.id for failure in corpus.failed) == sorted(f"a{number}" for number in lost)
    assert (corpus.sentences, corpus.statements) == (others.sentences, others.statements)


def test_a_store_keeps_what_it_held_of_an_article_that_fails(tools, tmp_path):
    with open_store(tmp_path, silent) as store:
        make_corpus(tools, ARTICLES[:5], store)
    changed = replace(ARTICLES[2], text=TEXTS[9])
    with open_store(tmp_path, silent) as store:
        corpus = make_corpus(failing(tools, {9}, {8}), [changed, *ARTICLES[5:]], store)
    assert sorted(failure.article.id for failure in corpus.failed) == ["a2", "a8", "a9"]
    assert to_bytes(corpus.graph) == to_bytes(make_corpus(tools, ARTICLES[:8]).graph)
    with open_store(tmp_path, silent) as store:
        assert {article.id: article.text for article in store.articles} == {a.id: a.text for a in ARTICLES[:8]}


def test_an_article_that_only_the_store_has_keeps_its_text(tools, tmp_path):
    with open_store(tmp_path, silent) as store:
        make_corpus(tools, ARTICLES[:4], store)
    newer = failing(tools, {3})
    newer = replace(newer, maker=replace(newer.maker, run=replace(newer.maker.run, version="9")))
    newer.known.clear()
    with open_store(tmp_path, silent) as store:
        corpus = make_corpus(newer, [], store)
    assert [failure.article.id for failure in corpus.failed] == ["a3"]
    assert [article.text for article in corpus.graph.articles] == list(TEXTS[:4])
    assert "a3" not in {fact.article for fact in corpus.graph.facts}
    with open_store(tmp_path, silent) as store:
        assert len(store.articles) == 4


@Language.component("fails_on_a_word")
def fails_on_a_word(doc):
    if "Xochimilco" in doc.text:
        raise ValueError(f"cannot read {doc.text!r}")
    return doc


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A pipeline of a user's own, one of whose components fails."""
    folder = tmp_path_factory.mktemp("model") / "es"
    nlp = load_pipeline().nlp
    nlp.add_pipe("fails_on_a_word")
    nlp.to_disk(folder)
    return str(folder)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_tells_what_failed_and_writes_the_rest(model, tmp_path, jobs):
    lines = [
        {"id": "a", "text": "China sancionó a Taiwán."},
        {"id": "b", "text": "Rusia invadió Xochimilco."},
        {"id": "c", "text": "Perú visitó Xochimilco."},
        {"id": "d", "text": "Rusia condenó a Ucrania."},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    built = build(Settings((str(tmp_path / "in.jsonl"),), tmp_path / "out", model=model, jobs=jobs))
    assert built.report.exit_code == 1
    assert built.report.read == 2
    assert {fact.article for fact in built.graph.facts} == {"a", "d"}
    failed = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["failed"]
    assert [(one["article"], one["source"].rsplit(":", 1)[1]) for one in failed] == [("b", "2"), ("c", "3")]
    assert all("cannot read" in one["error"] and "ValueError" in one["trace"] for one in failed)


def test_a_run_of_which_nothing_is_left_writes_nothing(model, tmp_path):
    (tmp_path / "a.txt").write_text("Rusia invadió Xochimilco.", "utf-8")
    with pytest.raises(ConfigurationError, match="article 'a' failed"):
        build(Settings((str(tmp_path / "a.txt"),), tmp_path / "out", model=model))
    assert not (tmp_path / "out").exists()
