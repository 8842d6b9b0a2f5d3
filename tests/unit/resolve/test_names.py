"""Who named mentions are: one case a rule of the tables in `resolve/names/`."""

from __future__ import annotations

import pytest
from builders_resolve import Said, extraction, name, resolved, told

from graph_builder.resolve import resolve


def test_a_listed_name_is_its_actor_by_what_the_name_is(vocabulary):
    links = resolved(vocabulary, "Rusia y la OTAN.", name("Rusia", "LOC"), name("OTAN", "ORG"))
    assert [told(link) for link in links] == [("RUS", "name", 1.0), ("org-otan", "abbreviation", 1.0)]


def test_a_capital_that_acts_is_its_state_and_a_city_beside_its_word_is_none(vocabulary):
    text = "Moscú acusó a Ucrania."
    acts = Said("ACCUSE", subjects=(0,), objects=(1,))
    links = resolved(vocabulary, text, name("Moscú", "LOC"), name("Ucrania", "LOC"), said=(acts,))
    assert told(links[0]) == ("RUS", "capital", 0.9)
    city = resolved(vocabulary, "Llegó a la ciudad de Moscú.", name("Moscú", "LOC"))
    assert city == [None]


def test_a_family_name_is_the_full_name_before_it(vocabulary):
    text = "La analista Fiona Hill habló. Hill calló."
    full, short = resolved(vocabulary, text, name("Fiona Hill", "PER"), name("Hill", "PER"))
    assert told(full) == ("per-fiona-hill", "new name", 0.8)
    assert told(short) == ("per-fiona-hill", "partial name", 0.9)
    assert short.reason == "Fiona Hill"


def test_of_two_full_names_a_family_name_takes_up_the_last(vocabulary):
    text = "Ana Zurbano llegó. Luis Zurbano salió. Zurbano calló."
    *_, short = resolved(
        vocabulary, text, name("Ana Zurbano", "PER"), name("Luis Zurbano", "PER"), name("Zurbano", "PER")
    )
    assert told(short)[0] == "per-luis-zurbano"


def test_a_family_name_before_two_full_names_is_neither(vocabulary):
    text = "Zurbano calló. Ana Zurbano llegó. Luis Zurbano salió."
    short, *_ = resolved(
        vocabulary, text, name("Zurbano", "PER"), name("Ana Zurbano", "PER"), name("Luis Zurbano", "PER")
    )
    assert told(short) == ("per-zurbano-a", "new name", 0.8)


def test_another_spelling_of_a_listed_person(vocabulary):
    [alike] = resolved(vocabulary, "Habló Vladímir Zelenskiy.", name("Vladímir Zelenskiy", "PER"))
    [nearly] = resolved(vocabulary, "Habló Anjela Merkel.", name("Anjela Merkel", "PER"))
    assert told(alike) == ("per-volodymyr-zelenskyy", "spelling of a name", 0.9)
    assert told(nearly) == ("per-angela-merkel", "spelling of a name", 0.8)


@pytest.mark.parametrize("near", ["Kim Jong-nam", "George H. W. Bush"])
def test_syllables_and_initials_tell_a_near_name_apart(vocabulary, near):
    [found] = resolved(vocabulary, f"Habló {near}.", name(near, "PER"))
    assert found.rule == "new name"


def test_two_spellings_in_one_article_are_one_person(vocabulary):
    text = "Kirill Zurbov habló. Kiril Zúrbov calló."
    one, other = resolved(vocabulary, text, name("Kirill Zurbov", "PER"), name("Kiril Zúrbov", "PER"))
    assert one.entities == other.entities == ("per-kirill-zurbov",)


def test_a_person_that_stands_as_a_place_is_nobody(vocabulary):
    assert resolved(vocabulary, "Combates en Zurbano.", name("Zurbano", "PER")) == [None]
    assert told(resolved(vocabulary, "Habló Zurbano.", name("Zurbano", "PER"))[0])[0] == "per-zurbano"


@pytest.mark.parametrize("text", ["aliados", "ABCDEFGHIJKLMNOP", "1"])
def test_words_that_look_like_no_name_are_nobody(vocabulary, text):
    assert resolved(vocabulary, f"Vio a {text} ayer.", name(text, "ORG")) == [None]


def test_a_place_that_no_list_holds_is_no_actor(vocabulary):
    assert resolved(vocabulary, "Llovió en Villazurbano.", name("Villazurbano", "LOC")) == [None]


def test_a_name_that_caught_a_verb_or_a_portfolio(vocabulary):
    links = resolved(vocabulary, "Rechaza Ecuador el plan.", name("Rechaza Ecuador", "ORG"))
    assert [told(link) for link in links] == [("ECU", "name inside a name", 0.7)]


@pytest.mark.parametrize(
    ("words", "label", "state"),
    [
        ("Gobierno de Colombia", "ORG", "COL"),
        ("Gobierno sirio", "ORG", "SYR"),
        ("Administración Trump", "ORG", "USA"),
    ],
)
def test_a_government_or_army_is_its_state(vocabulary, words, label, state):
    [link] = resolved(vocabulary, f"El {words} habló.", name(words, label))
    assert told(link) == (state, "organ of a state", 0.85)


