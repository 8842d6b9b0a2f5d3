"""The bundled pipeline's parses that the project relies on. The sentences are made up for this file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

FOLDER = Path(__file__).resolve().parents[3] / "graph_builder" / "nlp" / "es_alliance_news"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(FOLDER)


def sentences(doc: Doc) -> list[str]:
    return [span.text.strip() for span in doc.sents]


def relation(doc: Doc, word: str) -> tuple[str, str]:
    """The label of the first token with this text, and its head."""
    token = next(token for token in doc if token.text == word)
    return token.dep_, token.head.text


def test_meta_names_sources_licences_and_figures() -> None:
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert (meta["lang"], meta["name"], meta["version"]) == ("es", "alliance_news", "0.1.0")
    assert all(source["name"] and source["license"] for source in meta["sources"])
    assert meta["performance"]["LAS"] > 80
    assert "development part" in meta["notes"]


def test_size_is_what_a_package_may_carry() -> None:
    assert sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file()) < 30_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Corea del Norte y Rusia firman un tratado\nLos presidentes se reunieron en Pyongyang.",
            ["Corea del Norte y Rusia firman un tratado", "Los presidentes se reunieron en Pyongyang."],
        ),
        (
            "El canciller viajó a Moscú. «La alianza es firme», dijo. Después regresó a Minsk.",
            ["El canciller viajó a Moscú.", "«La alianza es firme», dijo.", "Después regresó a Minsk."],
        ),
        (
            "El ministro viajó a EE. UU. para firmar el acuerdo. La visita duró dos días.",
            ["El ministro viajó a EE. UU. para firmar el acuerdo.", "La visita duró dos días."],
        ),
        (
            "Los dos países celebraron el 80.º aniversario de la victoria. Hubo un desfile.",
            ["Los dos países celebraron el 80.º aniversario de la victoria.", "Hubo un desfile."],
        ),
        (
            "Los acuerdos incluyen:\n- Defensa mutua.\n- Comercio de energía.",
            ["Los acuerdos incluyen:", "- Defensa mutua.", "- Comercio de energía."],
        ),
        (
            "El Sr. Pérez habló con la Dra. Gómez. Nadie más acudió.",
            ["El Sr. Pérez habló con la Dra. Gómez.", "Nadie más acudió."],
        ),
    ],
)
def test_sentences(nlp: Language, text: str, expected: list[str]) -> None:
    assert sentences(nlp(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de EE.UU. y EE. UU. hoy", ["de", "EE.UU.", "y", "EE. UU.", "hoy"]),
        ("Choe Son-hui habló", ["Choe", "Son-hui", "habló"]),
        ("el 25% o el 25 %", ["el", "25%", "o", "el", "25", "%"]),
        ("5 millones y 15.000 más", ["5", "millones", "y", "15.000", "más"]),
        ("el 80.º aniversario", ["el", "80.º", "aniversario"]),
        ("El líder —dijo— vino", ["El", "líder", "—", "dijo", "—", "vino"]),
        ("El líder -según EFE- vino", ["El", "líder", "-", "según", "EFE", "-", "vino"]),
        (
            "la ONU --dijeron fuentes de AFP-- vino",
            ["la", "ONU", "-", "-", "dijeron", "fuentes", "de", "AFP", "-", "-", "vino"],
        ),
        ("«Sí», dijo, “no”", ["«", "Sí", "»", ",", "dijo", ",", "“", "no", "”"]),
        ("Moscú.- El líder", ["Moscú", ".-", "El", "líder"]),
    ],
)
def test_tokens(nlp: Language, text: str, expected: list[str]) -> None:
    assert [token.text for token in nlp.make_doc(text)] == expected


def test_subject_object_and_oblique(nlp: Language) -> None:
    doc = nlp("Rusia firmó un tratado con Bielorrusia. El canciller viajó a Minsk.")
    assert relation(doc, "Rusia") == ("nsubj", "firmó")
    assert relation(doc, "tratado") == ("obj", "firmó")
    assert relation(doc, "firmó") == ("ROOT", "firmó")
    assert relation(doc, "con") == ("case", "Bielorrusia")
    assert relation(doc, "canciller") == ("nsubj", "viajó")
    assert relation(doc, "Minsk")[0] in {"obl", "obj"}
    assert relation(doc, "Minsk")[1] == "viajó"


def test_passive_with_ser(nlp: Language) -> None:
    doc = nlp("El acuerdo fue firmado por el presidente de Polonia.")
    assert relation(doc, "acuerdo") in {("nsubj", "firmado"), ("nsubj:pass", "firmado")}
    assert relation(doc, "fue")[0].startswith("aux")
    assert relation(doc, "presidente")[1] == "firmado"
    assert relation(doc, "por") == ("case", "presidente")


def test_coordinated_subjects(nlp: Language) -> None:
    doc = nlp("China y Rusia condenaron las sanciones.")
    assert relation(doc, "China") == ("nsubj", "condenaron")
    assert relation(doc, "Rusia") == ("conj", "China")


def test_content_clause(nlp: Language) -> None:
    doc = nlp("El ministro dijo que Irán cumplirá el acuerdo.")
    assert relation(doc, "ministro") == ("nsubj", "dijo")
    assert relation(doc, "cumplirá") == ("ccomp", "dijo")
    assert relation(doc, "Irán") == ("nsubj", "cumplirá")


def test_negation(nlp: Language) -> None:
    doc = nlp("Japón no ratificó el tratado.")
    assert relation(doc, "no") == ("advmod", "ratificó")


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Los presidentes firmaron el tratado.", "firmaron", "firmar"),
        ("Los países ratificarán los acuerdos.", "acuerdos", "acuerdo"),
        ("La ministra viajó a Moscú.", "viajó", "viajar"),
        ("El gobierno ruso desplegó tropas.", "tropas", "tropa"),
        ("El presidente dijo la verdad.", "dijo", "decir"),
        ("Los ministros pidieron ayuda.", "pidieron", "pedir"),
        ("El canciller juega un papel importante.", "juega", "jugar"),
    ],
)
def test_lemmas(nlp: Language, text: str, word: str, lemma: str) -> None:
    assert next(token.lemma_ for token in nlp(text) if token.text == word) == lemma


@pytest.mark.parametrize(
    ("text", "entity", "labels"),
    [
        ("El presidente de Francia visitó Alemania.", "Francia", {"LOC", "ORG"}),
        ("El presidente de Francia visitó Alemania.", "Alemania", {"LOC", "ORG"}),
        ("La ministra Choe Son-hui llegó a Moscú.", "Choe Son-hui", {"PER"}),
        ("La ministra Choe Son-hui llegó a Moscú.", "Moscú", {"LOC"}),
        ("El presidente bielorruso, Alexandr Lukashenko, viajó a Pekín.", "Alexandr Lukashenko", {"PER"}),
        ("El acuerdo lo firmó Vladímir Putin en Minsk.", "Vladímir Putin", {"PER"}),
        ("La resolución del Consejo de Seguridad de la ONU se aprobó.", "Consejo de Seguridad", {"ORG"}),
        ("Lo anunció el Ministerio de Asuntos Exteriores ruso.", "Ministerio de Asuntos Exteriores", {"ORG"}),
        ("La Organización del Tratado del Atlántico Norte se reunió en Bruselas.", "Bruselas", {"LOC"}),
    ],
)
def test_entities(nlp: Language, text: str, entity: str, labels: set[str]) -> None:
    found = {span.text: span.label_ for span in nlp(text).ents}
    name = next((name for name in found if name.startswith(entity)), None)
    assert name is not None, found
    assert found[name] in labels
