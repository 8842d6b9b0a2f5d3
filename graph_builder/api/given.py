"""What a caller hands to `gb.build`, told apart: names of files, and articles that are in no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Protocol, runtime_checkable

from graph_builder.errors import ConfigurationError
from graph_builder.model import Article
from graph_builder.nearest import did_you_mean
from graph_builder.sources import STANDARD_INPUT, Given
from graph_builder.sources.fetching import is_address

PathName = str | PathLike[str]

_SENTENCE_ENDS = tuple(".!?…»”\"')")
_MANY_WORDS = 12  # no path has as many


@runtime_checkable
class _Pandas(Protocol):
    def to_dict(self, orient: str) -> list[dict[str, object]]: ...


@runtime_checkable
class _Polars(Protocol):
    def to_dicts(self) -> list[dict[str, object]]: ...


Source = PathName | Mapping[str, object] | Article | _Pandas | _Polars


def told_apart(sources: Source | Iterable[Source]) -> tuple[tuple[str, ...], tuple[Given, ...]]:
    """Return names of files and folders, and articles: texts, mappings, `Article`s; a table gives one a row.

    A string is the name of a file where there is such a file, and a text where it reads like one: it has several lines,
    ends like a sentence, or has many words.

    Raises:
        ConfigurationError: a string is neither, or something else is given.
    """
    paths: list[str] = []
    given: list[Given] = []
    alone = isinstance(sources, str | PathLike | Mapping | Article | _Pandas | _Polars)
    for source in [sources] if alone else sources:  # type: ignore[union-attr]
        if isinstance(source, Mapping | Article):
            given.append(source)
        elif isinstance(source, _Polars):
            given += source.to_dicts()
        elif isinstance(source, _Pandas):
            given += source.to_dict("records")
        elif isinstance(source, str) and not _exists(source):
            given.append(_text(source))
        elif isinstance(source, str | PathLike):
            paths.append(fspath(source))
        else:
            kinds = "a path, a text, a mapping, an Article or a table"
            raise ConfigurationError(f"{type(source).__name__} is no article; give {kinds}, or several")
    return tuple(paths), tuple(given)


def _exists(name: str) -> bool:
    try:
        return name == STANDARD_INPUT or is_address(name) or Path(name).exists()
    except (OSError, ValueError):  # too long for a name, or with NUL: a text
        return False


def _text(source: str) -> str:
    words = source.split()
    ends = len(words) > 2 and source.rstrip().endswith(_SENTENCE_ENDS)
    if ends or "\n" in source.strip() or len(words) >= _MANY_WORDS:
        return source
    near = did_you_mean(source, _neighbours(source)) or "; check the path"
    raise ConfigurationError(f"'{source}': no such file or folder{near}; a short text is given as {{'text': ...}}")


def _neighbours(name: str) -> list[str]:
    try:
        return [str(path) for path in Path(name).parent.iterdir()]
    except OSError:
        return []
