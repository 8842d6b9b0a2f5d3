"""The command that checks what is installed: doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.app import app, out_console, plain
from graph_builder.doctor import examine


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
