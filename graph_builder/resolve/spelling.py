"""Whether two names of persons or organisations are spellings of one name.

Spellings are compared by a key that transliterations of one name share ("Zelenskyy", "Zelenski"), then by how alike
the first names are (Jaro-Winkler) where the family names are equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from graph_builder.model import EntityKind
from graph_builder.vocabulary import Vocabulary

_PREFIXES = {
    EntityKind.PERSON: "per",
    EntityKind.ORGANIZATION: "org",
    EntityKind.AGREEMENT: "agr",
    EntityKind.GATHERING: "gat",
    EntityKind.GROUP: "grp",
    EntityKind.COUNTRY: "state",
}
_SYLLABLES = re.compile(r"[^\W\d_]-[a-z]")  # "Jong-un"; no Arabic article: "al-Asad"
_LONGEST = 80  # characters of a local name
_REMEMBERED = 50_000  # names whose keys are kept: a run has millions
_ROWS = 512  # of a table that are computed at once
_ERROR = 1e-4  # of single precision
_LIKE = 0.855  # first names: between "Dimitri" with "Dmitri" (0.857) and "Juan" with "Jean" (0.850)


@dataclass(frozen=True, slots=True)
class Match:
    """A known person whom a spelling means."""

    entity: str
    score: float
    reason: str


def slug(text: str) -> str:
    """A flat local name: lower case, ASCII, hyphens.

    >>> slug("Vladímir Putin")
    'vladimir-putin'
    """
    return _flat(text)[:_LONGEST]


@lru_cache(maxsize=_REMEMBERED)
def _flat(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-") or "x" + text.encode().hex()[:16]


def entity_id(kind: EntityKind, text: str) -> str:
    """Local name of an entity that no list holds, e.g. `per-fiona-hill`.

    A long one ends with a whole word and a digest, so that no two names that begin alike share it.
    """
    name = _flat(text)
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST].rpartition('-')[0] or name[:_LONGEST]}-{sha256(text.encode()).hexdigest()[:6]}"
    return f"{_PREFIXES[kind]}-{name}"


def same_first_name(one: str, other: str) -> bool:
    """Spellings of one first name; a last letter that differs tells "Mario" from "María".

    >>> same_first_name("ibrahim", "ebrahim"), same_first_name("mario", "maria")
    (True, False)
    """
    return one[-1:] == other[-1:] and JaroWinkler.similarity(one, other) >= _LIKE


def same_first_names(names: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return a table of which of many first names may be spellings of one: at least all that `same_first_name` says.

    >>> same_first_names(["ibrahim", "ebrahim", "maria"]).tolist()
    [[True, True, False], [True, True, False], [False, False, True]]
    """
    found = np.zeros((len(names), len(names)), dtype=np.bool_)
    ends = np.array([name[-1:] for name in names])
    for start in range(0, len(names), _ROWS):
        rows = slice(start, start + _ROWS)
        alike = cdist(names[rows], names, scorer=JaroWinkler.similarity, dtype=np.float32)
        found[rows] = (alike >= _LIKE - _ERROR) & (ends[rows, None] == ends[None, :])
    return found


def _same_middle_names(one: str, others: Iterable[str]) -> bool:
    """Whether given names have the initials after the first that any of others has, where both have some.

    >>> _same_middle_names("george-h-w", ["george-w", "george"]), _same_middle_names("george-w", ["george-walker"])
    (False, True)
    """
    initials = [word[0] for word in one.split("-")[1:]]
    known = [[word[0] for word in other.split("-")[1:]] for other in others if "-" in other]
    return not initials or not known or initials in known


class Spelling:
    """Knows the persons and organisations of the gazetteer by their spellings; made once a run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._rules = vocabulary.reference.spellings
        self._keys: dict[str, str] = {}
        self._full: dict[str, set[str]] = defaultdict(set)
        self._family: dict[str, set[str]] = defaultdict(set)
        self._first: dict[str, set[str]] = defaultdict(set)
        self._syllables: dict[str, set[str]] = defaultdict(set)  # person -> slugs of a name such as "Kim Jong-un"
        self._organisations: dict[str, set[str]] = defaultdict(set)
        self._small = frozenset(map(self.key, vocabulary.profile.trailing_words))
        gazetteer = vocabulary.gazetteer
        families: dict[str, set[str]] = defaultdict(set)
        for names in gazetteer.names.values():
            for name in names:
                if name.kind == "family name":
                    families[name.entity].add(self.key(name.surface))
        for names in gazetteer.names.values():
            for name in names:
                entity = gazetteer.entities.get(name.entity)
                if name.kind != "name" or entity is None:
                    continue
                if entity.kind is EntityKind.PERSON:
                    self._learn(self.key(name.surface), name.entity, families[name.entity])
                    if _SYLLABLES.search(name.surface):
                        self._syllables[name.entity].add(slug(name.surface))
                elif entity.kind is EntityKind.ORGANIZATION:
                    self._organisations[self._outline(name.surface)].add(name.entity)

    def key(self, name: str) -> str:
        """What all spellings of a name share."""
        found = self._keys.get(name)
        if found is None:
            found = slug(name)
            for pattern, replacement in self._rules:
                found = pattern.sub(replacement, found)
            if len(self._keys) >= _REMEMBERED:
                self._keys.clear()
            self._keys[name] = found = found.strip("-")
        return found

    def key_of(self, kind: EntityKind, name: str) -> str:
        """What actors of one name share; only persons' names are spelt in many ways."""
        return self.key(name) if kind is EntityKind.PERSON else slug(name)

    def person(self, name: str) -> Match | None:
        """The one known person whose full name this spells, or None."""
        key = self.key(name)
        if "-" not in key:
            return None
        full = {person for person in self._full.get(key, ()) if self._sounds_alike(name, person)}
        if full:
            return Match(min(full), 0.9, key) if len(full) == 1 else None
        words = key.split("-")
        for size in range(1, len(words)):
            first, family = "-".join(words[:-size]), "-".join(words[-size:])
            alike = {
                person
                for person in self._family.get(family, ())
                if any(same_first_name(first, other) for other in self._first[person])
                and _same_middle_names(first, self._first[person])
                and self._sounds_alike(name, person)
            }
            if len(alike) == 1:
                return Match(min(alike), 0.8, key)
        return None

    def _sounds_alike(self, name: str, person: str) -> bool:
        """Whether a name may be a person's whose given name is written by syllables: "Jong-nam" is not "Yong-nam"."""
        known = self._syllables.get(person)
        return known is None or slug(name) in known

    def organisation(self, name: str) -> Match | None:
        """The one known organisation of a name but for its small words: "Organización Mundial de Salud"."""
        words = self._outline(name)
        found = self._organisations.get(words, set()) if "-" in words else set()
        return Match(min(found), 0.9, words) if len(found) == 1 else None

    def telling_words(self, name: str) -> frozenset[str]:
        """The words of a name but articles and prepositions, without plural endings."""
        return frozenset(self._outline(name).split("-"))

    def _outline(self, name: str) -> str:
        """The key of a name without articles, prepositions and its plural endings."""
        words = (word.rstrip("s") for word in self.key(name).split("-") if word not in self._small)
        return "-".join(words)

    def _learn(self, key: str, person: str, families: Iterable[str]) -> None:
        self._full[key].add(person)
        for family in sorted(families):
            self._family[family].add(person)
            if key.endswith("-" + family):
                self._first[person].add(key.removesuffix("-" + family))
