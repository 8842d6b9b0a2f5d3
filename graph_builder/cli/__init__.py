"""The command line: the only place that prints, and the only one that turns errors into exit codes."""

from graph_builder.cli import actors, asking, building, judging, keeping, sharing
from graph_builder.cli.app import app

__all__ = ["actors", "app", "asking", "building", "judging", "keeping", "main", "sharing"]


def main() -> None:
    """Entry point of the `graph-builder` command."""
    app()
