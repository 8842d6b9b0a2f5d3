"""Known forms: what a treebank tells of a form or of its ending, and what it must not overrule."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from graph_builder.nlp.known_forms import FACTORY, FormTable, KnownForms
from graph_builder.training.form_table import learn_forms

SPANISH = spacy.blank("es").vocab
PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
IMPERFECT_1 = "Mood=Ind|Number=Sing|Person=1|Tense=Imp|VerbForm=Fin"
IMPERFECT_3 = "Mood=Ind|Number=Sing|Person=3|Tense=Imp|VerbForm=Fin"
PLURAL_1 = "Mood=Ind|Number=Plur|Person=1|Tense=Imp|VerbForm=Fin"
TABLE = FormTable(
    {("juega", "VERB"): ("jugar", PRESENT), ("compartía", "VERB"): (None, IMPERFECT_1), ("que", "SCONJ"): ("que", "")},
    {("íamos", "VERB"): PLURAL_1},
    {"violó": "violar", "crean": "creer", "crea": "crear"},
)


def corrected(word: str, pos: str, lemma: str, features: str, component: KnownForms | None = None) -> tuple[str, str]:
    doc = Doc(SPANISH, [word], pos=[pos], lemmas=[lemma], morphs=[features])
    token = (component or KnownForms(doc.vocab, FACTORY, TABLE))(doc)[0]
    return token.lemma_, str(token.morph)


@pytest.mark.parametrize(
    ("word", "pos", "found", "expected"),
    [
        ("Juega", "VERB", ("juegar", PAST), ("jugar", PRESENT)),
        ("juega", "NOUN", ("juega", ""), ("juega", "")),
        ("Que", "SCONJ", ("Que", PAST), ("que", "")),
        ("negociaríamos", "VERB", ("negociar", PRESENT), ("negociar", PLURAL_1)),
        ("compartía", "VERB", ("compartir", PAST), ("compartir", PAST)),
        ("compartía", "VERB", ("compartir", IMPERFECT_1), ("compartir", IMPERFECT_1)),
        ("desconocida", "VERB", ("desconocer", PAST), ("desconocer", PAST)),
        ("violó", "VERB", ("violó", PAST), ("violar", PAST)),  # of the list
        ("crean", "VERB", ("crear", PRESENT), ("crear", PRESENT)),  # the list's is not the only infinitive
        ("violó", "PROPN", ("violó", ""), ("violó", "")),
    ],
)
def test_a_known_form_or_ending_is_corrected(word, pos, found, expected) -> None:
    assert corrected(word, pos, *found) == expected


def test_the_table_survives_every_way_of_keeping_it(tmp_path: Path) -> None:
    first = KnownForms(Vocab(), FACTORY, TABLE)
    first.to_disk(tmp_path / "known_forms")
    second = KnownForms(Vocab(), FACTORY).from_disk(tmp_path / "known_forms")
    assert second.table == TABLE
    assert second.to_bytes() == first.to_bytes()


def test_without_a_table_nothing_changes() -> None:
    assert corrected("juega", "VERB", "juegar", PAST, KnownForms(SPANISH, FACTORY)) == ("juegar", PAST)


def doc_of(vocab: Vocab, *tokens: tuple[str, str, str, str]) -> Doc:
    words, tags, lemmas, features = zip(*tokens, strict=True)
    return Doc(vocab, words, pos=tags, lemmas=lemmas, morphs=features)


def test_a_table_is_learnt_from_trees(tmp_path: Path) -> None:
    vocab = SPANISH
    verbs = ("pedíamos", "decíamos", "vivíamos", "sabíamos", "veíamos")
    docs = [
        doc_of(vocab, *((verb, "VERB", f"{verb[:2]}…", PLURAL_1) for verb in verbs)),
        doc_of(vocab, ("fue", "VERB", "ir", PAST), ("Moscú", "PROPN", "Moscú", ""), ("cae", "VERB", "caer", PRESENT)),
        doc_of(vocab, ("fue", "VERB", "ser", PAST), ("cae", "VERB", "caer", PRESENT)),
        doc_of(vocab, ("cantaba", "VERB", "cantar", IMPERFECT_3)),
    ]
    file = tmp_path / "gold.spacy"
    DocBin(attrs=["POS", "LEMMA", "MORPH"], docs=[*docs, docs[1]]).to_disk(file)
    table = learn_forms(file, vocab, {"fue": "ser", "violó": "violar"})
    assert table.infinitives == {"violó": "violar"}
    assert table.endings == {("amos", "VERB"): PLURAL_1}  # "íamos" would tell the same
    assert table.forms["fue", "VERB"] == (None, PAST)
    assert table.forms["cae", "VERB"] == ("caer", PRESENT)
    assert table.forms["cantaba", "VERB"] == ("cantar", None)
    assert table.forms["sabíamos", "VERB"] == ("sa…", PLURAL_1)
    assert ("moscú", "PROPN") not in table.forms
