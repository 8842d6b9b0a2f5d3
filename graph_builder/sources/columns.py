"""The names that columns of tables have, and what they hold: guessed by `columns.tsv`, or said by the user."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache

from graph_builder.errors import ConfigurationError
from graph_builder.sources.characters import one_line
from graph_builder.vocabulary.paths import ontology_file

Columns = Mapping[str, str]  # what a column holds -> its name, as the user says it: {"text": "cuerpo_nota"}


def columns_of(names: Iterable[str], said: Columns | None = None) -> list[str]:
    """Return what each column of a table holds; "" where its name is not known, and where one before it is the same.

    >>> columns_of(["Fecha", "TEXTO", "nota"])
    ['published', 'text', '']
    >>> columns_of(["Fecha", "TEXTO", "nota"], {"text": "Nota"})
    ['published', '', 'text']
    """
    own = {_plain(name): column for column, name in (said or {}).items()}
    known = {name: column for name, column in _names().items() if column not in own.values()} | own
    found: list[str] = []
    for name in names:
        column = known.get(_plain(name), "")
        found.append(column if column not in found else "")
    return found


def check_columns(said: Columns) -> None:
    """Find out whether a user's columns are those that there are.

    Raises:
        ConfigurationError: one is not.
    """
    known = sorted(set(_names().values()))
    for column, name in said.items():
        if column not in known or not name.strip():
            raise ConfigurationError(f"column '{column}={name}' must read COLUMN=NAME, with one of {', '.join(known)}")


def _plain(name: str) -> str:
    return "_".join(one_line(name).lower().split())


@cache
def _names() -> dict[str, str]:
    with ontology_file("columns.tsv").open(encoding="utf-8", newline="") as handle:
        return {name: row["column"] for row in csv.DictReader(handle, delimiter="\t") for name in row["names"].split()}
