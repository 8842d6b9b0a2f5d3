"""Pairs that are perhaps one actor: what makes one, what forbids one, what stands first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_builder.model import EntityKind
from graph_builder.resolve.cross_document.compare import Comparison, Profile, bearers_of
from graph_builder.resolve.cross_document.duplicates import Candidate, likely_pairs
from graph_builder.resolve.spelling import Spelling, entity_id

PER, ORG = EntityKind.PERSON, EntityKind.ORGANIZATION


@pytest.fixture(scope="module")
def pairs(vocabulary):
    spelling = Spelling(vocabulary)

    def find(*actors, most=100):
        """Pairs of names among actors given as (kind, name, mentions, state)."""
        candidates = []
        for kind, name, mentions, state in actors:
            key = spelling.key_of(kind, name)
            profile = Profile(entity_id(kind, name), kind, name, key, state, frozenset(), frozenset())
            candidates.append(Candidate(profile, (name,), (key,), mentions))
        comparison = Comparison(
            vocabulary.matching, bearers_of((c.profile.kind, c.profile.key) for c in candidates), frozenset()
        )
        matching = replace(vocabulary.matching, duplicates=most)
        found = likely_pairs(candidates, matching, comparison, vocabulary.profile.trailing_words)
        return [(pair.one.profile.label, pair.other.profile.label) for pair in found]

    return find


def test_an_abbreviation_and_its_full_name(pairs):
    full = "Universidad Autónoma de Zacatecas"
    assert pairs((ORG, "UAZ", 9, ""), (ORG, full, 5, "")) == [("UAZ", full)]


def test_a_name_and_the_longer_one_that_holds_its_words(pairs):
    assert pairs((PER, "Claudia Anaya", 5, ""), (PER, "Claudia Anaya Mota", 9, "MEX")) == [
        ("Claudia Anaya Mota", "Claudia Anaya")
    ]


def test_two_spellings_of_one_word(pairs):
    assert pairs((PER, "Rubén Núñez Ginés", 5, ""), (PER, "Rubén Núñez Ginez", 2, "")) == [
        ("Rubén Núñez Ginés", "Rubén Núñez Ginez")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((PER, "Óscar", 9, ""), (PER, "Oscar", 9, "")),
        ((PER, "Óscar", 9, ""), (PER, "Óscar Arias", 9, "")),
        ((PER, "Juan Pérez", 9, "MEX"), (PER, "Juan Gómez", 9, "MEX")),
        ((PER, "Juan Pérez", 9, "MEX"), (PER, "Juan Pérez Mota", 9, "CHL")),
        ((ORG, "Secretaría de Salud", 9, ""), (ORG, "Secretaría de Economía", 9, "")),
        ((ORG, "Distrito 1", 9, ""), (ORG, "Distrito 2", 9, "")),
        ((ORG, "Morena Flores", 9, ""), (PER, "Morena Flores", 9, "")),
    ],
)
def test_a_shared_frequent_word_another_state_number_or_kind_makes_no_pair(pairs, one, other):
    assert pairs(one, other) == []


def test_a_short_name_that_fits_many_stands_behind_one_that_fits_one(pairs):
    found = pairs(
        (PER, "Carlos Peña", 90, ""), (PER, "Carlos Peña Ruiz", 50, ""), (PER, "Carlos Peña Soto", 50, ""),
        (PER, "Claudia Anaya", 90, ""), (PER, "Claudia Anaya Mota", 50, ""), most=2,
    )  # fmt: skip
    assert found[0] == ("Claudia Anaya", "Claudia Anaya Mota")
    assert len(found) == 2
