"""The gazetteer: well formed, unique codes, no pointer into nothing, no name with two readings unawares."""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
from collections import Counter, defaultdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, SKOS

ONTOLOGY = Path(__file__).resolve().parents[3] / "ontology"
AL = Namespace("https://w3id.org/graph-builder/ontology#")
ID = Namespace("https://w3id.org/graph-builder/id/")
SCHEMA = Namespace("https://schema.org/")
FILES = ("actors-states.ttl", "actors.ttl", "agreements.ttl")
STATE_SURFACES = (
    SKOS.prefLabel,
    SKOS.altLabel,
    AL.abbreviation,
    AL.capital,
    AL.metonym,
    AL.armedForces,
    AL.historicalName,
)
NAMES = (SKOS.prefLabel, SKOS.altLabel, AL.abbreviation)
FORMS = ("masculine", "feminine", "masculine_plural", "feminine_plural")


@pytest.fixture(scope="module")
def gazetteer() -> Graph:
    graph = Graph()
    for name in FILES:
        graph.parse(ONTOLOGY / name, format="turtle")
    return graph


@pytest.fixture(scope="module")
def demonyms() -> list[dict[str, str]]:
    with (ONTOLOGY / "lang/es/demonyms.tsv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def local(node: object) -> str:
    return str(node).removeprefix(str(ID))


def surfaces(graph: Graph, kind: URIRef, predicates: tuple[URIRef, ...]) -> dict[str, set[str]]:
    """Spanish surface form -> local names of the actors of this class that bear it."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in graph.subjects(RDF.type, kind):
        for predicate in predicates:
            for name in graph.objects(actor, predicate):
                if isinstance(name, Literal) and name.language == "es":
                    found[str(name)].add(local(actor))
    return found


def ambiguous(graph: Graph) -> dict[str, set[str]]:
    """Surface form -> candidates that the gazetteer admits for it."""
    found: dict[str, set[str]] = {}
    for statement, name in graph.subject_objects(AL.surface):
        found[str(name)] = {local(candidate) for candidate in graph.objects(statement, AL.candidate)}
    return found


# pyshacl 0.40 still calls what rdflib 7.6 deprecates.
@pytest.mark.filterwarnings("ignore:Dataset.*:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph.*:DeprecationWarning")
def test_the_gazetteer_conforms_to_its_shapes(gazetteer: Graph) -> None:
    conforms, _, report = validate(gazetteer, shacl_graph=str(ONTOLOGY / "actors-shapes.ttl"))
    assert conforms, report


def test_states_are_as_many_as_iso_3166_holds_and_kosovo(gazetteer: Graph) -> None:
    states = {local(state) for state in gazetteer.subjects(RDF.type, SCHEMA.Country)}
    assert len(states) == 250
    assert "XKX" in states
    assert all(str(gazetteer.value(ID[code], AL.iso3166Alpha3)) == code for code in states)


@pytest.mark.parametrize("predicate", [AL.iso3166Alpha2, AL.iso3166Alpha3, AL.cowCode, OWL.sameAs])
def test_codes_are_unique(gazetteer: Graph, predicate: URIRef) -> None:
    counts = Counter(gazetteer.objects(None, predicate))
    assert [str(code) for code, times in counts.items() if times > 1] == []


def test_wikidata_numbers_have_their_form(gazetteer: Graph) -> None:
    numbers = [str(same).rpartition("/")[2] for same in gazetteer.objects(None, OWL.sameAs)]
    assert [number for number in numbers if not re.fullmatch(r"Q[1-9][0-9]*", number)] == []


def test_local_names_are_flat(gazetteer: Graph) -> None:
    own = {local(subject) for subject in gazetteer.subjects() if str(subject).startswith(str(ID))}
    assert [name for name in sorted(own) if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", name)] == []


def test_nothing_points_to_an_actor_that_is_not_there(gazetteer: Graph) -> None:
    typed = set(gazetteer.subjects(RDF.type, None))
    missing = {local(o) for o in gazetteer.objects() if str(o).startswith(str(ID)) and o not in typed}
    assert missing == set()


def test_there_are_enough_actors(gazetteer: Graph) -> None:
    def count(kind: URIRef) -> int:
        return len(set(gazetteer.subjects(RDF.type, kind)))

    assert count(SCHEMA.Organization) >= 150
    assert count(SCHEMA.Person) >= 200
    assert count(AL.Agreement) >= 60


def test_no_name_means_two_states_unless_listed(gazetteer: Graph) -> None:
    listed = ambiguous(gazetteer)
    shared = {
        name: sorted(states)
        for name, states in surfaces(gazetteer, SCHEMA.Country, STATE_SURFACES).items()
        if len(states) > 1 and not states <= listed.get(name, set())
    }
    assert shared == {}


def test_no_name_means_two_actors_unless_listed(gazetteer: Graph) -> None:
    listed = ambiguous(gazetteer)
    found = surfaces(gazetteer, SCHEMA.Country, STATE_SURFACES)
    for kind in (SCHEMA.Organization, SCHEMA.Person, AL.Agreement):
        for name, actors in surfaces(gazetteer, kind, NAMES).items():
            found[name] |= actors
    shared = {
        name: sorted(actors)
        for name, actors in found.items()
        if len(actors) > 1 and not actors <= listed.get(name, set())
    }
    assert shared == {}


def test_an_ambiguous_name_is_listed_once_and_prefers_one_of_its_candidates(gazetteer: Graph) -> None:
    counts = Counter(str(name) for name in gazetteer.objects(None, AL.surface))
    assert [name for name, times in counts.items() if times > 1] == []
    for statement, preferred in gazetteer.subject_objects(AL.preferred):
        assert (statement, AL.candidate, preferred) in gazetteer, statement


def test_no_name_is_empty_or_padded(gazetteer: Graph, demonyms: list[dict[str, str]]) -> None:
    labels = [str(o) for o in gazetteer.objects() if isinstance(o, Literal)]
    cells = [cell for row in demonyms for cell in row.values()]
    assert [text for text in [*labels, *cells] if text != text.strip() or "  " in text] == []
    assert "" not in labels


def test_demonyms_name_states_of_the_gazetteer(gazetteer: Graph, demonyms: list[dict[str, str]]) -> None:
    states = {local(state) for state in gazetteer.subjects(RDF.type, SCHEMA.Country)}
    assert {row["state"] for row in demonyms} <= states
    assert [row for row in demonyms if not all(row[form] for form in FORMS)] == []
    assert len({row["state"] for row in demonyms}) >= 195


def test_no_demonym_means_two_states_unless_listed(gazetteer: Graph, demonyms: list[dict[str, str]]) -> None:
    listed = ambiguous(gazetteer)
    readings: dict[str, set[str]] = defaultdict(set)
    for row in demonyms:
        for form in FORMS:
            readings[row[form]].add(row["state"])
    shared = {f: sorted(s) for f, s in readings.items() if len(s) > 1 and not s <= listed.get(f, set())}
    assert shared == {}


@pytest.mark.parametrize(
    ("form", "state"),
    [
        ("norcoreanas", "PRK"),
        ("estadounidense", "USA"),
        ("israelíes", "ISR"),
        ("francesa", "FRA"),
        ("españoles", "ESP"),
    ],
)
def test_all_four_forms_are_found(demonyms: list[dict[str, str]], form: str, state: str) -> None:
    assert {row["state"] for row in demonyms if form in row.values()} == {state}


def test_the_generated_file_is_what_the_script_writes() -> None:
    text = (ONTOLOGY / "actors-states.ttl").read_text(encoding="utf-8")
    for package in ("babel", "pycountry"):
        try:
            installed = version(package)
        except PackageNotFoundError:
            pytest.skip(f"{package} is not installed; it is a development dependency")
        if f"{package.capitalize()} {installed} " not in text and f"{package} {installed} " not in text:
            pytest.skip(f"actors-states.ttl was generated with another {package} than {installed}")
    spec = importlib.util.spec_from_file_location("regenerate_states", ONTOLOGY / "regenerate_states.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = script
    try:
        spec.loader.exec_module(script)
        assert script.generate() == text
    finally:
        del sys.modules[spec.name]


def test_no_other_name_repeats_the_preferred_one(gazetteer: Graph) -> None:
    repeated = [
        (local(actor), str(name))
        for actor, name in gazetteer.subject_objects(SKOS.altLabel)
        if (actor, SKOS.prefLabel, name) in gazetteer
    ]
    assert repeated == []
