"""The command that makes a graph: build."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph_builder.builder import build
from graph_builder.cli.app import app, exit_codes, folder, pairs, starting_with, tell
from graph_builder.cli.progress import progress
from graph_builder.cli.report import print_report
from graph_builder.errors import ConfigurationError
from graph_builder.export import EXPORTERS
from graph_builder.project import FILE_NAME as PROJECT_FILE
from graph_builder.project import Project, read_project
from graph_builder.settings import (
    DEFAULT_FORMATS,
    EXECUTORS,
    ONLY_WITH,
    PROCESSES,
    READERS,
    RESOLVE_WITHIN,
    RULES_ALONE,
    Settings,
)
from graph_builder.shards import build_in_shards


@app.command("build")
def build_command(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT...",
            help=f"Files, folders, or - for standard input; without any, those that {PROJECT_FILE} names.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", parser=folder, metavar="PATH", help="Folder for the results; it is made where missing."),
    ] = None,
    model: Annotated[
        str, typer.Option("--model", metavar="NAME|PATH", help="Another spaCy pipeline for Spanish.")
    ] = "",
    published: Annotated[str, typer.Option("--published", metavar="DATE", help="Date of articles without one.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Publisher of articles without one.")] = "",
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", help="Processes; the result does not depend on it.")
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help=f"Also write one of {', '.join(EXPORTERS)}; may be repeated.",
            autocompletion=starting_with(EXPORTERS),
        ),
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
    reader: Annotated[
        str,
        typer.Option(
            "--reader",
            metavar="off|small|large",
            help="small: a learned reader adds facts that no rule reaches, in more time; large: by an encoder too.",
            autocompletion=starting_with(READERS),
        ),
    ] = "",
    only_with: Annotated[
        str,
        typer.Option(
            "--only-with",
            metavar="foreign-states",
            help="Leave articles that name no foreign state unread, which saves their parse.",
            autocompletion=starting_with(ONLY_WITH),
        ),
    ] = "",
    resolve_within: Annotated[
        str,
        typer.Option(
            "--resolve-within",
            metavar="year|month",
            help="Compare the actors that no list holds within such a period only: for archives of many years.",
            autocompletion=starting_with(RESOLVE_WITHIN),
        ),
    ] = "",
    home: Annotated[
        list[str] | None, typer.Option("--home", metavar="ISO3", help="A state that is not foreign: MEX. Repeatable.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="COLUMN=NAME", help="A table's column by its name: text=cuerpo. Repeatable."),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch inputs that are http(s) addresses: pages, feeds, files.")
    ] = False,
    reviews: Annotated[
        Path | None,
        typer.Option("--reviews", metavar="FILE", help="Judged facts; otherwise reviews.jsonl in --out and --store."),
    ] = None,
    reviewed: Annotated[
        bool, typer.Option("--reviewed/--not-reviewed", help="Whether judged facts override extraction.")
    ] = True,
    project_file: Annotated[
        Path | None,
        typer.Option("--project", metavar="FILE", help=f"A project file; otherwise {PROJECT_FILE}, without INPUT."),
    ] = None,
    work: Annotated[
        str,
        typer.Option("--work", metavar="PATH|URL", help="Working folder: the run goes through files, for any size."),
    ] = "",
    shard_size: Annotated[int, typer.Option("--shard-size", help="Articles of a shard, with --work.")] = 1000,
    executor: Annotated[
        str,
        typer.Option(
            "--executor",
            metavar="processes|ray",
            help="Who carries out the stages, with --work.",
            autocompletion=starting_with(EXECUTORS),
        ),
    ] = PROCESSES,
    address: Annotated[
        str, typer.Option("--address", metavar="HOST:PORT", help="Of a Ray cluster; otherwise one starts here.")
    ] = "",
    part: Annotated[
        str, typer.Option("--part", metavar="I/N", help="Only read the I-th of N parts of the shards, then stop.")
    ] = "",
    min_confidence: Annotated[
        float | None,
        typer.Option(
            "--min-confidence",
            metavar="P",
            help="Hold back facts less probable than P; 0 keeps all. [default: the judge's own threshold]",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, write nothing.")] = False,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Say more; -vv tells each article.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Build a graph from articles: facts.csv, graph.ttl, graph.html and report.json."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, a remark says
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, stream=sys.stderr, format="%(message)s")
    if verbose > 1:
        logging.getLogger("graph_builder").setLevel(logging.DEBUG)
    with exit_codes():
        project = _project(project_file, inputs or [])
        settings = Settings(
            inputs=tuple(inputs or project.inputs),
            out=out or _out(project),
            model=model or project.model,
            published=published or project.published,
            publisher=publisher or project.publisher,
            jobs=jobs if jobs is not None else project.jobs or 1,
            formats=tuple(dict.fromkeys((*DEFAULT_FORMATS, *project.formats, *(formats or ())))),
            dry_run=dry_run,
            store=store or (Path(project.store) if project.store else None),
            wait=wait,
            reader=reader or project.reader or RULES_ALONE,
            only_with=only_with or project.only_with,
            home=tuple(home or project.home),
            resolve_within=resolve_within or project.resolve_within,
            aliases=aliases or (Path(project.aliases) if project.aliases else None),
            reviews=reviews or (Path(project.reviews) if project.reviews else None),
            reviewed=reviewed,
            fetch=fetch or project.fetch,
            min_confidence=min_confidence if min_confidence is not None else project.min_confidence,
            work=work,
            shard_size=shard_size,
            executor=executor,
            address=address,
            part=part,
            columns={**project.columns, **pairs("--column", columns or [])},
        )
        with progress(quiet) as told:
            report = build_in_shards(settings, told, tell) if work else build(settings, told, tell).report
    if report is None:  # a part of it: another run goes on
        return
    print_report(report, verbose, quiet)
    raise typer.Exit(report.exit_code)


def _project(given: Path | None, inputs: list[str]) -> Project:
    """The project file that is named, or that of the current folder where nothing else says what to read."""
    if given is not None:
        return read_project(given)
    if inputs or not Path(PROJECT_FILE).is_file():
        return Project()
    tell(f"note: {PROJECT_FILE} says what is read")
    return read_project(Path(PROJECT_FILE))


def _out(project: Project) -> Path:
    if not project.out:
        raise ConfigurationError(f"--out is missing; name a folder for the results, here or as out in {PROJECT_FILE}")
    return Path(project.out)
