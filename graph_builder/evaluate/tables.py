"""Reads a facts table and a folder of annotated facts as comparable rows by article."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import ConfigurationError
from graph_builder.model import Polarity, Status
from graph_builder.spreadsheets import cell_text

GOLD_SUFFIX = ".gold.tsv"
_COLUMNS = (
    "evidence", "relation", "subject", "subject_state", "object", "object_state", "polarity", "status",
    "attributed_to", "date",
)  # fmt: skip
_IF_THERE = ("trigger", "subject_mention", "object_mention", "id", "rule", "implied")
_FILLED = ("relation", "subject", "polarity", "status")
_ARTICLE_SUFFIXES = (".txt", ".html", ".md", ".json")


@dataclass(frozen=True, slots=True)
class ScoredFact:
    """One fact, extracted or annotated, as far as the two are compared."""

    where: str  # file and line
    evidence: str
    relation: str
    subject: str
    subject_state: str
    object: str
    object_state: str
    polarity: str
    status: str
    attributed_to: str
    date: str
    trigger: str = ""  # annotated only: the word that names the relation
    subject_mention: str = ""  # annotated only: the words nearby that refer to the participant
    object_mention: str = ""
    id: str = ""  # extracted only, with rule and implied participants as `facts.csv` tells them
    rule: str = ""
    implied: str = ""


def read_facts(path: Path, relations: Iterable[str]) -> dict[str, list[ScoredFact]]:
    """Return the extracted facts by article (the stem of the column `article`), in the order of the table.

    Args:
        path: `facts.csv`, or the folder that `graph-builder build` wrote it to.
        relations: the relations that there are.

    Raises:
        ConfigurationError: the table cannot be read, lacks columns or holds wrong rows; every one is named.
    """
    table = path / "facts.csv" if path.is_dir() else path
    found: dict[str, list[ScoredFact]] = defaultdict(list)
    problems: list[str] = []
    for article, fact in _read(table, ",", ("article", *_COLUMNS), set(relations), problems):
        found[_stem(article)].append(fact)
    _raise(problems)
    return dict(found)


def read_gold(folder: Path, relations: Iterable[str]) -> dict[str, list[ScoredFact]]:
    """Return the annotated facts by article: `NAME.gold.tsv` holds those of the article NAME, and may hold none.

    Raises:
        ConfigurationError: there is no such file, or some lack columns or hold wrong rows; every one is named.
    """
    paths = sorted(folder.glob(f"*{GOLD_SUFFIX}"))
    if not paths:
        raise ConfigurationError(f"{folder}: there is no NAME{GOLD_SUFFIX}; name the folder of the annotated facts")
    problems: list[str] = []
    known = set(relations)
    gold = {
        path.name.removesuffix(GOLD_SUFFIX): [fact for _, fact in _read(path, "\t", _COLUMNS, known, problems)]
        for path in paths
    }
    _raise(problems)
    return gold


def _read(
    path: Path, delimiter: str, columns: tuple[str, ...], relations: set[str], problems: list[str]
) -> Iterator[tuple[str, ScoredFact]]:
    """Yield article (empty in gold) and fact of each right row; note the wrong ones as problems."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            plain = delimiter == "\t"  # a quotation mark in TSV is a letter like any other
            reader = csv.DictReader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL)
            if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
                problems.append(f"{path}:1: columns missing: {', '.join(missing)}; name them in the header line")
                return
            for row in reader:
                where = f"{path}:{reader.line_num}"
                if None in row:
                    problems.append(f"{where}: more cells than columns; remove the surplus separator")
                    continue
                cells = {column: _text(row[column] or "", plain).strip() for column in columns}
                if wrong := _wrong(cells, relations):
                    problems.append(f"{where}: {wrong}")
                else:
                    more = {column: (row.get(column) or "").strip() for column in _IF_THERE}
                    yield cells.get("article", ""), ScoredFact(where, *(cells[column] for column in _COLUMNS), **more)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(f"{path}: cannot be read ({error}); name a table in UTF-8")


def _text(cell: str, plain: bool) -> str:
    """The text of a cell; in our CSV one that begins like a formula has an apostrophe before it."""
    return cell if plain else cell_text(cell)


def _wrong(cells: dict[str, str], relations: set[str]) -> str:
    """Return what is wrong with a row and how to mend it, or ""."""
    if empty := [column for column in _FILLED if not cells[column]]:
        return f"empty: {', '.join(empty)}; fill in every such cell"
    for column, known in (("relation", relations), ("polarity", set(Polarity)), ("status", set(Status))):
        if cells[column] not in known:
            return f"{column} '{cells[column]}' must be one of {', '.join(sorted(known))}"
    return ""


def _stem(article: str) -> str:
    name = article.rsplit("/", 1)[-1]
    for suffix in _ARTICLE_SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def _raise(problems: list[str]) -> None:
    if problems:
        raise ConfigurationError("\n".join(problems))
