"""Headlines that begin with their verb, and headlines in capitals."""

import pytest

from graph_builder.nlp.rereadings.capitals import CapitalsReader
from graph_builder.nlp.rereadings.verb_first import VerbFirstReader


@pytest.mark.parametrize("text", ["Acusa Rusia a Ucrania de violar la tregua", "Exige Cuba a Panamá abrir el canal"])
def test_a_first_verb_is_read_with_a_small_letter(text: str, pipeline, vocabulary) -> None:
    doc = VerbFirstReader(vocabulary).reread(pipeline.nlp(text), pipeline)
    assert doc[0].pos_ == "VERB"
    assert len(doc.text) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rusia pide calma",
        "Acusa Rusia a Ucrania.",
        "El presidente viajó a Lima",
        "İstanbul recibe a Rusia",
        "Irán condena el ataque",
        "Macron visita Armenia",
    ],
)
def test_other_paragraphs_stay_as_parsed(text: str, pipeline, vocabulary) -> None:
    doc = pipeline.nlp(text)
    assert VerbFirstReader(vocabulary).reread(doc, pipeline) is doc


def test_a_headline_in_capitals_is_read_in_small_letters_with_its_accents(pipeline, vocabulary) -> None:
    text = "ORTEGA AMENAZA CON RETOMAR LA INVASION ARMADA"
    doc = CapitalsReader(vocabulary).reread(pipeline.nlp(text), pipeline)
    assert doc.text == "Ortega amenaza con retomar la invasión armada"
    assert doc[1].pos_ == "VERB"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("IRAN AMENAZA A COREA DEL SUR", "Irán amenaza a Corea del Sur"),
        ("LAVROV SE REUNIO CON ERDOGAN", "Lavrov se reunió con Erdogan"),
        ("LA MINISTRA CHINA VISITA CUBA", "La ministra china visita Cuba"),
        ("RUSIA Y CHINA FIRMAN LA PAZ", "Rusia y China firman la paz"),
        ("MACRI SE REUNE CON MORALES EN LA PAZ", "Macri se reúne con Morales en La Paz"),
        ("EL SALVADOR ROMPE CON MEXICO", "El Salvador rompe con México"),
        ("RUSIA LANZA UN ATAQUE A KIEV. China calló.", "Rusia lanza un ataque a Kiev. China calló."),
        ("MOSCÚ, 12 MAR (EFE). China calló.", "MOSCÚ, 12 MAR (EFE). China calló."),
    ],
)
def test_names_in_capitals_are_written_as_the_gazetteer_does(text: str, read: str, pipeline, vocabulary) -> None:
    assert CapitalsReader(vocabulary).reread(pipeline.nlp(text), pipeline).text == read


@pytest.mark.parametrize(
    "text", ["ONU", "Ortega AMENAZA con retomar", "EL PRESIDENTE DE " + "LA GRAN " * 20 + "NACIÓN"]
)
def test_other_capitals_stay(text: str, pipeline, vocabulary) -> None:
    doc = pipeline.nlp(text)
    assert CapitalsReader(vocabulary).reread(doc, pipeline) is doc
