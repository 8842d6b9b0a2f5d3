"""The whole line on the seeds and on made-up input: contract, same bytes, safe files, clear errors."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from graph_builder.builder import build
from graph_builder.errors import ConfigurationError
from graph_builder.export.tables.facts_csv import COLUMNS
from graph_builder.model import Polarity, Status
from graph_builder.settings import Settings

HEADER = (
    "id,article,sentence,start,end,evidence,relation,event_type,subject,subject_id,subject_state,object,object_id,"
    "object_state,polarity,status,attributed_to,attributed_to_id,date,date_precision,place,theme,cue,confidence,rule,"
    "times,implied,reported,title,published,publisher,url,sentence_text"
)


def run(*arguments, hash_seed="0", stdin=None, cwd=None):
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return subprocess.run(
        [sys.executable, "-m", "graph_builder.cli", *map(str, arguments)],
        capture_output=True, text=True, env=environment, input=stdin, cwd=cwd, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def out(seeds, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    build(Settings((str(seeds),), folder))
    return folder


def rows_of(folder):
    with (folder / "facts.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_facts_table_keeps_its_contract(out, seeds, vocabulary):
    assert (out / "facts.csv").read_text("utf-8").split("\n", 1)[0] == HEADER == ",".join(COLUMNS)
    rows = rows_of(out)
    assert len(rows) >= 20
    relations = {relation.notation for relation in vocabulary.schema.relations}
    states = {e.id for e in vocabulary.gazetteer.entities.values() if e.kind == "country"} | {""}
    texts = {p.stem: unicodedata.normalize("NFC", p.read_text("utf-8")) for p in seeds.glob("*.txt")}
    assert set(texts) == {row["article"] for row in rows}
    for row in rows:
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["evidence"]
        assert row["relation"] in relations
        assert {row["subject_state"], row["object_state"]} <= states
        assert row["polarity"] in set(Polarity)
        assert row["status"] in set(Status)
        assert re.fullmatch(r"cl-[0-9a-f]{16}", row["id"])
        assert re.fullmatch(r"|\d{4}(-\d\d){0,2}", row["date"])
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("relation", "subject", "object_", "status"),
    [
        ("AID", "PRK", "RUS", "hedged"),
        ("ACCUSE", "USA", "PRK", "fact"),
        ("ALLIED_WITH", "PRK", "RUS", "fact"),
        ("CONSULT", "RUS", "PRK", "fact"),
    ],
)
def test_seeds_say_what_they_say(out, relation, subject, object_, status):
    wanted = (relation, subject, object_, status)
    assert wanted in {(r["relation"], r["subject_state"], r["object_state"], r["status"]) for r in rows_of(out)}


def test_graph_loads_in_both_engines(out):
    by_rdflib = Graph().parse(out / "graph.ttl")
    store = ox.Store()
    store.load((out / "graph.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    by_oxigraph = Graph().parse(
        data=store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()), format="nt"
    )
    assert isomorphic(by_rdflib, by_oxigraph)


def test_report_counts(out):
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["read"] == 2
    assert report["facts"] == len(rows_of(out)) == sum(report["relations"].values()) == sum(report["rules"].values())
    assert report["held_back"] > 0
    confidences = [float(row["confidence"]) for row in rows_of(out)]
    assert min(confidences) >= report["min_confidence"] > 0
    assert report["expected_precision"] == pytest.approx(sum(confidences) / len(confidences), abs=0.001)


def test_zero_keeps_every_fact(out, seeds, tmp_path):
    report = build(Settings((str(seeds),), tmp_path, dry_run=True, min_confidence=0.0)).report
    usual = json.loads((out / "report.json").read_text("utf-8"))
    assert (report.facts, report.held_back) == (usual["facts"] + usual["held_back"], 0)
    with pytest.raises(ConfigurationError, match=r"--min-confidence: 1\.5 is no probability"):
        build(Settings((str(seeds),), tmp_path, min_confidence=1.5))


def test_page_is_one_file_without_addresses(out):
    page = (out / "graph.html").read_text("utf-8")
    assert "Content-Security-Policy" in page
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)


@pytest.mark.slow
def test_same_bytes_with_another_hash_seed_and_two_jobs(out, seeds, tmp_path):
    assert run("build", seeds, "--out", tmp_path, "--jobs", "2", "-q", hash_seed="7").returncode == 0
    for name in ("facts.csv", "graph.ttl", "graph.html"):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes(), name


def test_dry_run_writes_nothing(seeds, tmp_path):
    built = build(Settings((str(seeds),), tmp_path / "none", dry_run=True))
    assert built.report.facts
    assert not (tmp_path / "none").exists()


def test_bad_input_is_told_line_by_line_and_the_rest_is_built(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(bytes(range(256)))
    (folder / "empty.md").write_bytes(b"")
    (folder / "lines.jsonl").write_text(
        '{"id": "a", "text": "China sancionó a Taiwán.", "published": "2021-02-30"}\n{oops\n', "utf-8"
    )
    done = run("build", folder, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    skipped = [line for line in done.stderr.splitlines() if line.startswith("skipped: ")]
    assert len(skipped) == 3
    assert any("bad.txt: binary data" in line for line in skipped)
    assert any("lines.jsonl:2: broken JSON" in line for line in skipped)
    [warning] = [line for line in done.stderr.splitlines() if line.startswith("warning: ")]
    assert "lines.jsonl:1: published '2021-02-30' is no date" in warning
    assert [row["article"] for row in rows_of(tmp_path / "out")] == ["a"]
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert [f"skipped: {line}" for line in report["skipped"]] == skipped
    assert [f"warning: {line}" for line in report["warnings"]] == [warning]


def state_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def is_whole(files):
    """Tell whether these are the files of one run, as its report lists them."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "report.json"}
    return json.loads(files.get("report.json", b"{}")).get("files") == digests


