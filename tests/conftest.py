"""Fixtures that several test folders share; the pipeline is loaded once a session, in each worker of a parallel one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import graph_builder as gb
from graph_builder.extract import Extractor
from graph_builder.nlp.pipeline import Pipeline, load_pipeline
from graph_builder.nlp.prepare import Preparer
from graph_builder.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parent.parent


settings.register_profile("suite", deadline=None)  # other workers may hold the cores
settings.load_profile("suite")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return load_pipeline()


@pytest.fixture(scope="session")
def preparer(vocabulary: Vocabulary) -> Preparer:
    return Preparer(vocabulary)


@pytest.fixture(scope="session")
def extractor(vocabulary: Vocabulary) -> Extractor:
    return Extractor(vocabulary)


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def kg(seeds: Path) -> gb.Graph:
    """The graph of the seeds; nobody changes it."""
    return gb.build(seeds)


@pytest.fixture(scope="session")
def out(kg: gb.Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as `build` writes it; nobody writes into the folder."""
    folder = tmp_path_factory.mktemp("graph")
    kg.save(folder)
    return folder
