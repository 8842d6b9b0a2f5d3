"""Sentence boundaries that typography settles: each text with its sentences."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from graph_builder.nlp.boundaries import NAME, mark_boundaries

TEXTS = {
    "a full stop inside the quotation": ["«Es una amenaza.», dijo el canciller.", "Luego se fue."],
    "straight quotation marks": ['"No cederemos." dijo Putin.', '"Nunca." añadió.'],
    "a quotation that is a sentence": ["«Sí.»", "El ministro calló."],
    "the numbers of a list": ["1. Defensa mutua.", "2. Comercio."],
    "headlines without a full stop": [
        "Rusia y China firman acuerdo\n\n",
        "Moscú celebra la alianza\n\n",
        "El presidente Putin viajó a Pekín.",
    ],
    "a quotation that opens after a full stop": ["Eso dijo Napoleón Saltos.", '"Vamos a seguir", agregó.'],
    "a headline in capitals before its text": ["EL ALAVÉS EMPATA EN EL CAMP NOU", "El Alavés consiguió un empate."],
    "an abbreviation before another sentence": ["Las tropas volvieron a EE.UU.", "Turquía atacó Siria."],
    "letters with full stops": ["Cuba criticó a la O.N.U.", "El gobierno calló."],
    "a state before who serves it": ["Putin recibió al presidente de EE.UU. Donald Trump."],
    "abbreviations and ordinals": ["EE. UU. celebró el 80.º aniversario.", "EE.UU. calló."],
}


@pytest.mark.parametrize("sentences", TEXTS.values(), ids=TEXTS.keys())
def test_sentences(sentences: list[str], pipeline) -> None:
    text = "".join(s if s.endswith("\n") else s + " " for s in sentences).rstrip()
    assert [found.text.strip() for found in pipeline.nlp(text).sents] == [s.strip() for s in sentences]


def test_nothing_is_said_where_typography_settles_nothing() -> None:
    doc = spacy.blank("es")("Rusia y China firman un acuerdo .")
    assert [t.is_sent_start for t in mark_boundaries(doc)][1:-1] == [None] * (len(doc) - 2)


def test_a_parsed_doc_stays_as_it_is() -> None:
    doc = Doc(
        spacy.blank("es").vocab, words=["Sí", ".", "»", "dijo"], heads=[0, 0, 3, 3], deps=["ROOT", "p", "p", "ROOT"]
    )
    before = [token.is_sent_start for token in doc]
    assert [token.is_sent_start for token in mark_boundaries(doc)] == before


def test_every_pipeline_has_it_before_its_parser(pipeline) -> None:
    names = pipeline.nlp.pipe_names
    assert names.index(NAME) < names.index("parser")
