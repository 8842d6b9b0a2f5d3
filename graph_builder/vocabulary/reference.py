"""How actors are spoken of in one language: what names, descriptions and titles can mean."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.gazetteer import Gazetteer
from graph_builder.vocabulary.tables import Problems, read_rows

ANY_NAME, ANY_CITY = "*", "*city"  # clues of no name in particular
NOBODY = "-"  # a reading that is no known actor: a river, a namesake
STATE = "state"  # the kind of a description that means a state
_PLACES = ("before", "after", "article")


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that say what a name means: beside it, or anywhere in its article."""

    reading: str  # an actor's id, or NOBODY
    where: str  # before, after or article
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """What a noun without a name can mean: "la isla", "el gigante asiático", "la alianza"."""

    words: frozenset[str]  # adjectives one of which must stand beside the head; none: any
    kinds: frozenset[str]  # STATE, or kinds of organisations of the gazetteer
    states: frozenset[str]  # the only states it can be; none: any


@dataclass(frozen=True, slots=True)
class Reference:
    """How actors are spoken of in one language."""

    clues: dict[str, tuple[Clue, ...]]  # name -> clues
    regions: dict[str, frozenset[str]]  # adjective -> states of the region
    descriptions: dict[str, tuple[Description, ...]]  # head lemma -> what it can mean, the most telling first
    offices: dict[str, str]  # title -> the one office that it names
    spellings: tuple[tuple[re.Pattern[str], str], ...]  # what makes the spellings of one name equal, in order


def read_reference(folder: Path, gazetteer: Gazetteer) -> Reference:
    """Read clues.tsv, regions.tsv, descriptions.tsv, offices.tsv and transliteration.tsv.

    Raises:
        VocabularyError: rows that cannot be used, all with file and line.
    """
    problems = Problems()
    found = Reference(
        clues=_read_clues(folder / "clues.tsv", gazetteer, problems),
        regions=_read_regions(folder / "regions.tsv", gazetteer, problems),
        descriptions=_read_descriptions(folder / "descriptions.tsv", gazetteer, problems),
        offices={
            title.replace("_", " "): row["office"]
            for row in read_rows(folder / "offices.tsv", ("office", "titles"), problems, key=("office",))
            for title in row["titles"].split()
        },
        spellings=_read_spellings(folder / "transliteration.tsv", problems),
    )
    problems.raise_all()
    return found


def _read_clues(path: Path, gazetteer: Gazetteer, problems: Problems) -> dict[str, tuple[Clue, ...]]:
    columns = ("name", "reading", "where", "words")
    found: dict[str, list[Clue]] = defaultdict(list)
    for row in read_rows(path, columns, problems, key=columns[:3], required=columns):
        if row["where"] not in _PLACES:
            problems.add(row.where, f"where '{row['where']}' is none of {', '.join(_PLACES)}")
        if row["reading"] != NOBODY and row["reading"] not in gazetteer.entities:
            problems.add(row.where, f"reading '{row['reading']}' is not in the gazetteer; {NOBODY} means nobody")
        if row["name"] not in {ANY_NAME, ANY_CITY} and row["name"] not in gazetteer.spellings:
            problems.add(row.where, f"name '{row['name']}' is not in the gazetteer")
        words = tuple(word.strip() for word in row["words"].split("|"))
        found[row["name"]].append(Clue(row["reading"], row["where"], words))
    return {name: tuple(clues) for name, clues in found.items()}


def _read_regions(path: Path, gazetteer: Gazetteer, problems: Problems) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    columns = ("region", "forms", "states")
    for row in read_rows(path, columns, problems, key=("region",), required=columns):
        states = _states(row["states"], row.where, gazetteer, problems)
        for form in row["forms"].split():
            found[form] = found.get(form, frozenset()) | states
    return found


def _read_descriptions(path: Path, gazetteer: Gazetteer, problems: Problems) -> dict[str, tuple[Description, ...]]:
    known = {STATE, *gazetteer.organization_kinds.values()}
    found: dict[str, list[Description]] = defaultdict(list)
    columns = ("head", "words", "kinds", "states")
    for row in read_rows(path, columns, problems, key=("head", "words"), required=("head", "kinds")):
        kinds = frozenset(row["kinds"].split())
        if kinds - known:
            problems.add(row.where, f"kind '{min(kinds - known)}' is no al:organizationKind of the gazetteer")
        states = _states(row["states"], row.where, gazetteer, problems)
        found[row["head"]].append(Description(frozenset(row["words"].split()), kinds, states))
    return {head: tuple(sorted(rows, key=lambda row: not row.words)) for head, rows in found.items()}


def _states(cell: str, where: str, gazetteer: Gazetteer, problems: Problems) -> frozenset[str]:
    states = frozenset(cell.split())
    for state in sorted(states - gazetteer.entities.keys()):
        problems.add(where, f"state '{state}' is not in the gazetteer")
    return states


def _read_spellings(path: Path, problems: Problems) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for row in read_rows(path, ("pattern", "replacement"), problems, key=("pattern",)):
        try:
            found.append((re.compile(row["pattern"]), row["replacement"]))
        except re.error as error:
            problems.add(row.where, f"pattern '{row['pattern']}' cannot be read ({error})")
    return tuple(found)
