"""Whatever comes into a store and goes, in whatever order: it is the graph of the articles that are left."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders_store import TEXTS, RememberingTools, remembering_tools, state, update, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.corpus import make_corpus
from graph_builder.model import Article, Origin
from graph_builder.sources import content

SEQUENCES = int(os.environ.get("STORE_SEQUENCES", "15"))

STEMS = ("portada", "nota")
FOLDERS = ("18", "19", "sur/18")
GIVEN_IDS = ("portada", "r1", "r2")


@dataclass(frozen=True)
class Build:
    """Articles that one run gives: a place (a file, or an id that a record gives), a text, a publisher."""

    articles: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class Remove:
    """One article that one run removes, by its place in the list of those that are there."""

    number: int


places = st.sampled_from([*(f"{folder}/{stem}" for folder in FOLDERS for stem in STEMS), *GIVEN_IDS])
one_article = st.tuples(places, st.integers(0, len(TEXTS) - 1), st.sampled_from(("", "Diario Uno")))
builds = st.builds(Build, st.lists(one_article, min_size=1, max_size=4, unique_by=lambda one: one[0]).map(tuple))
removals = st.builds(Remove, st.integers(0, 10))
sequences = st.lists(st.one_of(builds, builds, removals), min_size=2, max_size=6)


@pytest.fixture(scope="module")
def tools() -> RememberingTools:
    return remembering_tools()


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """A folder in memory where there is one: power failures are no part of this test."""
    shared_memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=shared_memory if os.access(shared_memory, os.W_OK) else None))
    for place in FOLDERS:
        (folder / "news" / place).mkdir(parents=True)
        for stem in STEMS:
            (folder / "news" / place / f"{stem}.txt").touch()
    yield folder
    shutil.rmtree(folder)


def article(place: str, text: int, publisher: str, news: Path) -> Article:
    folder, _, stem = place.rpartition("/")
    origin = Origin((news / folder).as_posix(), stem, ".txt") if folder else None
    return Article(stem, TEXTS[text], publisher=publisher, origin=origin)


@given(sequence=sequences)
@settings(max_examples=SEQUENCES, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_store_is_the_graph_of_its_articles(sequence, tools, root):
    left: dict[str, Article] = {}
    grown = Path(tempfile.mkdtemp(dir=root))
    update(grown, tools)
    for step in sequence:
        if isinstance(step, Build):
            articles = {one[0]: article(*one, root / "news") for one in step.articles}
            left |= articles
            update(grown, tools, list(articles.values()))
        else:
            there = make_corpus(tools, list(left.values())).graph.articles
            if there:
                gone = there[step.number % len(there)]
                update(grown, tools, gone=[gone.id])
                left = {place: one for place, one in left.items() if not _is(one, gone)}
    at_once = Path(tempfile.mkdtemp(dir=root))
    whole = update(at_once, tools, list(reversed(left.values())))
    assert state(grown) == state(at_once)
    assert written(update(grown, tools)) == written(whole) == written(make_corpus(tools, list(left.values())))
    shutil.rmtree(grown)
    shutil.rmtree(at_once)


def _is(article: Article, gone: Article) -> bool:
    """Whether removing one removes the other: it is it, or a copy of it in another file."""
    if article.origin is None or gone.origin is None:
        return article.origin == gone.origin and article.id == gone.id
    return content(article) == content(gone)
