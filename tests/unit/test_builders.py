"""Hand-built parses are what their columns say, and mistakes in them are told."""

from __future__ import annotations

import pytest
from builders import columns_of, doc_of, parsed_of

TWO = """
# two sentences
Sergei   Sergei  PROPN  _                                 3  nsubj  B-PER
Lavrov   Lavrov  PROPN  _                                 1  flat   I-PER
visitó   visitar VERB   Mood=Ind|Tense=Past|VerbForm=Fin  0  root
(        (       PUNCT  _                                 5  punct
Cuba     Cuba    PROPN  _                                 3  obj    B-LOC
)        )       PUNCT  _                                 5  punct
.        .       PUNCT  _                                 3  punct

Calló    callar  VERB   _                                 0  root   SpaceAfter=No
…        …       PUNCT  _                                 1  punct
"""

TREEBANK = """
# sent_id = 1
1\tIrán\tIrán\tPROPN\t_\t_\t2\tnsubj\t_\t_
2\tcalló\tcallar\tVERB\t_\tMood=Ind\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
"""


def test_words_heads_entities_and_sentences():
    doc = doc_of(TWO)
    assert doc.text == "Sergei Lavrov visitó (Cuba). Calló…"
    assert [sentence.text for sentence in doc.sents] == ["Sergei Lavrov visitó (Cuba).", "Calló…"]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Sergei Lavrov", "PER"), ("Cuba", "LOC")]
    assert doc[1].head == doc[0]
    assert doc[8].head == doc[7]
    assert doc[2].morph.get("Tense") == ["Past"]
    assert [sentence.index for sentence in parsed_of(TWO).sentences] == [0, 1]


def test_treebank_lines_are_read_too():
    doc = doc_of(TREEBANK)
    assert doc.text == "Irán calló."
    assert (doc[0].dep_, doc[1].lemma_) == ("nsubj", "callar")


def test_written_columns_give_the_same_parse():
    doc, again = doc_of(TWO), doc_of(columns_of(doc_of(TWO)))
    assert again.text == doc.text
    assert again.to_json() == doc.to_json()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Irán Irán PROPN _ 1", "line 1"),
        ("Irán Irán PROPN _ dos nsubj", "the head 'dos' is no number"),
        ("Irán Irán PROPN _ 0 root PER", "only an IOB tag"),
        ("Irán Irán PROPN _ 3 root", "the head of Irán is no word"),
        ("Irán Irán PROPN _ 0 root\ncalló callar VERB _ 0 root", "exactly one word has the head 0"),
    ],
)
def test_a_mistake_is_told(text, message):
    with pytest.raises(ValueError, match=message):
        doc_of(text)
