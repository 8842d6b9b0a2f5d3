"""The command that writes a graph in further formats: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rdflib import Dataset

from graph_builder.cli.app import app, exit_codes, out_console, plain, starting_with, tell
from graph_builder.export import EXPORTERS, exporters
from graph_builder.files import make_folder
from graph_builder.graph.assemble import assemble
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.graph.validate import Violation, assemble_valid
from graph_builder.judge import shown_from
from graph_builder.model import KnowledgeGraph
from graph_builder.transaction import write_files


@app.command("export")
def export_command(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder that `build` wrote, or a store.")],
    formats: Annotated[
        list[str],
        typer.Option(
            "--format",
            "-f",
            help=f"{', '.join(EXPORTERS)}; may be repeated.",
            autocompletion=starting_with(EXPORTERS),
        ),
    ],
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the files; otherwise GRAPH.")] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            "--min-confidence",
            min=0,
            max=1,
            metavar="P",
            help="Other facts than were shown: those from P on, 0 for all.",
        ),
    ] = None,
) -> None:
    """Write a graph that was built before in further formats."""
    with exit_codes():
        chosen = exporters(formats)
        of_rdf = any(exporter.of_rdf for exporter in chosen)
        knowledge, dataset, violations = _chosen(read_snapshot(graph), min_confidence, of_rdf=of_rdf)
        folder = out or graph
        make_folder(folder, "--out")
        files = {folder / exporter.file_name: exporter.export(knowledge, dataset) for exporter in chosen}
        write_files(files)
    for violation in violations:
        tell(f"left out: {violation.article}: {violation.message}: {violation.sentence}")
    for path in files:
        out_console.print(plain(f"  {path}"), soft_wrap=True)


def _chosen(
    graph: KnowledgeGraph, min_confidence: float | None, *, of_rdf: bool
) -> tuple[KnowledgeGraph, Dataset, tuple[Violation, ...]]:
    """The facts asked for, and their dataset where a format is made of it.

    Facts that were held back are validated now, as only what is shown was.
    """
    chosen = graph if min_confidence is None else shown_from(graph, min_confidence)
    if min_confidence is not None and min_confidence < graph.min_confidence:
        return assemble_valid(chosen)
    return chosen, assemble(chosen) if of_rdf else Dataset(), ()
