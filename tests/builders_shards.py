"""Runs in shards for tests: a few short texts, and all bytes that they must lead to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from builders_store import TEXTS

from graph_builder.builder import build
from graph_builder.report import BuildReport
from graph_builder.settings import Settings
from graph_builder.shards import build_in_shards

FORMATS = ("csv", "html", "jsonl", "kg", "nq", "trig", "ttl")
FILES = (
    "facts.csv", "facts.jsonl", "graph.html", "graph.nq", "graph.trig", "graph.ttl", "knowledge.json.gz",
)  # fmt: skip
ARTICLES = tuple(
    {"id": f"t{number}", "text": text, "published": "2024-06-20", "publisher": ("Uno", "Dos", "")[number % 3]}
    for number, text in enumerate(TEXTS)
)


def write_articles(path: Path, articles: Sequence[object] = ARTICLES) -> Path:
    """Write articles as JSON Lines, in the order given."""
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), "utf-8")
    return path


def outputs(folder: Path) -> dict[str, bytes]:
    """The bytes that must not depend on how a run goes."""
    return {name: (folder / name).read_bytes() for name in FILES}


def numbers(report: BuildReport) -> dict[str, object]:
    """What a report counts."""
    names = (
        "read", "sentences", "statements", "facts", "held_back", "min_confidence", "entities", "violations", "rules",
        "relations", "pipeline", "missing", "notes", "warnings", "skipped",
    )  # fmt: skip
    return {
        **{name: getattr(report, name) for name in names},
        "precision": round(report.expected_precision, 3),
        "order": [*report.rules],
    }


def in_memory(articles: Path, out: Path) -> BuildReport:
    """A run that keeps all in memory."""
    return build(Settings((str(articles),), out, formats=FORMATS)).report


def in_shards(articles: Path, out: Path, work: str | Path, **options: object) -> BuildReport:
    """The same run by way of files."""
    settings = Settings((str(articles),), out, formats=FORMATS, work=str(work), **options)  # type: ignore[arg-type]
    report = build_in_shards(settings)
    assert report is not None
    return report


def workers_of(driver: int) -> list[int]:
    """The processes that a driver has started to work for it."""
    try:
        children = Path(f"/proc/{driver}/task/{driver}/children").read_text("ascii").split()
    except OSError:
        return []
    return [int(child) for child in children if is_worker(int(child))]


def is_worker(process: int) -> bool:
    """Whether a process is such a one, and lives."""
    try:
        return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False
