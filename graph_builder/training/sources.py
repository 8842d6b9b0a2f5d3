"""A table of corpora (TOML) and a data folder in, typed sources with existing files out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from graph_builder.errors import ConfigurationError

EntityFormat = Literal["bio", "wikiner"]
EntityUse = Literal["train", "development"]
DEFAULT_TABLE = Path(__file__).with_name("sources.toml")


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom a source is owed to: what `meta.json` of the pipeline says of it."""

    name: str
    author: str
    licence: str


@dataclass(frozen=True, slots=True)
class Treebank:
    """CoNLL-U files; `development` per cent of their documents are kept apart."""

    credit: Credit
    files: tuple[Path, ...]
    development: int
    repeat: int


@dataclass(frozen=True, slots=True)
class EntityCorpus:
    """Files with a named-entity tag for every word."""

    credit: Credit
    files: tuple[Path, ...]
    format: EntityFormat
    use: EntityUse
    repeat: int


@dataclass(frozen=True, slots=True)
class RawText:
    """Files with a paragraph a line."""

    credit: Credit
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a pipeline is trained on."""

    treebanks: tuple[Treebank, ...]
    entities: tuple[EntityCorpus, ...]
    raw: tuple[RawText, ...]

    @property
    def credits(self) -> tuple[Credit, ...]:
        everything: tuple[Treebank | EntityCorpus | RawText, ...] = (
            *self.treebanks,
            *self.entities,
            *self.raw,
        )
        return tuple(source.credit for source in everything)

    @property
    def files(self) -> tuple[Path, ...]:
        everything: tuple[Treebank | EntityCorpus | RawText, ...] = (
            *self.treebanks,
            *self.entities,
            *self.raw,
        )
        return tuple(file for source in everything for file in source.files)


def load_sources(table: Path, data: Path) -> Sources:
    """Read the table and find its files; every row that cannot be used is named in one error."""
    with table.open("rb") as stream:
        rows = tomllib.load(stream)
    problems: list[str] = []
    reader = _RowReader(table, data, problems)
    sources = Sources(
        treebanks=tuple(reader.treebank(row) for row in rows.get("treebank", ())),
        entities=tuple(reader.entities(row) for row in rows.get("entities", ())),
        raw=tuple(RawText(reader.credit(row), reader.files(row)) for row in rows.get("raw", ())),
    )
    if not sources.treebanks or not sources.entities:
        problems.append(f"{table}: needs at least one [[treebank]] and one [[entities]] row")
    if problems:
        raise ConfigurationError("\n".join(problems))
    return sources


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads rows and collects what is wrong with them, so that one run names every mistake."""

    table: Path
    data: Path
    problems: list[str]

    def complain(self, row: dict[str, object], what: str) -> None:
        self.problems.append(f"{self.table}: row {row.get('name', '?')!r}: {what}")

    def text(self, row: dict[str, object], key: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value:
            self.complain(row, f"needs a text `{key}`")
            return ""
        return value

    def number(self, row: dict[str, object], key: str, default: int) -> int:
        value = row.get(key, default)
        if not isinstance(value, int) or value < 0:
            self.complain(row, f"`{key}` must be a number >= 0")
            return default
        return value

    def choice(self, row: dict[str, object], key: str, choices: tuple[str, ...]) -> str:
        value = self.text(row, key)
        if value not in choices:
            self.complain(row, f"`{key}` is one of {', '.join(choices)}")
        return value

    def credit(self, row: dict[str, object]) -> Credit:
        return Credit(self.text(row, "name"), self.text(row, "author"), self.text(row, "licence"))

    def files(self, row: dict[str, object]) -> tuple[Path, ...]:
        pattern = self.text(row, "path")
        files = tuple(sorted(self.data.glob(pattern))) if pattern else ()
        if not files:
            self.problems.append(
                f"{self.data / pattern}: no such file; give the folder with --data or change {self.table}"
            )
        return files

    def treebank(self, row: dict[str, object]) -> Treebank:
        return Treebank(
            self.credit(row),
            self.files(row),
            self.number(row, "development", 0),
            self.number(row, "repeat", 1),
        )

    def entities(self, row: dict[str, object]) -> EntityCorpus:
        return EntityCorpus(
            self.credit(row),
            self.files(row),
            cast(EntityFormat, self.choice(row, "format", get_args(EntityFormat))),
            cast(EntityUse, self.choice(row, "use", get_args(EntityUse))),
            self.number(row, "repeat", 1),
        )
