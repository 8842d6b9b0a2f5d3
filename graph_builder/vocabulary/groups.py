"""Groups of words that tell of events alike, in the manner of VerbNet: a trigger row names one instead of its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_files import TomlFile, Word, read_tables

_MARK = "@"  # before the name of a group in a row's words


class GroupTable(BaseModel):
    """The keys of a group in groups.toml."""

    model_config = ConfigDict(extra="forbid", strict=True)

    example: Word
    words: Annotated[list[Word], Field(min_length=2)]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one language, and which of them rows have named so far."""

    file: TomlFile
    words: dict[str, tuple[str, ...]]
    named: set[str] = field(default_factory=set)

    def expand(self, cell: str, where: str, problems: Problems) -> tuple[str, ...]:
        """Return the words that a cell names, one by one or as groups: `@provide, ceder`.

        Args:
            cell: words and names of groups, divided by commas.
            where: file and line of the cell, for messages.
            problems: where unknown groups, and words that are named twice, are noted.
        """
        found: list[str] = []
        for part in (part.strip() for part in cell.split(",")):
            name = part.removeprefix(_MARK)
            if not part.startswith(_MARK):
                found.append(part)
            elif name in self.words:
                self.named.add(name)
                found += self.words[name]
            elif name not in self.file.content:
                problems.add(where, f"group '{part}' is not in {self.file.path.name}")
        for word, count in Counter(found).items():
            if not word or count > 1:
                problems.add(where, f"word '{word}' is named twice" if word else "a word is missing between commas")
        return tuple(dict.fromkeys(filter(None, found)))

    def check_use(self, problems: Problems) -> None:
        """Note groups that no row has named."""
        for name in self.words:
            if name not in self.named:
                problems.add(self.file.where(name), f"group '{name}' is named by no row of triggers.tsv; delete it")


def read_groups(path: Path, problems: Problems) -> Groups:
    """Read groups.toml; groups that are wrong are noted and left out."""
    file, tables = read_tables(path, GroupTable, problems)
    for name, table in tables.items():
        for word, count in Counter(table.words).items():
            if count > 1:
                problems.add(file.where(name, "words"), f"word '{word}' is named twice")
    return Groups(file, {name: tuple(table.words) for name, table in tables.items()})
