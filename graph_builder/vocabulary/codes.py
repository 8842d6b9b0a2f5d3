"""The codes by which other data sets name states: ISO 3166-1 and Correlates of War, as the gazetteer holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from graph_builder.vocabulary.gazetteer import local
from graph_builder.vocabulary.paths import ontology_root
from graph_builder.vocabulary.schema import AL, load_turtle, subjects_with, value

_FILES = ("actors-states.ttl", "actors.ttl")


@dataclass(frozen=True, slots=True)
class StateCodes:
    """The codes of one state; a code that the gazetteer lacks is empty."""

    iso2: str = ""  # ISO 3166-1 alpha-2
    iso3: str = ""  # ISO 3166-1 alpha-3
    cow: str = ""  # Correlates of War


def state_codes() -> Mapping[str, StateCodes]:
    """Return the codes of the gazetteer's states by the state's id.

    Raises:
        VocabularyError: a file of the gazetteer is no Turtle.
    """
    return _read(ontology_root())


@lru_cache(maxsize=2)
def _read(root: Path) -> Mapping[str, StateCodes]:
    store = load_turtle([root / name for name in _FILES])
    found = {
        local(iri): StateCodes(
            iso2=value(store, iri, AL + "iso3166Alpha2"),
            iso3=value(store, iri, AL + "iso3166Alpha3"),
            cow=value(store, iri, AL + "cowCode"),
        )
        for iri in subjects_with(store, AL + "iso3166Alpha3")
    }
    return MappingProxyType(found)
