"""Extraction on hand-built parses: voice, control, relatives, light verbs, cues, speakers, dates."""

from __future__ import annotations

import pytest
from builders import context_of, doc_of, parsed_of

from graph_builder.extract.qualify.dates import read_date
from graph_builder.extract.qualify.times import times_of
from graph_builder.extract.syntax.arguments import verb_arguments
from graph_builder.model import MentionKind, Polarity, Status

ACTIVE = """
Rusia Rusia PROPN _ 3 nsubj
no no ADV Polarity=Neg 3 advmod
envió enviar VERB Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 0 root
armas arma NOUN Gender=Fem|Number=Plur 3 obj
a a ADP _ 6 case
Siria Siria PROPN _ 3 obl
. . PUNCT _ 3 punct
"""

PASSIVE = """
Siria Siria PROPN _ 3 nsubj
fue ser AUX Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 3 aux
atacada atacar VERB Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part 0 root
por por ADP _ 5 case
Israel Israel PROPN _ 3 obl
. . PUNCT _ 3 punct
"""

RUMOUR = """
Pyongyang Pyongyang PROPN _ 3 nsubj
habría haber AUX Mood=Cnd|Number=Sing|Person=3|VerbForm=Fin 3 aux
enviado enviar VERB Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part 0 root
misiles misil NOUN Gender=Masc|Number=Plur 3 obj
a a ADP _ 6 case
Rusia Rusia PROPN _ 3 obl
, , PUNCT _ 10 punct
según según ADP _ 10 case
la el DET Definite=Def|PronType=Art 10 det
prensa prensa NOUN _ 3 obl
. . PUNCT _ 3 punct
"""

RELATIVE = """
El el DET Definite=Def|PronType=Art 2 det
gobierno gobierno NOUN _ 7 nsubj
ruso ruso ADJ Gender=Masc|Number=Sing 2 amod
que que PRON PronType=Rel 5 nsubj
atacó atacar VERB Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 2 acl
Ucrania Ucrania PROPN _ 5 obj
calló callar VERB Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 0 root
"""


def statements(conllu, extractor, published=""):
    return extractor.extract(parsed_of(conllu, published)).statements


def test_active_negated_transfer(extractor):
    [statement] = statements(ACTIVE, extractor)
    assert statement.relation == "AID"
    assert [m.text for m in statement.subjects] == ["Rusia"]
    assert [m.text for m in statement.objects] == ["Siria"]
    assert statement.theme == "armas"
    assert statement.polarity is Polarity.NEG
    assert statement.cue == "no"


def test_passive_turns_round(extractor):
    [statement] = statements(PASSIVE, extractor)
    assert statement.relation == "ASSAULT"
    assert [m.text for m in statement.subjects] == ["Israel"]
    assert [m.text for m in statement.objects] == ["Siria"]


def test_rumour_and_source(extractor):
    [statement] = statements(RUMOUR, extractor)
    assert statement.status is Status.HEDGED
    assert "habría" in statement.cue
    assert statement.attribution.text == "prensa"


def test_relative_pronoun_is_its_antecedent(extractor):
    [statement] = statements(RELATIVE, extractor)
    [subject] = statement.subjects
    assert subject.kind is MentionKind.NOMINAL
    assert subject.modifiers == ("ruso",)
    assert [m.text for m in statement.objects] == ["Ucrania"]


def test_null_subject_is_an_empty_span_before_the_verb(vocabulary):
    context = context_of(
        """
        Visitó visitar VERB Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin 0 root
        Chile Chile PROPN _ 1 obj
        """,
        vocabulary,
    )
    [null] = verb_arguments(context.sentence.tokens[0], context).mentions["subject"]
    assert (null.kind, null.span.start, null.span.end, null.plural) == (MentionKind.NULL, 0, 0, True)


def test_evidence_holds_trigger_and_participants(extractor):
    [statement] = statements(RUMOUR, extractor)
    text = doc_of(RUMOUR).text
    assert statement.evidence.of(text) == "Pyongyang habría enviado misiles a Rusia"


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("el 19 de junio de 2024", "", "2024-06-19"),
        ("en julio de 2023", "", "2023-07"),
        ("en 2021", "", "2021"),
        ("ayer", "2024-06-19", "2024-06-18"),
        ("este lunes", "2024-06-19", "2024-06-17"),
        ("ayer", "", None),
        ("en julio", "2024-06-19", "2023-07"),
        ("en julio", "", None),
        ("el próximo julio", "2024-06-19", "2024-07"),
        ("el pasado 26 de septiembre", "2024-06-19", "2023-09-26"),
        ("el 5 de junio", "2024-06-19", "2024-06-05"),
        ("el mes pasado", "2024-01-19", "2023-12"),
        ("el próximo año", "2024-06-19", "2025"),
        ("el 31 de junio de 2024", "", "2024"),
    ],
)
def test_dates(vocabulary, words, published, expected):
    tokens = words.split()
    rows = ["Visitó visitar VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root"]
    rows += [f"{word} {word} {'ADV' if word == 'ayer' else 'NOUN'} _ 1 obl" for word in tokens]
    doc = doc_of("\n".join(rows))
    found = read_date(doc[0], times_of(doc, vocabulary.calendar), published, vocabulary.calendar)
    assert (found.value if found else None) == expected
