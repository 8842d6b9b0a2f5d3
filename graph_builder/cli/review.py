"""The command by which a person judges facts: review."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.app import app, exit_codes, out_console, plain, tell
from graph_builder.errors import ConfigurationError
from graph_builder.files import make_folder
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.model import KnowledgeGraph
from graph_builder.review import (
    FILE_NAME,
    FORMS,
    Judgement,
    Verdict,
    form_of,
    judge,
    merged,
    read_judgements,
    to_bytes,
    to_gold,
)
from graph_builder.transaction import write_files


@app.command("review")
def review_command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder that `build` wrote, or a store.")],
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar="SHEET.csv|FILE.jsonl|FOLDER",
            help="Write the facts to be judged: a spreadsheet, doccano's JSON Lines, a collection for brat.",
        ),
    ] = None,
    taken_in: Annotated[
        Path | None, typer.Option("--import", metavar="PATH", help="Read back what --export wrote, once it is judged.")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="FOLDER", help="Write reviewed articles as gold for `eval`.")
    ] = None,
) -> None:
    """Have facts judged by a person: what is accepted, corrected or rejected counts in the next build, and as gold."""
    with exit_codes():
        knowledge = read_snapshot(graph)
        path = graph / FILE_NAME
        judgements = read_judgements(path) if path.is_file() else ()
        if export is not None:
            _write(export, knowledge)
        if taken_in is not None:
            judgements = _taken(taken_in, knowledge, judgements, path)
        if gold is not None:
            files, left = to_gold(knowledge, judgements)
            make_folder(gold, "--gold")
            write_files({gold / name: content for name, content in files.items()})
            out_console.print(plain(f"{len(files)} articles of gold in {gold}"), soft_wrap=True)
            if left:
                tell(f"note: articles with facts that nobody has judged are left out: {', '.join(left)}")
    counts = Counter(judgement.verdict for judgement in judgements)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict)
    out_console.print(plain(f"{len(knowledge.facts)} facts; judged: {told}"), soft_wrap=True)


def _write(target: Path, knowledge: KnowledgeGraph) -> None:
    """Write the files of a form: the name of a form means its usual file, a suffix a file, else it is a folder."""
    form = FORMS.get(target.name) or form_of(target)
    files = form.write(knowledge)
    if target.name in FORMS and len(files) == 1:
        placed = {target.parent / name: content for name, content in files.items()}
    elif len(files) == 1 and target.suffix:
        placed = {target: next(iter(files.values()))}
    else:
        placed = {target / name: content for name, content in files.items()}
    make_folder(next(iter(placed)).parent, "--export")
    write_files(placed)
    shown = next(iter(placed)) if len(placed) == 1 else f"{target}: {len(placed)} files"
    out_console.print(plain(f"  {shown}"), soft_wrap=True)


def _taken(source: Path, knowledge: KnowledgeGraph, before: tuple[Judgement, ...], path: Path) -> tuple[Judgement, ...]:
    if not source.exists():
        raise ConfigurationError(f"--import: '{source}': no such file or folder; name what review --export wrote")
    new = judge(knowledge, form_of(source).read(source, knowledge))
    judgements = merged(before, new)
    write_files({path: to_bytes(judgements)})
    counts = Counter(judgement.verdict for judgement in new)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict)
    out_console.print(plain(f"taken in: {told}; kept in {path}, the next build follows them"), soft_wrap=True)
    return judgements
