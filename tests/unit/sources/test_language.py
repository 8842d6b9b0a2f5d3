"""Texts in other languages are told; Spanish ones, also with quotations and of a few words, are read."""

from __future__ import annotations

import json

import pytest

from graph_builder.sources import read_articles
from graph_builder.sources.language import other_language

OTHERS = {
    "English": (
        "The foreign minister of Peru said on Monday that the talks with Chile are to begin in a week and that the "
        "United States has been informed. It was the first visit of its kind, and the ministry would not say more."
    ),
    "Portuguese": (
        "O ministro das Relações Exteriores do Peru disse na segunda-feira que as negociações com o Chile não vão "
        "começar em uma semana e que os Estados Unidos foram informados. Foi também a primeira visita ao país."
    ),
    "French": (
        "Le ministre des Affaires étrangères du Pérou a dit lundi que les négociations avec le Chili ne sont pas pour "
        "cette semaine et que les États-Unis ont été informés par une note. Ce fut la première visite dans le pays."
    ),
}
SPANISH = (
    "El ministro de Exteriores de Perú dijo el lunes que las negociaciones con Chile empezarán en una semana.",
    'El presidente dijo: "The president of the United States has been informed of this and that is all that I have to '
    'say about it, from this day on, and it was for the best", según la agencia. La ministra lo confirmó en Madrid, y '
    "el Gobierno no quiso decir más sobre la visita.",
    "Lula da Silva y Dos Santos visitan el Banco Mundial.", "Boeing y Bank of America abandonan Rusia.",
    "Nos identifica el ticket de paso, un D.N.I, la tarjeta de crédito...", "The Washington Post acusa al Gobierno.",
    "Russia.", "OTAN, ONU, UE", "Perú visitó Chile.", "1234 5678", "Xi Jinping, Putin, Kim",
)  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_other_languages_are_known(name):
    for text in (OTHERS[name], OTHERS[name].upper(), OTHERS[name] * 50):
        found = other_language(text)
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize("text", [*SPANISH, "The end."])
def test_spanish_and_what_may_be_it_is_read(text):
    assert other_language(text) is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "English",
            "The president of Mexico met with the prime minister of Canada during the summit in Quebec last week.",
        ),
        ("English", "Germany will send more tanks to Ukraine, the defence minister announced."),
        ("Portuguese", "O governo angolano anunciou que vai retirar as suas tropas da fronteira."),
        ("French", "Les deux pays ont aussi signé un mémorandum sur le commerce."),
        ("Italian", "I due paesi hanno anche firmato un memorandum sul commercio."),
    ],
)
def test_a_sentence_tells(name, sentence):
    found = other_language(sentence)
    assert found is not None
    assert found.name == name


def test_they_are_skipped_with_a_line_unless_the_metadata_say_otherwise(tmp_path):
    lines = [{"id": name, "text": text} for name, text in OTHERS.items()]
    lines += [{"id": "dicho", "text": OTHERS["English"], "language": "es"}, {"id": "es", "text": SPANISH[0]}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    reading = read_articles([str(tmp_path)])
    assert [article.id for article in reading.articles] == ["dicho", "es"]
    assert [remark.message.split(": ")[1][:15] for remark in reading.remarks] == ["the text is in "] * 3
