"""Check the installation: what works and what does not, a line each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from graph_builder.errors import GraphBuilderError
from graph_builder.judge import load_judge
from graph_builder.nlp.pipeline import load_pipeline
from graph_builder.version import VERSION
from graph_builder.vocabulary import load_vocabulary
from graph_builder.vocabulary.paths import ontology_root

_PACKAGES = ("spacy", "rdflib", "pyoxigraph", "pyshacl", "networkx", "pyvis", "trafilatura")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    good: bool
    detail: str


def examine(out: Path, model: str = "") -> tuple[Finding, ...]:
    """Look at Python, packages, pipeline, ontology and output folder; never raises for what it looks for."""
    return (
        Finding("graph-builder", True, VERSION),
        Finding("python", sys.version_info >= (3, 11), sys.version.split()[0]),
        *_packages(),
        _pipeline(model),
        _ontology(),
        _judge(),
        _output(out),
    )


def _packages() -> Iterator[Finding]:
    for name in _PACKAGES:
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            yield Finding(name, False, "not installed; pip install graph-builder")


def _pipeline(model: str) -> Finding:
    try:
        pipeline = load_pipeline(model)
    except GraphBuilderError as error:
        return Finding("pipeline", False, str(error))
    return Finding("pipeline", True, "; ".join((pipeline.name, *pipeline.missing)))


def _ontology() -> Finding:
    try:
        vocabulary = load_vocabulary()
    except GraphBuilderError as error:
        return Finding("ontology", False, str(error).replace("\n", " | "))
    rows = sum(map(len, vocabulary.lexicon.triggers.values()))
    detail = f"{ontology_root()}: {rows} trigger rows, {len(vocabulary.gazetteer.entities)} known actors"
    return Finding("ontology", True, detail)


def _judge() -> Finding:
    try:
        judge = load_judge()
    except GraphBuilderError as error:
        return Finding("judge", False, str(error))
    return Finding("judge", True, f"weights {judge.sha256[:16]}, facts from {judge.threshold:g} are shown")


def _output(out: Path) -> Finding:
    nearest = next(path for path in (out, *out.resolve().parents) if path.exists())
    good = nearest.is_dir() and os.access(nearest, os.W_OK)
    return Finding("output folder", good, f"{out} can{'' if good else 'not'} be written")
