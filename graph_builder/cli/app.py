"""What all commands share: the application, the two consoles, errors turned into exit codes.

Exit codes: 0 all read, 1 some inputs skipped, 2 wrong usage, configuration or graph folder.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from graph_builder.errors import ConfigurationError, GraphBuilderError, VocabularyError
from graph_builder.version import VERSION

app = typer.Typer(
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    help="Read Spanish news on international alliances and build a knowledge graph from it.",
)
_PIPED = 1 << 20  # columns: what another program reads is neither wrapped nor cut
out_console = Console(width=None if sys.stdout.isatty() else _PIPED)
err = Console(stderr=True)


# A terminal obeys control characters, and no encoding has half surrogate pairs (names of files that are not UTF-8).
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def plain(text: str) -> Text:
    """Return what is to be printed, with U+FFFD for each character that a terminal would obey or cannot show."""
    return Text(_UNPRINTABLE.sub("\ufffd", text))


def folder(given: str) -> Path:
    """Return the folder that an option names; an empty one (`--out "$UNSET"`) is not the current folder."""
    if not given:
        raise typer.BadParameter("is empty; name a folder, . for the current one")
    return Path(given)


def pairs(option: str, given: Iterable[str]) -> dict[str, str]:
    """Return the values of an option that reads NAME=VALUE and may be repeated.

    Raises:
        ConfigurationError: one reads otherwise.
    """
    values = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals:
            raise ConfigurationError(f"{option}: '{pair}' must read NAME=VALUE")
        values[key] = value
    return values


def starting_with(values: Iterable[str]) -> Callable[[str], list[str]]:
    """Return what completes a word that a user has begun on the shell's command line, of these values."""
    return lambda incomplete: [value for value in values if value.startswith(incomplete)]


def tell(line: str) -> None:
    """Print a line on standard error, as it is."""
    err.print(plain(line), soft_wrap=True)


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn the package's errors into one line each and exit code 2."""
    try:
        yield
    except VocabularyError as error:
        for problem in error.problems:
            err.print(plain(f"error: {problem}"), soft_wrap=True)
        raise typer.Exit(2) from error
    except GraphBuilderError as error:
        err.print(plain(f"error: {error}"), soft_wrap=True)
        raise typer.Exit(2) from error


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        out_console.print(f"graph-builder {VERSION}", highlight=False)
        raise typer.Exit
