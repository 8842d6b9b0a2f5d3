"""Commands that make a graph and look at how it was made: build, explain, doctor."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from graph_builder.builder import build
from graph_builder.cli.app import app, err, exit_codes, folder, out_console, plain, tell
from graph_builder.doctor import examine
from graph_builder.export import EXPORTERS
from graph_builder.query.explain import Explanation, explain
from graph_builder.report import BuildReport
from graph_builder.settings import DEFAULT_FORMATS, Settings

_SHOWN_RELATIONS = 21
_SHOWN_CHANGES = 20


@app.command("build")
def build_command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, or - for standard input.")],
    out: Annotated[
        Path,
        typer.Option("--out", parser=folder, metavar="PATH", help="Folder for the results; it is made where missing."),
    ],
    model: Annotated[
        str, typer.Option("--model", metavar="NAME|PATH", help="Another spaCy pipeline for Spanish.")
    ] = "",
    published: Annotated[str, typer.Option("--published", metavar="DATE", help="Date of articles without one.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Publisher of articles without one.")] = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes; the result does not depend on it.")] = 1,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help=f"Also write one of {', '.join(EXPORTERS)}; may be repeated."),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store",
            parser=folder,
            metavar="PATH",
            help="Persistent store: articles are added to it, changed ones replaced.",
        ),
    ] = None,
    wait: Annotated[
        float | None,
        typer.Option("--wait", metavar="SECONDS", help="How long to wait for another writer of the store."),
    ] = None,
    aliases: Annotated[
        Path | None,
        typer.Option(
            "--aliases",
            parser=folder,
            metavar="PATH",
            help="Your aliases.tsv or forbidden.tsv, or the folder with them.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, write nothing.")] = False,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Say more.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Build a graph from articles: facts.csv, graph.ttl, graph.html and report.json."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, a remark says
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, stream=sys.stderr, format="%(message)s")
    settings = Settings(
        inputs=tuple(inputs),
        out=out,
        model=model,
        published=published,
        publisher=publisher,
        jobs=jobs,
        formats=(*DEFAULT_FORMATS, *(name for name in formats or () if name not in DEFAULT_FORMATS)),
        dry_run=dry_run,
        store=store,
        wait=wait,
        aliases=aliases,
    )
    with exit_codes(), _progress(quiet) as progress:
        report = build(settings, progress, tell).report
    changed = report.changes.lines() if report.changes is not None else ()
    for line in changed[:_SHOWN_CHANGES]:
        tell(line)
    if len(changed) > _SHOWN_CHANGES:
        tell(f"... and {len(changed) - _SHOWN_CHANGES} more articles replaced or renamed; report.json lists all")
    _print_remarks(report, verbose, quiet)
    for lack in report.missing:
        err.print(plain(f"note: pipeline {report.pipeline} has {lack}"), soft_wrap=True)
    if not quiet:
        _print_report(report, verbose)
    raise typer.Exit(report.exit_code)


def _print_remarks(report: BuildReport, verbose: int, quiet: bool) -> None:
    """Say what was not read and why; what was merely interpreted is no error, and is not said to the quiet."""
    lines = [f"skipped: {line}" for line in report.skipped] + [f"warning: {line}" for line in report.warnings]
    for failure in report.failed:
        lines.append(f"failed: {failure.line}")
        lines += failure.trace.splitlines() if verbose else ()
    lines += () if quiet else (f"note: {line}" for line in report.notes)
    for violation in report.violations if verbose else ():
        lines.append(f"left out: {violation.article}: {violation.message}: {violation.sentence}")
    for line in lines:
        tell(line)


class _Bar:
    """A progress bar with count and remaining time on a terminal, a plain line now and then elsewhere."""

    def __init__(self, quiet: bool) -> None:
        self.live = sys.stderr.isatty() and not quiet
        self._quiet = quiet
        self._bar = Progress(
            TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=err, transient=True, disable=not self.live,
        )  # fmt: skip
        self._task = self._bar.add_task("articles", total=None)

    def __call__(self, done: int, total: int) -> None:
        self._bar.update(self._task, completed=done, total=total)
        step = max(1, total // 10)
        if not self.live and not self._quiet and (done % step == 0 or done == total):
            err.print(f"{done}/{total} articles", highlight=False)

    def start(self) -> None:
        self._bar.start()

    def stop(self) -> None:
        self._bar.stop()


@contextmanager
def _progress(quiet: bool) -> Iterator[_Bar]:
    bar = _Bar(quiet)
    bar.start()
    try:
        yield bar
    finally:
        bar.stop()


def _print_report(report: BuildReport, verbose: int) -> None:
    table = Table(title="graph_builder", title_justify="left", show_header=False)
    for name, value in (
        ("articles read", report.read),
        ("skipped", len(report.skipped)),
        ("read with a warning", len(report.warnings)),
        ("failed", len(report.failed)),
        ("sentences", report.sentences),
        ("facts", report.facts),
        ("entities", report.entities),
        ("left out as invalid", len(report.violations)),
        ("seconds", report.seconds),
    ):
        table.add_row(name, str(value))
    if report.changes is not None:
        for name in ("added", "replaced", "unchanged"):
            table.add_row(f"  {name} in the store", str(len(getattr(report.changes, name))))
    for relation, count in list(report.relations.items())[:_SHOWN_RELATIONS]:
        table.add_row(plain(f"  {relation}"), str(count))
    if verbose:
        for rule, count in report.rules.items():
            table.add_row(plain(f"  {rule}"), str(count))
    out_console.print(table)
    for path in report.written:
        out_console.print(plain(f"  {path}"), soft_wrap=True)
    page = next((path for path in report.written if path.endswith(".html")), None)
    if page is not None:
        out_console.print(plain(f"Open {page} in a browser to look around."), soft_wrap=True)


@app.command("explain")
def explain_command(
    fact: Annotated[str, typer.Argument(metavar="FACT_ID", help="The id column of facts.csv.")],
    graph: Annotated[Path, typer.Option("--graph", help="Folder that `build` wrote.")],
) -> None:
    """Show a fact, its sentence with the evidence marked, its rule, and how each actor was resolved."""
    with exit_codes():
        found = explain(graph, fact)
    _print_explanation(found)


def _print_explanation(found: Explanation) -> None:
    for name, value in found.lines():
        out_console.print(Text.assemble((f"{name:<13}", "bold"), plain(value)), soft_wrap=True)
    before, marked, after = found.marked()
    out_console.print(
        Text.assemble(
            ("sentence     ", "bold"),
            plain(before),
            ("[", "dim"),
            (plain(marked).plain, "reverse"),
            ("]", "dim"),
            plain(after),
        ),
        soft_wrap=True,
    )
    for actor in found.actors:
        how = f"{actor.surface!r} -> {actor.entity}  ({actor.rule}, score {actor.score:.2f}"
        out_console.print(
            Text.assemble((f"{actor.role:<13}", "bold"), plain(how + (f", {actor.reason})" if actor.reason else ")"))),
            soft_wrap=True,
        )


@app.command("doctor")
def doctor_command(
    out: Annotated[Path, typer.Option("--out", help="Folder whose writability is checked.")] = Path("out"),
    model: Annotated[str, typer.Option("--model", metavar="NAME|PATH", help="Pipeline to check.")] = "",
) -> None:
    """Check what is installed: versions, pipeline, ontology, output folder."""
    findings = examine(out, model)
    for finding in findings:
        out_console.print(
            plain(f"{'ok ' if finding.good else 'BAD'}  {finding.what}: {finding.detail}"), soft_wrap=True
        )
    raise typer.Exit(0 if all(finding.good for finding in findings) else 2)
