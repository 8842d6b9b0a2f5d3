"""How the report of a run is printed: remarks on standard error, a table on standard output."""

from __future__ import annotations

from rich.table import Table

from graph_builder.cli.app import err, out_console, plain, tell
from graph_builder.report import BuildReport

_SHOWN_RELATIONS = 21
_SHOWN_CHANGES = 20


def print_report(report: BuildReport, verbose: int, quiet: bool) -> None:
    """Print what a run did.

    Args:
        report: of the run.
        verbose: from 1 on, rules, traces and what was left out too.
        quiet: print nothing but what is wrong.
    """
    changed = report.changes.lines() if report.changes is not None else ()
    for line in changed[:_SHOWN_CHANGES]:
        tell(line)
    if len(changed) > _SHOWN_CHANGES:
        tell(f"... and {len(changed) - _SHOWN_CHANGES} more articles replaced or renamed; report.json lists all")
    _print_remarks(report, verbose, quiet)
    for lack in report.missing:
        err.print(plain(f"note: pipeline {report.pipeline} has {lack}"), soft_wrap=True)
    if not quiet:
        _print_table(report, verbose)


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


def _print_table(report: BuildReport, verbose: int) -> None:
    table = Table(title="graph_builder", title_justify="left", show_header=False)
    for name, value in (
        ("articles read", report.read),
        ("skipped", len(report.skipped)),
        ("read with a warning", len(report.warnings)),
        ("failed", len(report.failed)),
        ("sentences", report.sentences),
        ("facts", report.facts),
        (f"  held back, below {report.min_confidence:g}", report.held_back),
        ("  expected precision", f"{report.expected_precision:.2f}"),
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
