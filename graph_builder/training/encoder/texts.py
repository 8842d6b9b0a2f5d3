"""Plain text to learn a language from: the paragraphs of folders of text files and of articles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_builder.errors import ConfigurationError

_PLAIN = (".txt", ".txt.gz")
_ARTICLES = (".jsonl", ".jsonl.gz")


def text_files(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files of folders that hold text, in a fixed order.

    Raises:
        ConfigurationError: a folder is missing, or holds none.
    """
    found: list[Path] = []
    for folder in folders:
        files = sorted(path for path in folder.rglob("*") if path.name.endswith((*_PLAIN, *_ARTICLES)))
        if not files:
            raise ConfigurationError(
                f"{folder}: holds no text; --text takes folders of {', '.join((*_PLAIN, *_ARTICLES))}"
            )
        found += files
    return tuple(found)


def paragraphs(files: Iterable[Path]) -> Iterator[str]:
    """Yield the paragraphs of files: each line of plain text, each line of the `text` of each article.

    Raises:
        ConfigurationError: a line of articles is no JSON object with a `text`.
    """
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                text = _article(path, number, line) if path.name.endswith(_ARTICLES) else line
                yield from (stripped for one in text.split("\n") if (stripped := one.strip()))


def _article(path: Path, number: int, line: str) -> str:
    try:
        text = json.loads(line)["text"]
    except (ValueError, KeyError, TypeError):
        text = None
    if not isinstance(text, str):
        raise ConfigurationError(f"{path}, line {number}: no JSON object with a `text`; mend or remove the line")
    return text
