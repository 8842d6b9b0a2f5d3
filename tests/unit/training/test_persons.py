"""Persons' names: lists for the tagger, and other persons in the place of those of a corpus."""

from __future__ import annotations

import random

import pytest
import spacy
from spacy.tokens import Doc

from graph_builder.training.persons import other_names, with_other_persons

NAMES = {"first": ["Aziza"], "last": ["Mirziyoyev"]}


def news() -> Doc:
    words = ["Ayer", "Sergio", "Pérez", "viajó", "a", "Kiev", "y", "Pérez", "volvió"]
    tags = ["O", "B-PER", "I-PER", "O", "O", "B-LOC", "O", "B-PER", "O"]
    return Doc(spacy.blank("es").vocab, words=words, ents=tags)


def test_persons_alone_are_renamed_and_a_family_name_stays_one_word() -> None:
    found = with_other_persons(news(), NAMES, random.Random(1))
    assert [(span.text, span.label_) for span in found.ents] == [
        ("Aziza Mirziyoyev", "PER"),
        ("Kiev", "LOC"),
        ("Mirziyoyev", "PER"),
    ]
    assert [token.text for token in found if not token.ent_type_] == ["Ayer", "viajó", "a", "y", "volvió"]


def test_particles_stand_inside_some_names() -> None:
    chance = random.Random(3)
    lengths = {len(with_other_persons(news(), NAMES, chance).ents[0]) for _ in range(200)}
    assert lengths == {2, 3, 4}


def test_a_stretch_of_a_text_is_read_from_its_own_start() -> None:
    found = with_other_persons(news()[3:], NAMES, random.Random(1))
    assert found.text.split() == ["viajó", "a", "Kiev", "y", "Mirziyoyev", "volvió"]


def test_other_names_are_capitalised_words_in_latin_letters() -> None:
    pytest.importorskip("faker", reason="of the extra `training`")
    names = other_names()
    assert {"Nguyễn", "Wang"} & set(names["last"])
    assert all((name[0].isupper() and not name.isupper()) or len(name) < 3 for kind in names.values() for name in kind)
