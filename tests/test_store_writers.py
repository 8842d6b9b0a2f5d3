"""Several processes at one store, processes that are killed, and full disks: nothing is lost, nothing is halved."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders_store import TEXTS, remembering_tools, silent, state, update, written

from graph_builder.corpus import make_corpus
from graph_builder.errors import GraphError
from graph_builder.model import Article
from graph_builder.records.locks import exclusive

COMMAND = [sys.executable, "-m", "graph_builder"]


@pytest.fixture(scope="module")
def tools():
    return remembering_tools()


def lines_of(path: Path, articles: list[Article]) -> Path:
    path.write_text("".join(json.dumps({"id": one.id, "text": one.text}) + "\n" for one in articles), "utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("number", [2, 5])
def test_builds_at_once_lose_nothing(number, tools, tmp_path):
    articles = [
        Article(f"{writer}-{n}", TEXTS[(writer + n) % len(TEXTS)]) for writer in range(number) for n in range(3)
    ]
    inputs = [lines_of(tmp_path / f"{w}.jsonl", articles[3 * w : 3 * w + 3]) for w in range(number)]
    running = [
        subprocess.Popen(
            [*COMMAND, "build", path, "--out", tmp_path / f"out{path.stem}", "--store", tmp_path / "store", "-q"],
            stderr=subprocess.PIPE, text=True,
        )
        for path in inputs
    ]  # fmt: skip
    told = [process.communicate(timeout=300)[1] for process in running]
    assert [process.returncode for process in running] == [0] * number, told
    assert {article.id for article in articles} == {held.id for held in state(tmp_path / "store").articles}
    assert written(update(tmp_path / "store", tools)) == written(make_corpus(tools, articles))


def test_the_command_line_waits_as_long_as_it_is_told(tools, tmp_path):
    path = lines_of(tmp_path / "a.jsonl", [Article("a", TEXTS[0])])
    store = tmp_path / "store"
    update(store, tools, [Article("b", TEXTS[1])])
    with exclusive(store / "lock", silent):
        done = subprocess.run(
            [*COMMAND, "build", path, "--out", tmp_path / "out", "--store", store, "-q", "--wait", "1.5"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    waiting, error = done.stderr.splitlines()
    assert done.returncode == 2
    assert waiting.startswith(f"waiting for {store}: process {os.getpid()} (since ")
    assert error.startswith(f"error: {store}: process {os.getpid()} ")
    assert error.endswith("(--wait)")


@pytest.mark.slow
def test_a_killed_writer_leaves_the_store_as_before_or_as_after():
    script = Path(__file__).with_name("killing.py")
    done = subprocess.run(
        [sys.executable, script, "30", "5", "2026"], capture_output=True, text=True, check=False, timeout=500
    )
    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)
    assert sum(outcomes["moments"].values()) == 30
    assert sum(outcomes["steps"].values()) == 10
    found = {outcome.removeprefix("not killed, ") for kind in outcomes.values() for outcome in kind}
    assert found <= {"before", "after"}
    assert outcomes["moments"].get("before", 0) > 5  # else nobody was killed in time


@contextmanager
def small_disk(folder: Path, size: str):
    """A file system of its own; needs root."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount a file system here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("free", [0, 2_000, 20_000, 60_000, 200_000])
def test_a_full_disk_leaves_the_store_as_it_was(free, tools, tmp_path):
    with small_disk(tmp_path / "disk", "24m"):
        store = tmp_path / "disk" / "store"
        update(store, tools, [Article(f"b{n}", TEXTS[n]) for n in range(3)])
        before = state(store)
        usage = os.statvfs(store)
        with (tmp_path / "disk" / "ballast").open("wb") as ballast:
            ballast.write(bytes(max(0, usage.f_bavail * usage.f_frsize - free)))
        more = [Article(f"c{n}", f"{TEXTS[n]} {n} {os.urandom(9000).hex()}") for n in range(8)]
        with pytest.raises(GraphError, match=r"cannot be written.*as it was.*make room"):
            update(store, tools, more)
        assert state(store) == before
        (tmp_path / "disk" / "ballast").unlink()
        update(store, tools, [Article("d", TEXTS[4])])
        assert len(state(store).articles) == 4
        assert len(list((store / "graphs").iterdir())) == 1


def test_a_limit_on_files_leaves_the_store_as_it_was(tools, tmp_path):
    store = tmp_path / "store"
    update(store, tools, [Article("b", TEXTS[0])])
    before = state(store)
    path = lines_of(tmp_path / "c.jsonl", [Article("c", TEXTS[1])])
    done = subprocess.run(
        [*COMMAND, "build", path, "--out", tmp_path / "out", "--store", store, "-q"],
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)),
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert state(store) == before


@pytest.mark.slow
def test_readers_never_see_half_a_state(tools, tmp_path):
    """While one process writes, others open what is there: always one of the states that were committed."""
    store = tmp_path / "store"
    versions = [[Article("a", TEXTS[n]), Article(f"b{n}", TEXTS[n + 1])] for n in range(6)]
    update(store, tools, versions[0])
    reader = (
        "import pathlib, sys, pyoxigraph as ox\n"
        "from graph_builder.graph.snapshot import read_snapshot\n"
        "from graph_builder.query.opening import opened\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "seen = 0\n"
        "while not (folder.parent / 'done').exists() or not seen:\n"
        "    ids = [article.id for article in read_snapshot(folder).articles]\n"
        "    assert ids == ['a', *(f'b{n}' for n in range(len(ids) - 1))], ids\n"
        "    with opened(folder) as store:\n"
        "        articles = len(list(store.query('SELECT ?a { ?a a <https://schema.org/NewsArticle> }')))\n"
        "        assert 2 <= articles <= 7 and len(store) == len(list(store)), articles\n"
        "    seen += 1\n"
        "    print(seen, flush=True)\n"
    )
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", reader, store], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    assert [process.stdout.readline() for process in readers if process.stdout] == ["1\n", "1\n"]
    for version in (*versions[1:], *versions[:1]):
        update(store, tools, version)
    (tmp_path / "done").touch()
    for process in readers:
        seen, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
        assert int(seen.split()[-1]) > 2
