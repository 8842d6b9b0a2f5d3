"""A run in shards has the bytes of a run in memory, however it is cut and carried out, and goes on where it stopped."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders_shards import (
    ARTICLES,
    FORMATS,
    in_memory,
    in_shards,
    is_worker,
    numbers,
    outputs,
    workers_of,
    write_articles,
)
from typer.testing import CliRunner

from graph_builder.cli.app import app
from graph_builder.errors import ConfigurationError, GraphError
from graph_builder.extract import Extractor
from graph_builder.report import BuildReport
from graph_builder.shards import status_of


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("shards") / "articles.jsonl")


@pytest.fixture(scope="session")
def expected(articles: Path) -> tuple[BuildReport, dict[str, bytes]]:
    out = articles.parent / "memory"
    return in_memory(articles, out), outputs(out)


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_the_size_of_shards_makes_no_difference(
    articles: Path, expected: tuple[BuildReport, dict[str, bytes]], tmp_path: Path, size: int
) -> None:
    report = in_shards(articles, tmp_path / "out", tmp_path / "work", shard_size=size)
    assert outputs(tmp_path / "out") == expected[1]
    assert numbers(report) == numbers(expected[0])
    assert len([*(tmp_path / "work" / "records").iterdir()]) == -(-len(ARTICLES) // size)


def test_actors_learned_on_disk_make_no_difference(
    articles: Path, expected: tuple[BuildReport, dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb", reason="needs graph-builder[scale]")
    in_shards(articles, tmp_path / "out", tmp_path / "in-memory", shard_size=3)
    monkeypatch.setattr("graph_builder.shards.reduce._IN_MEMORY", 0)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / ".learning-left").mkdir()  # by a run that was killed
    in_shards(articles, tmp_path / "out", tmp_path / "work", shard_size=3)
    assert outputs(tmp_path / "out") == expected[1]
    assert not [*(tmp_path / "work").glob(".learning-*")]
    names = [{path.name for path in (tmp_path / work / "names").iterdir()} for work in ("in-memory", "work")]
    assert names[0] == names[1]


def test_periods_are_part_of_what_a_run_is(articles: Path, tmp_path: Path) -> None:
    in_shards(articles, tmp_path / "out", tmp_path / "work")
    whole = {path.name for path in (tmp_path / "work" / "names").iterdir()}
    in_shards(articles, tmp_path / "out", tmp_path / "work", resolve_within="year")
    assert {path.name for path in (tmp_path / "work" / "names").iterdir()} != whole


@pytest.mark.slow
def test_a_pool_and_another_order_make_no_difference(
    expected: tuple[BuildReport, dict[str, bytes]], tmp_path: Path
) -> None:
    shuffled = random.Random(3).sample(ARTICLES, len(ARTICLES))
    other = write_articles(tmp_path / "articles.jsonl", shuffled)
    in_shards(other, tmp_path / "out", tmp_path / "work", shard_size=2, jobs=2)
    assert outputs(tmp_path / "out") == expected[1]


@pytest.mark.slow
def test_neither_does_the_seed_of_hashes(
    articles: Path, expected: tuple[BuildReport, dict[str, bytes]], tmp_path: Path
) -> None:
    _finished(articles, tmp_path, PYTHONHASHSEED="7")
    assert outputs(tmp_path / "out") == expected[1]


def test_a_folder_behind_a_url_holds_the_same(
    articles: Path, expected: tuple[BuildReport, dict[str, bytes]], tmp_path: Path
) -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed (extra cloud)")
    in_shards(articles, tmp_path / "out", "memory://run", shard_size=4)
    assert outputs(tmp_path / "out") == expected[1]
    assert status_of("memory://run").shards_with_facts == 3


def test_a_run_that_is_done_does_nothing_again(articles: Path, tmp_path: Path) -> None:
    first = in_shards(articles, tmp_path / "out", tmp_path / "work", shard_size=3)
    before = _times(tmp_path / "work")
    again = in_shards(articles, tmp_path / "out", tmp_path / "work", shard_size=3)
    assert _times(tmp_path / "work") == before
    assert numbers(again) == numbers(first)


def test_an_article_that_changes_costs_its_shard_alone(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_shards(articles, tmp_path / "out", tmp_path / "work", shard_size=3)
    before = _times(tmp_path / "work")
    read: list[str] = []
    real = Extractor.extract

    def extract(self: Extractor, parsed: object, *rest: object) -> object:
        read.append(parsed.article.id)  # type: ignore[attr-defined]
        return real(self, parsed, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Extractor, "extract", extract)
    changed = [{**one, "text": "China sancionó a Rusia."} if one["id"] == "t4" else one for one in ARTICLES]
    other = write_articles(tmp_path / "articles.jsonl", changed)
    in_shards(other, tmp_path / "out", tmp_path / "work", shard_size=3)
    after = _times(tmp_path / "work")
    new = {name for name, time in after.items() if before.get(name) != time}
    assert read == ["t4"]
    assert len([name for name in new if name.startswith("records/")]) == 1
    assert len([name for name in new if name.startswith("facts/")]) == 1
    in_memory(other, tmp_path / "memory")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "memory")
    assert len([name for name in after if name.startswith("records/")]) == 4  # the former one is gone


def test_an_article_that_fails_is_told_and_the_others_go_on(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Extractor.contexts

    def contexts(self: Extractor, parsed: object) -> object:
        if parsed.article.id == "t5":  # type: ignore[attr-defined]
            raise ZeroDivisionError("a fault")
        return real(self, parsed)  # type: ignore[arg-type]

    monkeypatch.setattr(Extractor, "contexts", contexts)
    report = in_shards(articles, tmp_path / "out", tmp_path / "work", shard_size=4)
    assert [failure.article.id for failure in report.failed] == ["t5"]
    assert report.read == len(ARTICLES) - 1
    assert report.exit_code == 1
    (line,) = (tmp_path / "work" / "failed.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["error"] == "ZeroDivisionError: a fault"
    assert status_of(str(tmp_path / "work")).failed == ("t5",)
    monkeypatch.undo()
    without = write_articles(tmp_path / "others.jsonl", [one for one in ARTICLES if one["id"] != "t5"])
    in_memory(without, tmp_path / "memory")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "memory")


@pytest.mark.slow
def test_parts_are_read_by_several_runs_and_put_together_by_another(
    articles: Path, expected: tuple[BuildReport, dict[str, bytes]], tmp_path: Path
) -> None:
    runner = CliRunner()
    command = [*_command(articles, tmp_path), "--shard-size", "3"]
    for part in ("1/2", "2/2"):
        result = runner.invoke(app, [*command, "--part", part])
        assert result.exit_code == 0, result.output
        assert not (tmp_path / "out").exists()
    assert status_of(str(tmp_path / "work")).shards_read == 4
    before = _times(tmp_path / "work" / "records")
    assert runner.invoke(app, command).exit_code == 0
    assert _times(tmp_path / "work" / "records") == before
    assert outputs(tmp_path / "out") == expected[1]
    told = runner.invoke(app, ["status", str(tmp_path / "work")]).output
    assert "4/4" in told
    assert "10/10" in told


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found in /proc")
@pytest.mark.parametrize("victim", ["driver", "worker"])
def test_a_kill_costs_neither_bytes_nor_leaves_processes(
    articles: Path, expected: tuple[BuildReport, dict[str, bytes]], tmp_path: Path, victim: str
) -> None:
    driver = _started(articles, tmp_path)
    try:
        workers = _workers(driver)
        if victim == "driver":
            driver.kill()
            driver.wait()
        else:
            os.kill(workers[0], signal.SIGKILL)
            assert driver.wait(timeout=120) == 0
        _gone(workers)
    finally:
        driver.kill()
        driver.wait()
    if victim == "driver":
        _finished(articles, tmp_path)
    assert outputs(tmp_path / "out") == expected[1]
    assert not [*(tmp_path / "work").rglob("*.unfinished")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--part", "1/2"], "--part: is for a run in shards"),
        (["--work", "w", "--part", "3/2"], "'3/2' is no part"),
        (["--work", "w", "--shard-size", "0"], "--shard-size: 0 is less than 1"),
        (["--work", "w", "--store", "s"], "does not go with --store"),
        (["--resolve-within", "week"], "--resolve-within: 'week' must be year or month"),
        (["--resolve-within", "year", "--store", "s"], "a store compares the actors of all its articles"),
        (["--work", "w", "--executor", "dask"], "must be one of processes, ray"),
    ],
)
def test_wrong_options_are_said(articles: Path, tmp_path: Path, options: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["build", str(articles), "--out", str(tmp_path / "out"), *options])
    assert result.exit_code == 2
    assert message in result.output


def test_what_is_no_run_is_said(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="holds no run in shards"):
        status_of(str(tmp_path))


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no article could be read"):
        in_shards(write_articles(tmp_path / "none.jsonl", ()), tmp_path / "out", tmp_path / "work")


def _command(articles: Path, folder: Path) -> list[str]:
    formats = [word for name in FORMATS for word in ("--format", name)]
    return ["build", str(articles), "--out", str(folder / "out"), "--work", str(folder / "work"), *formats]


def _finished(articles: Path, folder: Path, **environment: str) -> None:
    command = [sys.executable, "-m", "graph_builder", *_command(articles, folder), "--shard-size", "2"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})


def _started(articles: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "graph_builder", *_command(articles, folder), "--shard-size", "2", "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _workers(driver: subprocess.Popen[bytes]) -> list[int]:
    """The driver's workers, once the first shard is planned."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = workers_of(driver.pid)
        if len(found) == 2:
            return found
        assert driver.poll() is None
        time.sleep(0.01)
    raise AssertionError("no workers")


def _gone(processes: list[int]) -> None:
    deadline = time.monotonic() + 30
    while any(is_worker(process) for process in processes):
        assert time.monotonic() < deadline, "a worker outlives its driver"
        time.sleep(0.05)


def _times(folder: Path) -> dict[str, int]:
    """When each file was written, but for what every run writes."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file() and path.parent != folder
    }
