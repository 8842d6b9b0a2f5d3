"""Files of a run stand all of them or not at all; what killed runs left is removed."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from hashlib import sha256
from pathlib import Path

import pytest

from graph_builder.errors import ConfigurationError
from graph_builder.files import check_writable, unchanged_files
from graph_builder.transaction import recover, write_files


def state_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_new_files_others_replaced_and_some_removed(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "gone").write_text("x")
    (tmp_path / "mine").write_text("mine")
    write_files({tmp_path / "a": b"new", tmp_path / "b": b""}, [tmp_path / "gone", tmp_path / "never"])
    assert state_of(tmp_path) == {"a": b"new", "b": b"", "mine": b"mine"}


def test_files_of_several_folders(tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
    write_files({tmp_path / "y" / "a": b"1", tmp_path / "x" / "a": b"2"})
    assert (state_of(tmp_path / "x"), state_of(tmp_path / "y")) == ({"a": b"2"}, {"a": b"1"})


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("links", [True, False])
def test_a_rename_that_fails_puts_back_what_was_there(tmp_path, monkeypatch, place, links):
    (tmp_path / "a").write_text("old a")
    (tmp_path / "c").write_text("old c")
    before = state_of(tmp_path)
    real, calls = Path.replace, []

    def replace(self, target):
        calls.append(target)
        if len(calls) == place + 1:
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    def link(source, target):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "replace", replace)
    if not links:
        monkeypatch.setattr(os, "link", link)
    with pytest.raises(ConfigurationError, match="Input/output error"):
        write_files({tmp_path / name: b"new" for name in "abc"})
    assert state_of(tmp_path) == before


def test_a_full_disk_changes_nothing(tmp_path):
    """Simulated by the limit on the size of a file, which writing hits half way."""
    (tmp_path / "a").write_text("old")
    program = """
import resource, signal, sys
from pathlib import Path
from graph_builder.errors import ConfigurationError
from graph_builder.transaction import write_files
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
folder = Path(sys.argv[1])
try:
    write_files({folder / "a": b"new", folder / "b": bytes(50_000)})
except ConfigurationError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "b: cannot be written (File too large)" in done.stdout
    assert state_of(tmp_path) == {"a": b"old"}


WRITER = """
import sys
from pathlib import Path
from graph_builder.transaction import write_files
folder, names = Path(sys.argv[1]), "abcdefgh"
print("ready", flush=True)
for number in range(int(sys.argv[2]), 1 << 30, 2):
    write_files({folder / name: str(number).encode() * 1000 for name in names})
"""


def started(folder, first):
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(first)], stdout=subprocess.PIPE)
    assert process.stdout.readline()
    return process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_run_leaves_the_files_of_one_run(tmp_path, number):
    for moment in range(5):
        process = started(tmp_path, 2)
        threading.Event().wait(0.02 + moment * 0.013)
        process.send_signal(number)
        process.communicate(timeout=30)
        files = {name: content for name, content in state_of_files(tmp_path).items() if not name.startswith(".")}
        assert len(set(files.values())) <= 1
        assert len(files) in {0, 8}


def state_of_files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_two_runs_at_once_do_not_mix(tmp_path):
    writers = [started(tmp_path, 2), started(tmp_path, 3)]
    threading.Event().wait(1.5)
    for writer in writers:
        writer.send_signal(signal.SIGTERM)
        writer.communicate(timeout=30)
    assert len(set(state_of_files(tmp_path).values())) == 1


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path):
    for moment in range(10):
        process = started(tmp_path, 2)
        threading.Event().wait(0.01 + moment * 0.007)
        process.kill()
        process.communicate(timeout=30)
    write_files({tmp_path / name: b"new" for name in "abcdefgh"})
    assert state_of(tmp_path) == dict.fromkeys("abcdefgh", b"new")


def test_only_files_that_nobody_changed_are_the_run_s(tmp_path):
    digests = {name: sha256(b"x").hexdigest() for name in ("kept", "edited", "gone")}
    digests["../outside"] = sha256(b"x").hexdigest()
    (tmp_path / "report.json").write_text(json.dumps({"files": digests}))
    (tmp_path / "kept").write_text("x")
    (tmp_path / "edited").write_text("by hand")
    (tmp_path.parent / "outside").write_text("x")
    assert unchanged_files(tmp_path, "report.json") == ("kept",)


@pytest.mark.parametrize(
    "report",
    [
        "",
        "[]",
        "{}",
        '{"files": [1]}',
        '{"files": {"a": 1}}',
        "\ud800",
        '{"files": null}',
        r'{"files": {"a\u0000": "x"}}',
    ],
)
def test_a_report_of_another_kind_lists_nothing(tmp_path, report):
    (tmp_path / "report.json").write_text(report, "utf-8", errors="surrogatepass")
    assert unchanged_files(tmp_path, "report.json") == ()
    assert unchanged_files(tmp_path / "nowhere", "report.json") == ()


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_done(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for folder in (tmp_path / "file", tmp_path / "file" / "a" / "b", tmp_path / "loop" / "a"):
        with pytest.raises(ConfigurationError, match=r"^--out: "):
            check_writable(folder, "--out")
    check_writable(tmp_path / "new" / "deep", "--out")
    assert not (tmp_path / "new").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from graph_builder.transaction import write_files
folder, least = Path(sys.argv[1]), int(sys.argv[2])
calls = []
def counted(real):
    def rename(source, target):
        calls.append(source)
        if len(calls) == least:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(source, target)
    return rename
os.replace, os.rename = counted(os.replace), counted(os.rename)
write_files({folder / name: b"new" for name in ("a", "b", "c")}, [folder / "stale", folder / "older"])
"""


@pytest.mark.parametrize("rename", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("comes_next", [recover, lambda folder: write_files({folder / "d": b"next"})])
def test_a_kill_between_two_renames_leaves_what_was_there(tmp_path, rename, comes_next):
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "c").write_bytes(b"old c")
    (tmp_path / "stale").write_bytes(b"of another format")
    (tmp_path / "older").write_bytes(b"of a third")
    run = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(rename)], check=False)
    assert run.returncode == -signal.SIGKILL
    comes_next(tmp_path)
    assert {name: content for name, content in state_of(tmp_path).items() if name != "d"} == {
        "a": b"old a", "c": b"old c", "stale": b"of another format", "older": b"of a third",
    }  # fmt: skip


def test_a_run_that_is_renaming_is_left_alone(tmp_path):
    write_files({tmp_path / "a": b"new"})
    recover(tmp_path)
    assert state_of(tmp_path) == {"a": b"new"}
