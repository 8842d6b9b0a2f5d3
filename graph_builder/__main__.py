"""`python -m graph_builder` is the command `graph-builder`."""

from graph_builder.cli import main

if __name__ == "__main__":
    main()
