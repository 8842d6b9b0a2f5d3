"""What is learned on disk of the articles of a run is what is learned in memory."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_sightings import MadeSummaries

from graph_builder.resolve.cross_document import Knowledge, learn
from graph_builder.resolve.cross_document.summary import ArticleSummary
from graph_builder.resolve.spelling import Spelling

pytest.importorskip("duckdb", reason="needs graph-builder[scale]")
pytest.importorskip("pyarrow", reason="needs graph-builder[scale]")


@pytest.fixture(scope="module")
def knowledge(vocabulary) -> Knowledge:
    forbidden = frozenset({frozenset({"Ígor Guirkin", "Igor Girkin"}), frozenset({"Juan Pérez", "Juan Perez"})})
    return Knowledge(vocabulary.gazetteer.entities, Spelling(vocabulary), vocabulary.matching, forbidden)


def applied(summary: ArticleSummary, tables, knowledge: Knowledge) -> ArticleSummary:
    for table in tables.passes:
        summary = summary.renamed(table.renaming(summary, knowledge), knowledge.known)
    return summary


def on_disk(summaries, knowledge: Knowledge, folder, parts: int) -> list[ArticleSummary]:
    from graph_builder.resolve.out_of_core import ActorsOfRun

    folder.mkdir()
    with ActorsOfRun(folder, knowledge) as actors:
        for part in range(parts):
            actors.add(part, summaries[part::parts])
        actors.learn()
        tables = [actors.tables(part) for part in range(parts)]
    return [applied(summary, tables[number % parts], knowledge) for number, summary in enumerate(summaries)]


@pytest.mark.parametrize(
    ("seed", "articles", "names", "within", "limits"),
    [
        (0, 40, 3, "", {}),
        (1, 300, 10, "", {}),
        (2, 300, 10, "year", {}),
        (3, 300, 10, "month", {"singles": 3, "block": 20}),
        (4, 600, 60, "", {"singles": 2, "block": 8}),
    ],
)
def test_tables_learned_on_disk_and_in_memory_say_the_same(tmp_path, knowledge, seed, articles, names, within, limits):
    told = list(MadeSummaries(seed, names).summaries(articles))
    knowledge = replace(knowledge, within=within, matching=replace(knowledge.matching, **limits))
    tables = learn(told, knowledge)
    in_memory = [applied(summary, tables, knowledge) for summary in told]
    assert on_disk(told, knowledge, tmp_path / "run", parts=3) == in_memory
    assert in_memory != told, "nothing was learned"


def test_without_articles_there_is_nothing_to_tell(tmp_path, knowledge):
    assert on_disk([], knowledge, tmp_path / "run", parts=1) == []
