"""The grammatical functions that frames and conditions may name; `docs/engine.md` shows each with an example."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from graph_builder.vocabulary.tables import Problems, read_rows

SLOTS = ("subject", "object", "theme")  # of a frame


class Function(StrEnum):
    """Where a phrase can stand around a trigger, besides under a preposition.

    The names are those of Universal Dependencies where it has them, with voice, control and light verbs undone.
    """

    SUBJECT = "subject"
    DIRECT = "direct"
    DATIVE = "dative"
    BARE = "bare"
    PEOPLE = "people"
    PLACE = "place"
    ADJECTIVE = "amod"
    DEMONYM = "adj"
    POSSESSIVE = "poss"
    APPOSITION = "appos"
    BEARER = "bearer"
    SELF = "self"
    FIRST_GENITIVE = "first genitive"
    SECOND_GENITIVE = "second genitive"
    INNER_GENITIVE = "inner genitive"
    GENITIVE_PLACE = "genitive place"
    CLAUSE = "clause"
    CLAUSE_SUBJECT = "clause_subject"
    CLAUSE_OBJECT = "clause_object"
    WISHED = "wished"
    CONDITION = "condition"
    SPEAKER = "speaker"
    DOER = "doer"
    RECEIVER = "receiver"
    GIVER = "giver"
    PLANNER = "planner"
    HARMED = "harmed"
    LENT_SUBJECT = "light verb's subject"
    LENT_OBJECT = "light verb's object"
    GOVERNOR = "governor"


_BY_NAME = {function.value: function for function in Function}


def read_prepositions(path: Path, problems: Problems) -> frozenset[str]:
    """Return the prepositions, and the phrases used like one, that may stand for a function ("por parte de")."""
    rows = read_rows(path, ("preposition", "example"), problems, key=("preposition",))
    return frozenset(row["preposition"] for row in rows)


def parse_function(name: str, prepositions: frozenset[str]) -> str | None:
    """Return the function that a frame or condition names, None where there is no such function.

    It is a `Function`, a declared preposition ("por parte de"), or `governor` with one ("governor tras": the subject
    of the clause, where the noun stands after that preposition).
    """
    if name in _BY_NAME:
        return _BY_NAME[name]
    _, is_governor, preposition = name.partition(f"{Function.GOVERNOR} ")
    return name if name in prepositions or (is_governor and preposition in prepositions) else None


def unknown_function(name: str) -> str:
    """Return the message for a function that does not exist."""
    return f"function '{name}' is unknown; use one of docs/engine.md, or declare the preposition in prepositions.tsv"
