"""The names that columns of tables have, and what they hold: guessed by `columns.tsv`, or said by the user."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache

from graph_builder.errors import ConfigurationError
from graph_builder.sources.characters import one_line
from graph_builder.vocabulary.gazetteer import strip_accents
from graph_builder.vocabulary.paths import ontology_file

FILE = "file"  # names the file of an article: read in sidecars, where the others say what that file holds
Columns = Mapping[str, str]  # what a column holds -> its name, as the user says it: {"text": "cuerpo_nota"}


def columns_of(names: Iterable[str], said: Columns | None = None) -> list[str]:
    """Return what each column of a table holds; "" where its name is not known, and where another is the same.

    A column that has the very name of what it holds goes before those that have one of the others, then the first one.

    >>> columns_of(["Fecha", "TEXTO", "nota"])
    ['published', 'text', '']
    >>> columns_of(["Fecha", "TEXTO", "nota"], {"text": "Nota"})
    ['published', '', 'text']
    >>> columns_of(["Fecha", "published"])
    ['', 'published']
    >>> columns_of(["Fecha de publicación", "Cuerpo de la noticia"])
    ['published', 'text']
    """
    own = {_plain(name): column for column, name in (said or {}).items()}
    known = {name: column for name, column in _names().items() if column not in own.values()} | own
    plain = [_plain(name) for name in names]
    found: list[str] = []
    for name in plain:
        column = known.get(name, "")
        named_so_elsewhere = column in plain and name != column and name not in own
        found.append("" if named_so_elsewhere or column in found else column)
    return found


def check_columns(said: Columns) -> None:
    """Find out whether a user's columns are those that there are.

    Raises:
        ConfigurationError: one is not.
    """
    known = sorted({*_names().values()} - {FILE})
    for column, name in said.items():
        if column not in known or not name.strip():
            raise ConfigurationError(f"column '{column}={name}' must read COLUMN=NAME, with one of {', '.join(known)}")


def _plain(name: str) -> str:
    """A name as `columns.tsv` has it: in small letters without accents, its words joined."""
    return "_".join(strip_accents(one_line(name).lower()).split())


@cache
def _names() -> dict[str, str]:
    with ontology_file("columns.tsv").open(encoding="utf-8", newline="") as handle:
        return {name: row["column"] for row in csv.DictReader(handle, delimiter="\t") for name in row["names"].split()}
