"""The words of a theme: whole, with quantities, the names of kinds, and all that is listed."""

from __future__ import annotations

import pytest
from builders import context_of

from graph_builder.extract.themes import theme_text

GIVEN = """
Chile      Chile     PROPN _           2 nsubj
entregó    entregar  VERB  VerbForm=Fin 0 root
31         31        NUM   _           4 nummod
tanques    tanque    NOUN  Number=Plur 2 obj
Abrams     Abrams    PROPN _           4 appos
{}
"""
LIST = """
,          ,         PUNCT _           7 punct
radares    radar     NOUN  Number=Plur 4 appos
y          y         CCONJ _           9 cc
munición   munición  NOUN  Number=Sing 7 conj
"""
APPOSITION = """
,          ,         PUNCT _           8 punct
una        uno       DET   _           8 det
ayuda      ayuda     NOUN  Number=Sing 4 appos
"""
OTHER_SENTENCE_PART = """
y          y         CCONJ _           7 cc
Perú       Perú      PROPN _           2 conj
"""


@pytest.mark.parametrize(
    ("after", "theme"),
    [
        ("", "31 tanques Abrams"),
        (LIST.strip(), "31 tanques Abrams, radares y munición"),
        (APPOSITION.strip(), "31 tanques Abrams"),  # no list: nothing joins its last member
        (OTHER_SENTENCE_PART.strip(), "31 tanques Abrams"),  # an actor is none of the things
    ],
)
def test_a_theme_has_its_names_and_its_list(after, theme, vocabulary):
    context = context_of(GIVEN.format(after), vocabulary)
    assert theme_text(context.sentence.tokens[3], context) == theme


def test_of_a_verb_it_is_the_verb_alone(vocabulary):
    context = context_of(GIVEN.format(LIST.strip()), vocabulary)
    assert theme_text(context.sentence.tokens[1], context) == "entregó"
