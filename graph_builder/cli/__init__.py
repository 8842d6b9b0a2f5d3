"""The command line: the only place that prints, and the only one that turns errors into exit codes."""

from graph_builder.cli import actors, build_explain, eval_command, query_export, store_remove, view_serve_push
from graph_builder.cli.app import app

__all__ = [
    "actors",
    "app",
    "build_explain",
    "eval_command",
    "main",
    "query_export",
    "store_remove",
    "view_serve_push",
]


def main() -> None:
    """Entry point of the `graph-builder` command."""
    app()
