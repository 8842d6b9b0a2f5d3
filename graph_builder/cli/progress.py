"""How far a run has come: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from graph_builder.cli.app import err


class Bar:
    """A progress bar with count and remaining time on a terminal, a plain line now and then elsewhere."""

    def __init__(self, quiet: bool) -> None:
        self.live = sys.stderr.isatty() and not quiet
        self._quiet = quiet
        self._bar = Progress(
            TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=err, transient=True, disable=not self.live,
        )  # fmt: skip
        self._tenths = 0  # of the articles, that a line has told
        self._task = self._bar.add_task("articles", total=None)

    def __call__(self, done: float, total: int) -> None:
        self._bar.update(self._task, completed=done, total=total)
        tenths = int(10 * done / total)
        if not self.live and not self._quiet and tenths > self._tenths:
            self._tenths = tenths
            err.print(f"{done:.4g}/{total} articles", highlight=False)

    def start(self) -> None:
        self._bar.start()

    def stop(self) -> None:
        self._bar.stop()


@contextmanager
def progress(quiet: bool) -> Iterator[Bar]:
    """Give what is called after each article, and end its bar with the run."""
    bar = Bar(quiet)
    bar.start()
    try:
        yield bar
    finally:
        bar.stop()
