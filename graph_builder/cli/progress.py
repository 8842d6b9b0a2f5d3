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
        self._task = self._bar.add_task("articles", total=None)

    def __call__(self, done: int, total: int) -> None:
        self._bar.update(self._task, completed=done, total=total)
        step = max(1, total // 10)
        if not self.live and not self._quiet and (done % step == 0 or done == total):
            err.print(f"{done}/{total} articles", highlight=False)

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
