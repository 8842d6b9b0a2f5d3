"""The last step of a run in shards: its outputs and its report, renamed to their places all at once."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph_builder.export import EXPORTERS
from graph_builder.faults import Failure
from graph_builder.files import make_folder, shown, unchanged_files
from graph_builder.model import Article
from graph_builder.report import FILE_NAME as REPORT
from graph_builder.report import BuildReport
from graph_builder.review import Verdict, lines_about
from graph_builder.run import by_count
from graph_builder.settings import Settings
from graph_builder.shards.at_once import AtOnceTask, divided
from graph_builder.shards.folder import Folder
from graph_builder.shards.merge import Pieces, sha256_of, write_streamed
from graph_builder.shards.plan import Plan
from graph_builder.shards.read import Lost, ReadShard
from graph_builder.transaction import write_files


def write_outputs(
    settings: Settings,
    plan: Plan,
    read: Sequence[ReadShard],
    lost: Sequence[Lost],
    pieces: Pieces,
    started: float,
    at_once: Callable[[AtOnceTask], None],
) -> BuildReport:
    """Write the outputs and the report, all or none.

    Args:
        settings: say which, and where.
        plan: of the run.
        read: what became of each shard's articles.
        lost: the articles that failed in any stage.
        pieces: what outputs are put together from.
        started: when the run began, by `time.perf_counter`.
        at_once: carries out the task of the formats that need all facts at once.

    Raises:
        ConfigurationError: they cannot be written; what was there before is there.
    """
    make_folder(settings.out, "--out")
    total = pieces.total
    with _scratch(pieces.folder) as scratch:
        streamed, together, left_out = divided(settings.formats, total.facts)
        for name in streamed:
            write_streamed(pieces, name, scratch)
        if together:
            at_once(AtOnceTask(pieces, tuple(together), scratch))
        names = (EXPORTERS[name].file_name for name in settings.formats if name not in left_out)
        files = {name: scratch / name for name in names}
        digests = {name: sha256_of(path) for name, path in files.items()}
        confidences = {float(value): number for value, number in total.confidences.items()}
        reviewed = lines_about({Verdict(name): number for name, number in total.reviewed.items()}, total.stale)
        certain = sum(value * number for value, number in sorted(confidences.items()))
        report = BuildReport(
            read=plan.articles - len(lost),
            skipped=plan.skipped,
            warnings=plan.warnings,
            notes=(*plan.notes, *reviewed, *_left_out(left_out)),
            failed=tuple(Failure(Article(one.article, "", source=one.source), one.error, one.trace) for one in lost),
            sentences=sum(shard.sentences for shard in read),
            statements=sum(shard.statements for shard in read),
            facts=total.facts,
            held_back=total.held_back,
            min_confidence=total.min_confidence,
            expected_precision=certain / total.facts if total.facts else 1.0,
            entities=pieces.entities,
            violations=total.violations,
            rules=by_count(total.rules),
            relations=by_count(total.relations),
            pipeline=plan.pipeline,
            missing=plan.missing,
            written=tuple(shown(settings.out / name) for name in (*files, REPORT)),
            seconds=round(time.perf_counter() - started, 2),
        )
        stale = [name for name in unchanged_files(settings.out, REPORT) if name not in files]
        written: dict[Path, bytes | Path] = {settings.out / name: path for name, path in files.items()}
        written[settings.out / REPORT] = report.to_json(digests).encode()
        write_files(written, [settings.out / name for name in stale])
    return report


@contextmanager
def _scratch(folder: Folder) -> Iterator[Path]:
    """Give a folder for outputs that are being written; what a killed run left in it is gone."""
    if folder.local is None:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)
        return
    scratch = folder.local / "merged"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _left_out(formats: Sequence[str]) -> tuple[str, ...]:
    if not formats:
        return ()
    remedy = "graph-builder export makes them, of the whole graph or a part of it"
    return (f"not written, as they need all of a large graph in memory: {', '.join(formats)}; {remedy}",)
