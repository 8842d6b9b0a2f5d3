"""A run in shards on a Ray cluster of two nodes has the bytes of a run in memory, also where a node is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders_shards import FORMATS, in_memory, outputs, write_articles

pytest.importorskip("ray", reason="ray is not installed (extra ray)")

pytestmark = pytest.mark.slow

ENVIRONMENT = {
    **os.environ, "RAY_AUTH_MODE": "disabled", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_USAGE_STATS_ENABLED": "0",
}  # fmt: skip


@pytest.fixture
def cluster() -> Iterator[dict[str, str]]:
    """The address of a cluster, and the process of its second node."""
    script = Path(__file__).with_name("ray_cluster.py")
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=ENVIRONMENT, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.stdin.close()
            process.wait(timeout=120)


@pytest.mark.parametrize("lost", [False, True])
def test_two_nodes_lead_to_the_same(cluster: dict[str, str], tmp_path: Path, lost: bool) -> None:
    articles = write_articles(tmp_path / "articles.jsonl")
    in_memory(articles, tmp_path / "memory")
    command = [
        sys.executable, "-m", "graph_builder", "build", str(articles), "--out", str(tmp_path / "out"),
        "--work", str(tmp_path / "work"), "--shard-size", "1", "--executor", "ray", "--address", cluster["address"],
        *(word for name in FORMATS for word in ("--format", name)),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT, text=True) as run:
        if lost:
            _wait_for_first_shard(tmp_path / "work" / "told", run)
            os.kill(int(cluster["raylet"]), signal.SIGKILL)
        output, _ = run.communicate(timeout=300)
    assert run.returncode == 0, output
    assert outputs(tmp_path / "out") == outputs(tmp_path / "memory")


def _wait_for_first_shard(folder: Path, run: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while not (folder.is_dir() and any(folder.iterdir())):
        assert run.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
