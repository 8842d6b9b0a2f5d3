"""Which words of a paragraph are names: of the gazetteer, of gatherings, and of what the recogniser found besides."""

from __future__ import annotations

import pytest
from builders import doc_of

from graph_builder.nlp.names.finder import NameFinder


def names(rows, vocabulary):
    """Names by their words, with label and whether they are known."""
    doc = doc_of("\n".join(rows))
    found = NameFinder(vocabulary).find(doc)
    return [(named.tokens(doc).text, named.label, named.known) for named in found]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["Rusia Rusia PROPN _ 0 root"], [("Rusia", "LOC", True)]),
        (["Corea Corea PROPN _ 0 root", "del del ADP _ 3 case", "Norte Norte PROPN _ 1 flat"],
         [("Corea del Norte", "LOC", True)]),  # the longest
        (["ruso ruso ADJ _ 0 root"], []),  # a demonym says whose
        (["anti anti ADJ _ 0 root SpaceAfter=No", "- - PUNCT _ 1 punct SpaceAfter=No", "China China PROPN _ 1 flat"],
         []),  # no name inside a compound
        (["Zutano Zutano PROPN _ 0 root B-PER", "Nuevo Nuevo PROPN _ 1 flat I-PER"], [("Zutano Nuevo", "PER", False)]),
        (["Partido Partido PROPN _ 0 root B-ORG", "Rojo Rojo PROPN _ 1 flat I-ORG", "de de ADP _ 4 case I-ORG",
          "China China PROPN _ 1 nmod I-ORG"], [("Partido Rojo de China", "ORG", False)]),  # around a known name
        (["Rusia Rusia PROPN _ 0 root B-ORG", "y y CCONJ _ 3 cc I-ORG", "Cuba Cuba PROPN _ 1 conj I-ORG"],
         [("Rusia", "LOC", True), ("Cuba", "LOC", True)]),  # the recogniser took two for one
        (["China China PROPN _ 0 root B-ORG", "contra contra ADP _ 3 case I-ORG", "Zutano Zutano PROPN _ 1 nmod I-ORG"],
         [("China", "LOC", True)]),
        (["Presidente Presidente PROPN _ 0 root B-PER", "Mengano Mengano PROPN _ 1 flat I-PER"],
         [("Mengano", "PER", False)]),  # without its title
        (["Jamaica Jamaica PROPN _ 0 root B-LOC", "Kincaid Kincaid PROPN _ 1 flat B-PER", "habló hablar VERB _ 1 acl"],
         [("Jamaica Kincaid", "PER", False)]),  # a first name that is a country
        (["Israel Israel PROPN _ 0 root B-PER", "Netanyahu Netanyahu PROPN _ 1 flat I-PER"],
         [("Israel", "LOC", True), ("Netanyahu", "PER", True)]),  # a state and who serves it
        (["En en ADP _ 2 case", "Jamaica Jamaica PROPN _ 4 obl B-LOC", "Kincaid Kincaid PROPN _ 4 nsubj B-PER",
          "habló hablar VERB _ 0 root"], [("Jamaica", "LOC", True), ("Kincaid", "PER", False)]),
        (["Secretario secretario PROPN _ 0 root B-PER", "Legal Legal PROPN _ 1 flat I-PER"], []),  # part of the office
        (["Habla hablar VERB _ 0 root", "el el DET _ 3 det", "Gobierno Gobierno PROPN _ 1 nsubj B-ORG"], []),  # a kind
    ],
)  # fmt: skip
def test_names_of_a_paragraph(rows, expected, vocabulary):
    assert names(rows, vocabulary) == expected


def test_a_portfolio_is_no_name(vocabulary):
    rows = [
        "El el DET _ 2 det", "ministro ministro NOUN _ 0 root", "de de ADP _ 4 case",
        "Defensa Defensa PROPN _ 2 nmod B-ORG", "de de ADP _ 6 case I-ORG", "Cuba Cuba PROPN _ 4 nmod I-ORG",
    ]  # fmt: skip
    assert names(rows, vocabulary) == [("Cuba", "LOC", True)]


def test_a_gathering_says_what_it_is(vocabulary):
    rows = [
        "Empezó empezar VERB _ 0 root",
        "la el DET _ 4 det",
        "XXI XXI NUM _ 4 nummod",
        "Reunión Reunión PROPN _ 1 nsubj",
        "de de ADP _ 6 case",
        "cancilleres canciller NOUN _ 4 nmod",
        "de de ADP _ 8 case",
        "Zutania Zutania PROPN _ 6 nmod",
    ]
    assert names(rows, vocabulary) == [("XXI Reunión de cancilleres de Zutania", "MISC", False)]