def test_an_organ_of_no_state_told_is_of_the_state_that_the_article_is_about(vocabulary):
    text = "Chile firmó. Chile pagó. Chile cobró. El Ministerio de Defensa habló."
    *_, organ = resolved(vocabulary, text, *[name("Chile", "LOC")] * 3, name("Ministerio de Defensa", "ORG"))
    assert told(organ) == ("CHL", "organ of the state that the article is about", 0.5)
    [alone] = resolved(vocabulary, "El Ministerio de Defensa habló.", name("Ministerio de Defensa", "ORG"))
    assert told(alone) == ("org-ministerio-de-defensa-a", "new name", 0.8)


def test_the_abbreviation_beside_a_name_tells_a_listed_organisation(vocabulary):
    text = "La Organización del Atlántico (OTAN) habló."
    full, short = resolved(vocabulary, text, name("Organización del Atlántico", "ORG"), name("OTAN", "ORG"))
    assert told(full) == ("org-otan", "its abbreviation", 0.9)
    assert told(short)[0] == "org-otan"


def test_an_abbreviation_that_the_article_explains_is_the_full_name(vocabulary):
    text = "La Unión Zurbana de Letras (UZL) habló. La UZL calló."
    links = resolved(vocabulary, text, name("Unión Zurbana de Letras", "ORG"), name("UZL", "ORG"), name("UZL", "ORG"))
    assert {link.entities for link in links} == {("org-union-zurbana-de-letras",)}
    assert [link.rule for link in links] == ["new name", "abbreviation of a name", "abbreviation of a name"]


def test_an_abbreviation_of_a_namesake_is_not_the_listed_one(vocabulary):
    text = "El Observatorio Tártaro de Animales Nórdicos (OTAN) habló."
    full, short = resolved(
        vocabulary, text, name("Observatorio Tártaro de Animales Nórdicos", "ORG"), name("OTAN", "ORG")
    )
    assert full.entities == short.entities == ("org-observatorio-tartaro-de-animales-nordicos",)


def test_a_listed_organisation_but_for_small_words_or_with_its_state(vocabulary):
    [health] = resolved(vocabulary, "La Organización Mundial de Salud.", name("Organización Mundial de Salud", "ORG"))
    assert told(health) == ("org-oms", "spelling of a name", 0.9)
    words = "Agencia de Seguridad Nacional de Estados Unidos"
    [agency] = resolved(vocabulary, f"La {words} habló.", name(words, "ORG"))
    assert told(agency) == ("org-nsa", "spelling of a name", 0.9)


@pytest.mark.parametrize("words", ["Guerra de las Malvinas", "ONG", "Defensa", "Impuesto"])
def test_wars_kinds_and_portfolios_are_no_actors(vocabulary, words):
    assert resolved(vocabulary, f"Habló de {words} ayer.", name(words, "ORG")) == [None]


def test_a_kind_takes_up_the_longer_name_before_it(vocabulary):
    text = "El Observatorio Zurbano habló. El Observatorio calló."
    full, short = resolved(vocabulary, text, name("Observatorio Zurbano", "ORG"), name("Observatorio", "ORG"))
    assert told(short) == (*told(full)[:1], "partial name", 0.8)


def test_a_new_organisation_has_the_state_of_its_name(vocabulary):
    extracted = extraction("El Club Zurbano de Chile habló.", name("Club Zurbano de Chile", "ORG"))
    resolution = resolve([extracted], vocabulary)
    assert [resolution.entities[key].state for key in resolution.entities if key.startswith("org-")] == ["CHL"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Los cancilleres de Bolivia, Ana Zurbano, y otros.", "BOL"),
        ("Vino Ana Zurbano (Uruguay).", "URY"),
        ("Vino Ana Zurbano, de Chile.", "CHL"),
        ("Vino Ana Zurbano, y Chile.", ""),
    ],
)
def test_the_state_beside_a_persons_name(vocabulary, text, state):
    states = {"Bolivia": "BOL", "Uruguay": "URY", "Chile": "CHL"}
    [country] = [word for word in states if word in text]
    specs = [name("Ana Zurbano", "PER"), name(country, "LOC")]
    specs = specs if text.index(country) > text.index("Ana") else specs[::-1]
    resolution = resolve([extraction(text, *specs)], vocabulary)
    assert resolution.entities["per-ana-zurbano"].state == state


def test_a_name_has_the_label_of_most_of_its_places(vocabulary):
    text = "Zurbania habló. Zurbania calló. Zurbania salió."
    labels = ("ORG", "ORG", "PER")
    links = resolved(vocabulary, text, *(name("Zurbania", label) for label in labels))
    assert {link.entities for link in links} == {("org-zurbania",)}


def test_in_a_list_of_organisations_a_word_is_no_person(vocabulary):
    text = "Zurbix, Zurbax y Zurbox firmaron."
    links = resolved(vocabulary, text, name("Zurbix", "ORG"), name("Zurbax", "ORG"), name("Zurbox", "PER"))
    assert links[2].entities == ("org-zurbox",)
