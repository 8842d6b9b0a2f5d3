"""`python -m graph_builder.cli` is the `graph-builder` command."""

from graph_builder.cli import main

main()
