"""Known actors and their surface forms, from the gazetteer's Turtle files and `demonyms.tsv`."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph_builder.model import Entity, EntityKind
from graph_builder.vocabulary.schema import AL, SKOS, label, load_turtle, subjects_with, value, values
from graph_builder.vocabulary.tables import Problems, read_rows

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
_WIKIDATA = "http://www.wikidata.org/entity/"
_SCHEMA = "https://schema.org/"

_KINDS = {
    _SCHEMA + "Country": EntityKind.COUNTRY,
    _SCHEMA + "Organization": EntityKind.ORGANIZATION,
    _SCHEMA + "Person": EntityKind.PERSON,
    AL + "Agreement": EntityKind.AGREEMENT,
}

# What a surface form is of its actor, the most telling first.
_SURFACES = (
    (SKOS + "prefLabel", "name"),
    (SKOS + "altLabel", "name"),
    (AL + "abbreviation", "abbreviation"),
    (AL + "metonym", "metonym"),
    (AL + "capital", "capital"),
    (AL + "armedForces", "armed forces"),
    (AL + "historicalName", "historical name"),
    (AL + "familyName", "family name"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """One surface form of a known actor."""

    surface: str
    entity: str
    kind: str


@dataclass(frozen=True, slots=True)
class Demonym:
    """One form of a demonym: "norcoreana" -> PRK, feminine, singular."""

    state: str
    feminine: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known actors."""

    entities: dict[str, Entity]
    names: dict[str, tuple[Name, ...]]
    spellings: dict[str, str]  # surface forms and their variants (capitals, no accents) -> surface form
    preferred: dict[str, str]  # ambiguous surface -> the actor it means by default ("" = only context decides)
    demonyms: dict[str, tuple[Demonym, ...]]  # lower-case form -> readings
    organization_kinds: dict[str, str]  # organisation -> local name of its al:organizationKind
    organization_of: dict[str, str]  # person -> the organisation that he or she speaks for

    def readings(self, text: str) -> tuple[Name, ...]:
        """Return every actor that a surface form or a variant of it may mean."""
        return self.names.get(self.spellings.get(text, text), ())

    def peoples(self, word: str, stems: dict[str, str]) -> tuple[str, ...]:
        """Return the demonyms in a lower-case word: its own, or both of a compound ("sino-rusa" -> "chino", "rusa")."""
        if word in self.demonyms:
            return (word,)
        if "-" not in word:
            return ()
        parts = tuple(stems.get(part, part) for part in word.split("-"))
        return parts if all(part in self.demonyms for part in parts) else ()

    def named(self, text: str) -> tuple[Name, ...]:
        """Return every actor that a surface form or a variant of it may mean; one where a preference decides."""
        found = self.readings(text)
        preferred = self.preference(text)
        if preferred:
            return tuple(name for name in found if name.entity == preferred)
        return found

    def preference(self, text: str) -> str:
        """Return the actor that an ambiguous surface form means where nothing speaks against it, or ""."""
        return self.preferred.get(self.spellings.get(text, text), "")

    def needs_context(self, text: str) -> bool:
        """Return whether a surface form means its actor only where its article speaks of it elsewhere ("Victoria")."""
        return self.preferred.get(self.spellings.get(text, text)) == ""


def read_gazetteer(turtle: Sequence[Path], demonyms: Path) -> Gazetteer:
    """Read the gazetteer.

    Raises:
        VocabularyError: Turtle or rows that cannot be used, all with file and line.
    """
    store = load_turtle(turtle)
    entities = {entity.id: entity for entity in (_entity(store, iri) for iri in _actors(store)) if entity}
    names: dict[str, dict[str, Name]] = defaultdict(dict)
    for iri in _actors(store):
        for predicate, kind in _SURFACES:
            for surface in _spanish(store, iri, predicate):
                names[surface].setdefault(local(iri), Name(surface, local(iri), kind))
    problems = Problems()
    states = {entity.id for entity in entities.values() if entity.kind is EntityKind.COUNTRY}
    peoples = _read_demonyms(demonyms, states, problems)
    for iri in subjects_with(store, AL + "surface"):
        for surface in sorted(set(values(store, iri, AL + "surface")) - peoples.keys()):
            for candidate in map(local, (*values(store, iri, AL + "candidate"), value(store, iri, AL + "preferred"))):
                if candidate in entities:
                    names[surface].setdefault(candidate, Name(surface, candidate, "name"))
    by_surface = {surface: tuple(by_id[key] for key in sorted(by_id)) for surface, by_id in sorted(names.items())}
    found = Gazetteer(
        entities=entities,
        names=by_surface,
        spellings=_spellings(by_surface),
        preferred=_preferred(store),
        demonyms=peoples,
        organization_kinds=_local_values(store, "organizationKind", entities),
        organization_of=_local_values(store, "ofOrganization", entities),
    )
    problems.raise_all()
    return found


