"""What other event data sets call our event types: CAMEO codes, Goldstein values, PLOVER modes and contexts.

Read from `ontology/event-codes.toml`, which names the published sources and how each value was verified.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_builder.vocabulary.paths import ontology_file
from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_files import read_toml

_ROOT = 2  # digits of a CAMEO root code


@dataclass(frozen=True, slots=True)
class EventCode:
    """The codes of one event type; what the published tables do not give is empty."""

    cameo: str = ""  # the most specific code whose name says the same, else the root
    goldstein: float | None = None
    mode: str = ""  # PLOVER's
    context: str = ""

    @property
    def cameo_root(self) -> str:
        """The first two digits of the code."""
        return self.cameo[:_ROOT]


@dataclass(frozen=True, slots=True)
class EventCodes:
    """The codes of all event types."""

    quad_classes: Mapping[str, int]  # GDELT's number of a quad class: "verbal-cooperation" -> 1
    by_event_type: Mapping[str, EventCode]
    by_relation: Mapping[str, EventCode]
    without: frozenset[str]  # event types that have no code although their relation has one

    def of(self, event_type: str, relation: str) -> EventCode:
        """Return the codes of an event type, else of its relation, else none."""
        if event_type in self.without:
            return EventCode()
        return self.by_event_type.get(event_type) or self.by_relation.get(relation) or EventCode()


def event_codes() -> EventCodes:
    """Return the codes.

    Raises:
        VocabularyError: a row names a code that `[cameo]` lacks; all of them are told.
    """
    return _read(ontology_file("event-codes.toml"))


@lru_cache(maxsize=2)
def _read(path: Path) -> EventCodes:
    problems = Problems()
    file = read_toml(path, problems)
    codes = {
        code: EventCode(code, row.get("goldstein"), row.get("mode", ""), row.get("context", ""))
        for code, row in file.content["cameo"].items()
    }
    tables: dict[str, dict[str, EventCode]] = {}
    for table in ("roots", "event_types"):
        for name, code in file.content[table].items():
            if code not in codes:
                problems.add(file.where(table, name), f"code {code} is not in [cameo]; add it there")
        tables[table] = {name: codes[code] for name, code in file.content[table].items() if code in codes}
    problems.raise_all()
    without = frozenset(file.content["without"]["event_types"])
    return EventCodes(file.content["quad_class"], tables["event_types"], tables["roots"], without)
