"""TOML files under ontology/: their content, and on which line each of their keys stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError
from pydantic_core import ErrorDetails

from graph_builder.vocabulary.tables import Problems

T = TypeVar("T", bound=BaseModel)

Word = Annotated[str, Field(min_length=1)]  # a string that says something

_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*")(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*=""")
_PART = re.compile(r'"([^"]*)"|([\w-]+)')
_ERROR_LINE = re.compile(r" \(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """What a TOML file holds."""

    path: Path
    content: dict[str, Any]
    lines: dict[tuple[str, ...], int]  # table and key, dotted ones part by part -> line

    def where(self, *keys: str | int) -> str:
        """Return file and line of a key; of a table's line where the key itself stands nowhere."""
        names = tuple(str(key) for key in keys)
        while names and names not in self.lines:
            names = names[:-1]
        return f"{self.path}:{self.lines[names]}" if names else str(self.path)


def read_toml(path: Path, problems: Problems) -> TomlFile:
    """Read a TOML file; `tomllib` keeps no line numbers, so that a scan of the lines finds them.

    Raises:
        VocabularyError: what was noted before, and that the file is no TOML: what others name in it cannot be checked.
    """
    text = path.read_text(encoding="utf-8")
    try:
        return TomlFile(path, tomllib.loads(text), _lines(text))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        line = _ERROR_LINE.search(message)
        problems.add(f"{path}:{line[1]}" if line else str(path), f"{_ERROR_LINE.sub('', message)}; correct the TOML")
        problems.raise_all()
        raise


def read_tables(path: Path, kind: type[T], problems: Problems) -> tuple[TomlFile, dict[str, T]]:
    """Read a TOML file whose tables are all of one kind.

    Args:
        path: of the file.
        kind: the pydantic model of a table.
        problems: where wrong keys and values are noted, each with its line; a table with one is left out.
    """
    file = read_toml(path, problems)
    tables: dict[str, T] = {}
    for name, content in file.content.items():
        try:
            tables[name] = kind.model_validate(content)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                problems.add(file.where(name, *details["loc"]), told(details, kind))
    return file, tables


def told(details: ErrorDetails, kind: type[BaseModel]) -> str:
    """Return what pydantic found wrong, in words that tell what to write."""
    key = ".".join(str(part) for part in details["loc"])
    if details["type"] == "extra_forbidden":
        inner = kind.model_fields.get(str(details["loc"][0]))
        table = inner.annotation if inner is not None else kind
        keys = table.model_fields if isinstance(table, type) and issubclass(table, BaseModel) else ()
        return f"unknown key '{key}'; a key is one of {', '.join(keys)}"
    if details["type"] == "missing":
        return f"key '{key}' is missing"
    written = f'"{details["input"]}"' if isinstance(details["input"], str) else str(details["input"])
    return f"{key} = {written}: {details['msg'][0].lower()}{details['msg'][1:]}"


def _lines(text: str) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _TABLE.match(line):
            table = _parts(header[1])
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            parts = _parts(key[1])
            for length in range(1, len(parts) + 1):
                found.setdefault((*table, *parts[:length]), number)
    return found


def _parts(name: str) -> tuple[str, ...]:
    return tuple(quoted or bare for quoted, bare in _PART.findall(name))
