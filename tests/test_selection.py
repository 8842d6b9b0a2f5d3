"""Articles that name no foreign state stay unread where that is asked for, and everything says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.builder import Built, build, remove
from graph_builder.errors import ConfigurationError
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.settings import Settings

TEXTS = {
    "a": "El alcalde inauguró un parque.",
    "b": "China acusó a Japón.",
    "c": "El Gobierno de México acusó a un juez.",
}


def _built(folder: Path, **options: object) -> Built:
    articles = folder / "in"
    articles.mkdir(exist_ok=True)
    for name, text in TEXTS.items():
        (articles / f"{name}.txt").write_text(text, "utf-8")
    return build(Settings((str(articles),), folder / "out", formats=("csv", "ttl", "kg"), **options))  # type: ignore[arg-type]


def test_what_names_no_foreign_state_is_not_read(tmp_path: Path) -> None:
    built = _built(tmp_path, only_with="foreign-states", home=("MEX",))
    assert [article.id for article in built.graph.articles] == ["b"]
    assert "2 of 3 articles name no foreign state and were not read" in built.report.notes
    assert built.report.exit_code == 0
    assert 'al:onlyWith "foreign-states but MEX"' in (tmp_path / "out" / "graph.ttl").read_text("utf-8")


def test_without_the_option_all_is_read_and_another_run_says_nothing(tmp_path: Path) -> None:
    built = _built(tmp_path)
    assert len(built.graph.articles) == 3
    assert built.graph.run.only_with == ""
    assert "onlyWith" not in (tmp_path / "out" / "graph.ttl").read_text("utf-8")


def test_a_store_reads_nothing_twice_for_the_option(tmp_path: Path) -> None:
    _built(tmp_path, store=tmp_path / "store")
    records = sorted((tmp_path / "store" / "records").rglob("*.json.gz"))
    written = [path.stat().st_mtime_ns for path in records]
    built = _built(tmp_path, store=tmp_path / "store", only_with="foreign-states")
    assert built.report.sentences == 0
    assert [path.stat().st_mtime_ns for path in records] == written


def test_a_store_that_articles_are_removed_from_still_says_what_they_had_to_name(tmp_path: Path) -> None:
    _built(tmp_path, store=tmp_path / "store", only_with="foreign-states")
    [first, *_] = read_snapshot(tmp_path / "store").articles
    remove(tmp_path / "store", [first.id])
    assert read_snapshot(tmp_path / "store").run.only_with == "foreign-states"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"only_with": "everything"}, "must be foreign-states"),
        ({"home": ("MEX",)}, "add --only-with"),
        ({"only_with": "foreign-states", "home": ("MX",)}, "'MX' is no state"),
        ({"only_with": "foreign-states", "home": ("MEX", "CHN", "JPN")}, "name no foreign state and were not read"),
    ],
)
def test_options_that_leave_nothing_are_told(tmp_path: Path, options: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        _built(tmp_path, **options)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
