"""The command that codes events as event data do: code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.app import app, exit_codes, tell
from graph_builder.coding import code_articles, to_coded_csv
from graph_builder.errors import ConfigurationError
from graph_builder.nlp.pipeline import load_pipeline
from graph_builder.sources import Metadata, check_inputs, iso_date, read_articles
from graph_builder.sources.remarks import Level
from graph_builder.transaction import write_files
from graph_builder.vocabulary import load_vocabulary


@app.command("code")
def code_command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, or - for standard input.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="CSV file to write; without it, it is printed.")
    ] = None,
    published: Annotated[str, typer.Option("--published", metavar="DATE", help="Date of articles without one.")] = "",
) -> None:
    """Code the events of each sentence by PLOVER and CAMEO, whoever takes part; no graph is made."""
    with exit_codes():
        check_inputs(tuple(inputs), False)
        reading = read_articles(tuple(inputs), Metadata(published=iso_date(published)), [])
        skipped = reading.lines(Level.SKIPPED)
        for line in skipped:
            tell(line)
        if not reading.articles:
            raise ConfigurationError("no article could be read; nothing was coded")
        table = to_coded_csv(code_articles(reading.articles, load_pipeline(), load_vocabulary()))
        if out is not None:
            write_files({out: table.encode()})
    if out is None:
        typer.echo(table, nl=False)
    else:
        tell(f"{out}: {len(reading.articles)} articles coded")
    raise typer.Exit(1 if skipped else 0)