@pytest.mark.parametrize("given", ["nowhere", "empty", "noise.txt", "x" * 300, "", "empty/../nowhere.jsonl"])
def test_a_run_that_reads_nothing_leaves_what_was_there(tmp_path, given, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("empty", "out"):
        (tmp_path / folder).mkdir()
    (tmp_path / "noise.txt").write_bytes(os.urandom(2000))
    (tmp_path / "out" / "facts.csv").write_text("of the run before", "utf-8")
    for store in (None, Path("store")):
        for out in ("out", "new"):
            with pytest.raises(ConfigurationError):
                build(Settings((given,), Path(out), store=store))
    assert state_of(tmp_path / "out") == {"facts.csv": b"of the run before"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "noise.txt", "out"]


def test_a_run_that_reads_nothing_ends_with_2_and_says_why(tmp_path):
    (tmp_path / "noise.txt").write_bytes(os.urandom(2000))
    done = run("build", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "error: no article could be read; nothing was written" in done.stderr
    assert "noise.txt: binary data" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_rebuild_removes_formats_that_it_does_not_write(tmp_path):
    (tmp_path / "a.txt").write_text("China sancionó a Taiwán.", "utf-8")
    out = tmp_path / "out"
    build(Settings((str(tmp_path / "a.txt"),), out, formats=("csv", "nt", "gexf", "json")))
    (out / "notes.txt").write_text("mine", "utf-8")
    (out / "graph.gexf").write_text("coloured by hand", "utf-8")
    build(Settings((str(tmp_path / "a.txt"),), out, formats=("csv", "kg")))
    assert {path.name for path in out.iterdir()} == {
        "facts.csv", "knowledge.json.gz", "report.json", "notes.txt", "graph.gexf",
    }  # fmt: skip


def test_the_report_tells_the_files_that_belong_together(out):
    assert is_whole(state_of(out))


def test_results_inside_the_input_are_not_read_as_input(tmp_path):
    (tmp_path / "a.txt").write_text("China sancionó a Taiwán.", "utf-8")
    for _ in range(2):
        built = build(Settings((str(tmp_path),), tmp_path / "out", formats=("html", "jsonl", "kg")))
        assert [article.id for article in built.graph.articles] == ["a"]
        assert built.report.skipped == ()


@pytest.mark.parametrize("moment", [0.3, 1.0, 2.0, 3.0])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_run_leaves_the_earlier_graph_whole(tmp_path, number, moment):
    (tmp_path / "a.txt").write_text("China sancionó a Taiwán.", "utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "facts.csv").write_text("of the run before", "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "graph_builder", "build", "a.txt", "--out", "out", "-q"], cwd=tmp_path,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    threading.Event().wait(moment)
    process.send_signal(number)
    process.wait(timeout=60)
    files = state_of(out)
    assert files == {"facts.csv": b"of the run before"} or is_whole(files)  # the run may be faster than the signal


def test_a_misspelt_path_stops_the_run_before_it_reads(tmp_path):
    (tmp_path / "good.txt").write_text("China sancionó a Taiwán.", "utf-8")
    done = run("build", "good.txt", "godo.txt", "--out", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "godo.txt: no such file" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_date_on_no_calendar_as_option_is_as_good_as_none(tmp_path):
    (tmp_path / "a.txt").write_text("China sancionó ayer a Taiwán.", "utf-8")
    done = run("build", tmp_path, "--out", tmp_path / "out", "--published", "2021-06-31", "-q")
    assert done.returncode == 1
    assert "warning: --published: '2021-06-31' is no date" in done.stderr
    assert [row["date"] for row in rows_of(tmp_path / "out")] == [""]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--model", "es_no_such_model"], "es_no_such_model"),
        (["--published", "ayer"], "YYYY-MM-DD"),
        (["--jobs", "0"], "--jobs"),
        (["--format", "doc"], "known are"),
    ],
)
def test_wrong_options_end_with_2_and_one_line(seeds, tmp_path, options, word):
    done = run("build", seeds, "--out", tmp_path / "out", *options)
    assert done.returncode == 2
    [line] = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert word in line
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True


def test_output_that_cannot_be_written(seeds, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    done = run("build", seeds, "--out", tmp_path / "file" / "out")
    assert done.returncode == 2
    assert "cannot be made" in done.stderr


def test_nothing_written_earlier_is_lost(seeds, tmp_path, monkeypatch):
    (tmp_path / "facts.csv").write_text("old", "utf-8")
    real = Path.replace

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ConfigurationError, match="No space left"):
        build(Settings((str(seeds),), tmp_path))
    monkeypatch.setattr(Path, "replace", real)
    assert (tmp_path / "facts.csv").read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["facts.csv"]


def test_standard_input(tmp_path):
    done = run("build", "-", "--out", tmp_path, "-q", stdin="Pyongyang habría enviado misiles a Rusia.")
    assert done.returncode == 0
    [row] = rows_of(tmp_path)
    assert (row["article"], row["relation"], row["status"], row["theme"]) == (
        "stdin",
        "AID",
        "hedged",
        "misiles",
    )


def test_explain_shows_sentence_rule_and_actors(out):
    row = next(r for r in rows_of(out) if r["relation"] == "AID")
    done = run("explain", row["id"], "--graph", out)
    assert done.returncode == 0
    assert row["rule"] in done.stdout
    assert re.search(r"^subject via +\S", done.stdout, re.MULTILINE)
    assert f"[{row['evidence']}]" in done.stdout.replace("\n", " ")
    assert "Corea del Norte" in done.stdout


def test_explain_of_an_unknown_fact(out):
    done = run("explain", "cl-0", "--graph", out)
    assert done.returncode == 2
    assert "no fact 'cl-0'" in done.stderr


def test_version_and_doctor(tmp_path):
    assert re.fullmatch(r"graph-builder \d+\.\d+\.\d+\n", run("--version").stdout)
    done = run("doctor", "--out", tmp_path)
    assert done.returncode == 0, done.stdout
    assert "ontology" in done.stdout
    assert run("doctor", "--out", tmp_path, "--model", "nothing").returncode == 2


@pytest.mark.parametrize("option", ["--out", "--store", "--aliases"])
def test_an_empty_folder_name_is_not_the_current_folder(seeds, tmp_path, option):
    out = () if option == "--out" else ("--out", "out")
    done = run("build", seeds, *out, option, "", cwd=tmp_path)
    assert done.returncode == 2
    assert "empty" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_folder_whose_name_is_not_utf8_is_written_and_told(tmp_path):
    (tmp_path / "a.txt").write_text("Rusia atacó a Siria.\n", encoding="utf-8")
    out = tmp_path / os.fsdecode(b"\xff")
    done = run("build", tmp_path / "a.txt", "--out", out)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0)
    assert json.loads((out / "report.json").read_text("utf-8"))["written"][0] == f"{tmp_path}/\ufffd/facts.csv"


def test_what_an_article_says_commands_no_terminal(tmp_path):
    record = {"id": "a\x1b[2J", "text": "Rusia atacó a Siria \x1b[31m ayer."}
    (tmp_path / "a\x1b[2J.jsonl").write_text(f"{json.dumps(record)}\n{{", encoding="utf-8")
    done = run("build", tmp_path, "--out", tmp_path / "out")
    said = [done.stdout, done.stderr]
    for row in rows_of(tmp_path / "out"):
        explained = run("explain", row["id"], "--graph", tmp_path / "out")
        assert explained.returncode == 0
        said += [explained.stdout, explained.stderr]
    assert len(said) > 2
    assert "\x1b" not in "".join(said)
