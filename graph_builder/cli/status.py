"""The command that tells how far a run in shards is: status."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from graph_builder.cli.app import app, exit_codes, out_console, plain
from graph_builder.shards import status_of

_SHOWN = 10


@app.command("status")
def status_command(
    work: Annotated[str, typer.Argument(metavar="WORK", help="The folder that `build --work` was given.")],
) -> None:
    """Tell how far a run in shards is, and which articles failed."""
    with exit_codes():
        status = status_of(work)
    table = Table(title=work, title_justify="left", show_header=False)
    failed = ", ".join(status.failed[:_SHOWN]) + (" ..." if len(status.failed) > _SHOWN else "")
    for name, value in (
        ("shards read", f"{status.shards_read}/{status.shards}"),
        ("articles read", f"{status.articles_read}/{status.articles}"),
        ("statements", str(status.statements)),
        ("names resolved", "yes" if status.resolved else "no"),
        ("shards with facts", f"{status.shards_with_facts}/{status.shards}"),
        ("failed", f"{len(status.failed)} {failed}".strip()),
    ):
        table.add_row(name, plain(value))
    out_console.print(table)
