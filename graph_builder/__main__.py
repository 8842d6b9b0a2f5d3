"""The command `graph-builder`, also as `python -m graph_builder`.

Processes that are spawned import this module again; what a command needs is imported when one runs.
"""


def main() -> None:
    """Run the command line."""
    from graph_builder.cli import main as run

    run()


if __name__ == "__main__":
    main()
