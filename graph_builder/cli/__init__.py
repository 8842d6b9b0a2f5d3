"""The command line: the only place that prints, and the only one that turns errors into exit codes.

One file a command; those imported here are the commands that there are.
"""

from graph_builder.cli import (  # noqa: F401 -- each one adds its command to the application
    build,
    code,
    diff,
    doctor,
    dyads,
    entities,
    eval_command,
    explain,
    export,
    init,
    merge,
    push,
    query,
    remove,
    review,
    search,
    serve,
    stats,
    status,
    store,
    view,
)
from graph_builder.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Entry point of the `graph-builder` command."""
    app(prog_name="graph-builder")