def strip_accents(text: str) -> str:
    """Return the text without acute accents and diaereses; "ñ" stays.

    >>> strip_accents("Irán y España")
    'Iran y España'
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0301", "").replace("\u0308", ""))


def _spellings(names: dict[str, tuple[Name, ...]]) -> dict[str, str]:
    """Surface forms, and how else they are written: in capitals, without accents, with full stops ("O.N.U.")."""
    found = {surface: surface for surface in names}
    for surface, readings in names.items():
        if any(name.kind == "family name" for name in readings):
            found.setdefault(surface[:1].upper() + surface[1:], surface)  # "De Gaulle", where it begins a sentence
            continue
        if len(surface) > 4 and not surface.isupper():
            found.setdefault(surface.upper(), surface)
        if surface[:1].isupper():
            found.setdefault(strip_accents(surface), surface)
        if surface.isalpha() and surface.isupper() and any(name.kind == "abbreviation" for name in readings):
            for dotted in (".".join(surface), ".".join(surface) + "."):
                found.setdefault(dotted, surface)
    return found


def local(iri: str) -> str:
    """The local name of an IRI."""
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _actors(store: ox.Store) -> list[str]:
    return [iri for iri in subjects_with(store, SKOS + "prefLabel") if _kind(store, iri)]


def _kind(store: ox.Store, iri: str) -> EntityKind | None:
    return next((_KINDS[t] for t in values(store, iri, _RDF_TYPE) if t in _KINDS), None)


def _entity(store: ox.Store, iri: str) -> Entity | None:
    kind = _kind(store, iri)
    if kind is None:
        return None
    same = [v.removeprefix(_WIKIDATA) for v in values(store, iri, _SAME_AS) if v.startswith(_WIKIDATA)]
    state = local(iri) if kind is EntityKind.COUNTRY else local(value(store, iri, AL + "ofState"))
    return Entity(
        id=local(iri),
        kind=kind,
        label=label(store, iri, "es"),
        label_en=label(store, iri, "en"),
        state=state,
        aliases=tuple(_spanish(store, iri, SKOS + "altLabel")),
        wikidata=same[0] if same else "",
        abbreviation=_abbreviation(store, iri) if kind is EntityKind.ORGANIZATION else "",
    )


def _abbreviation(store: ox.Store, iri: str) -> str:
    """The shortest Spanish abbreviation, but for one that the label says already: "OTAN"."""
    quads = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(AL + "abbreviation"), None, None)
    spanish = (q.object.value for q in quads if isinstance(q.object, ox.Literal) and q.object.language == "es")
    short = min((word for word in spanish if word.isalnum()), key=lambda word: (len(word), word), default="")
    return "" if short in label(store, iri, "es").split() else short


def _spanish(store: ox.Store, iri: str, predicate: str) -> list[str]:
    """Literals in any language: Spanish papers use English names and abbreviations too."""
    quads = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, None)
    return sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)})


def _local_values(store: ox.Store, predicate: str, entities: dict[str, Entity]) -> dict[str, str]:
    """Actor -> the local name of what a predicate points to, where it has one."""
    iris = (iri for iri in _actors(store) if local(iri) in entities)
    found = {local(iri): local(value(store, iri, AL + predicate)) for iri in iris}
    return {key: name for key, name in found.items() if name}


def _preferred(store: ox.Store) -> dict[str, str]:
    found = {}
    for iri in subjects_with(store, AL + "surface"):
        for surface in values(store, iri, AL + "surface"):
            found[surface] = local(value(store, iri, AL + "preferred"))
    return found


def _read_demonyms(path: Path, states: set[str], problems: Problems) -> dict[str, tuple[Demonym, ...]]:
    columns = ("state", "masculine", "feminine", "masculine_plural", "feminine_plural")
    found: dict[str, dict[str, Demonym]] = defaultdict(dict)
    for row in read_rows(path, columns, problems, key=("state", "masculine")):
        if row["state"] not in states:
            problems.add(row.where, f"state '{row['state']}' is not in the gazetteer")
        for column in columns[1:]:
            if row[column]:
                form = Demonym(row["state"], "feminine" in column, "plural" in column)
                found[row[column].lower()].setdefault(row["state"], form)
    return {form: tuple(by_state[key] for key in sorted(by_state)) for form, by_state in sorted(found.items())}
