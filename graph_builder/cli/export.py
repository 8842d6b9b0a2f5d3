"""The command that writes a graph in further formats: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.app import app, exit_codes, out_console, plain, starting_with
from graph_builder.export import EXPORTERS, exporters
from graph_builder.files import make_folder
from graph_builder.graph.assemble import assemble
from graph_builder.graph.snapshot import read_snapshot
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
) -> None:
    """Write a graph that was built before in further formats."""
    with exit_codes():
        chosen = exporters(formats)
        knowledge = read_snapshot(graph)
        dataset = assemble(knowledge)
        folder = out or graph
        make_folder(folder, "--out")
        files = {folder / exporter.file_name: exporter.export(knowledge, dataset) for exporter in chosen}
        write_files(files)
    for path in files:
        out_console.print(plain(f"  {path}"), soft_wrap=True)
