"""The command that compares two graphs: diff."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from graph_builder.cli.app import app, exit_codes, out_console, plain
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.model import Fact
from graph_builder.query.comparison import Change, Comparison, compare


@app.command("diff")
def diff_command(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Folder that `build` wrote, or a store.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another, of the same articles or others.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of lines.")] = False,
) -> None:
    """Tell the facts that a graph has won, lost or changed against another."""
    with exit_codes():
        found = compare(read_snapshot(old), read_snapshot(new))
    if as_json:
        typer.echo(json.dumps(_tree(found), ensure_ascii=False, indent=1))
        return
    for mark, style, facts in (("-", "red", found.lost), ("+", "green", found.won)):
        for fact in facts:
            out_console.print(Text.assemble((mark, style), " ", plain(_line(fact))), soft_wrap=True)
    for change in found.changed:
        out_console.print(Text.assemble(("~", "yellow"), " ", plain(_line(change.new))), soft_wrap=True)
        for name, before, after in _values(change):
            out_console.print(plain(f"    {name}: {before!r} -> {after!r}"), soft_wrap=True)
    counts = f"{len(found.won)} won, {len(found.lost)} lost, {len(found.changed)} changed, {found.same} the same"
    articles = f"{len(found.articles_won)} articles only in {new}, {len(found.articles_lost)} only in {old}"
    out_console.print(plain(f"{counts}; {articles}"), soft_wrap=True)


def _line(fact: Fact) -> str:
    says = " -> ".join(filter(None, (fact.subject, fact.object)))
    speaker = f" by {fact.attributed_to}" if fact.attributed_to else ""
    how = f"{fact.polarity}/{fact.status}{speaker}"
    return f"{fact.article}  {fact.id}  {fact.relation}  {says}  {how} | {' '.join(fact.evidence.split())}"


def _values(change: Change) -> list[tuple[str, str, str]]:
    return [(name, str(getattr(change.old, name)), str(getattr(change.new, name))) for name in change.columns]


def _tree(found: Comparison) -> dict[str, object]:
    return {
        "won": [_row(fact) for fact in found.won],
        "lost": [_row(fact) for fact in found.lost],
        "changed": [
            {"old": change.old.id, "new": change.new.id, "article": change.new.article,
             "fields": {name: [before, after] for name, before, after in _values(change)}}
            for change in found.changed
        ],
        "same": found.same,
        "articles_won": found.articles_won,
        "articles_lost": found.articles_lost,
    }  # fmt: skip


def _row(fact: Fact) -> dict[str, str]:
    return {
        "id": fact.id, "article": fact.article, "relation": fact.relation, "subject": fact.subject,
        "object": fact.object, "polarity": fact.polarity, "status": fact.status, "date": fact.date,
        "evidence": fact.evidence,
    }  # fmt: skip
