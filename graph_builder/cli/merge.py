"""The command that makes one graph of several: merge."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.builder import build
from graph_builder.cli.app import app, exit_codes, folder, out_console, plain, starting_with, tell
from graph_builder.cli.progress import progress
from graph_builder.errors import ConfigurationError
from graph_builder.export import EXPORTERS
from graph_builder.files import make_folder
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.reader import reader_named
from graph_builder.review import FILE_NAME as REVIEWS
from graph_builder.review import Judgement, merged, read_judgements, to_bytes
from graph_builder.settings import DEFAULT_FORMATS, READERS, Settings
from graph_builder.sources.together import together
from graph_builder.transaction import write_files


@app.command("merge")
def merge_command(
    graphs: Annotated[list[Path], typer.Argument(metavar="GRAPH...", help="Folders that `build` wrote, or stores.")],
    out: Annotated[Path, typer.Option("--out", parser=folder, metavar="PATH", help="Folder for the graph of all.")],
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help="Also write this format.", autocompletion=starting_with(EXPORTERS)),
    ] = None,
    aliases: Annotated[
        Path | None, typer.Option("--aliases", parser=folder, metavar="PATH", help="Your aliases, as for `build`.")
    ] = None,
    model: Annotated[str, typer.Option("--model", metavar="NAME|PATH", help="Another spaCy pipeline.")] = "",
    min_confidence: Annotated[
        float | None,
        typer.Option(
            "--min-confidence", metavar="P", help="Hold back what is less probable; the least of the graphs'."
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes; the result does not depend on it.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Make one graph of the articles of several: they are read again as one run, so actors are told apart anew."""
    with exit_codes():
        if len(graphs) < 2:
            raise ConfigurationError("name two graphs or more; graph-builder export writes one in further formats")
        read = [read_snapshot(graph) for graph in graphs]
        names = [graph.name or str(graph) for graph in graphs]
        articles, lines = together(list(zip(names, (one.articles for one in read), strict=True)))
        for line in lines:
            tell(f"note: {line}")
        _keep_judgements(graphs, out)
        chosen = tuple(dict.fromkeys((*DEFAULT_FORMATS, *(formats or ()))))
        settings = Settings(
            (),
            out,
            model=model,
            jobs=jobs,
            formats=chosen,
            aliases=aliases,
            min_confidence=min(one.min_confidence for one in read) if min_confidence is None else min_confidence,
            reader=max((reader_named(one.run.reader_sha256) for one in read), key=READERS.index),
        )
        with progress(quiet) as told:
            report = build(settings, told, tell, articles).report
    for line in (*report.skipped, *report.warnings, *(failure.line for failure in report.failed)):
        tell(f"warning: {line}")
    if not quiet:
        out_console.print(plain(f"{report.read} articles, {report.facts} facts, {report.entities} entities in {out}"))
    raise typer.Exit(report.exit_code)


def _keep_judgements(graphs: list[Path], out: Path) -> None:
    """Put the judged facts of all graphs beside the result, where the build follows them."""
    kept: tuple[Judgement, ...] = ()
    for path in dict.fromkeys((*(graph / REVIEWS for graph in graphs), out / REVIEWS)):
        if path.is_file():
            kept = merged(kept, read_judgements(path))
    if kept:
        make_folder(out, "--out")
        write_files({out / REVIEWS: to_bytes(kept)})
