"""Where named places lie, as far as the gazetteer is certain: capitals, and states without a point of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_builder.model import EntityKind
from graph_builder.vocabulary.gazetteer import Gazetteer, read_gazetteer
from graph_builder.vocabulary.paths import ontology_root
from graph_builder.vocabulary.tables import Problems, read_rows

_COLUMNS = ("state", "name", "latitude", "longitude")
_GAZETTEER = ("actors-states.ttl", "actors.ttl")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: the state that it lies in or is, and its point in degrees (WGS 84) where it has one."""

    state: str = ""  # ISO 3166-1 alpha-3
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Places by name."""

    gazetteer: Gazetteer
    points: dict[tuple[str, str], Place]  # state and name of a capital

    def find(self, words: str) -> Place:
        """Return the place that words name where they name one state or its capital and nothing else, else none.

        >>> places().find("Moscú").state
        'RUS'
        """
        readings = self.gazetteer.named(words)
        if len(readings) != 1 or self.gazetteer.needs_context(words):
            return Place()
        entity = self.gazetteer.entities.get(readings[0].entity)
        if entity is None or entity.kind is not EntityKind.COUNTRY:
            return Place()
        surface = self.gazetteer.spellings.get(words, words)
        return self.points.get((entity.id, surface), Place(entity.state))


def places() -> Places:
    """Return the places that are known.

    Raises:
        VocabularyError: rows of places.tsv or of the gazetteer that cannot be used, with file and line.
    """
    return _read(ontology_root())


@lru_cache(maxsize=2)
def _read(root: Path) -> Places:
    problems = Problems()
    gazetteer = read_gazetteer([root / name for name in _GAZETTEER], root / "lang" / "es" / "demonyms.tsv")
    points: dict[tuple[str, str], Place] = {}
    for row in read_rows(root / "places.tsv", _COLUMNS, problems, key=("state", "name"), required=_COLUMNS):
        if row["state"] not in gazetteer.entities:
            problems.add(row.where, f"state {row['state']} is not in the gazetteer")
            continue
        try:
            points[row["state"], row["name"]] = Place(row["state"], float(row["latitude"]), float(row["longitude"]))
        except ValueError:
            problems.add(row.where, "latitude and longitude must be degrees: 55.7520, 37.6178")
    problems.raise_all()
    return Places(gazetteer, points)
