"""Treaties, gatherings and organisations: one by name, or by their description; and what no word names."""

from __future__ import annotations

import pytest
from builders_resolve import Said, extraction, name, nominal, null, resolved, told

from graph_builder.model import EntityKind
from graph_builder.resolve import resolve
from graph_builder.resolve.spelling import entity_id, slug

CHILE = name("Chile", "LOC", topic=True)


@pytest.fixture
def last(vocabulary):
    def ask(text: str, *specs, said: tuple[Said, ...] = ()):
        return told(resolved(vocabulary, text, *specs, said=said)[-1])

    return ask


def takes_part(thing: int, words: str = "x") -> Said:
    return Said("PARTICIPATES_IN", subjects=(0,), objects=(thing,), object_text=words)


def test_a_treaty_by_its_name_is_one_across_articles_and_by_its_description_within_one(last):
    party = Said("PARTY_TO", subjects=(0,), objects=(1,), object_text="x")
    treaty = name("Tratado Zurbano de Paz", "MISC")
    assert last("Chile firmó el Tratado Zurbano de Paz.", CHILE, treaty, said=(party,)) == (
        "agr-tratado-zurbano-de-paz", "named thing", 0.8,
    )  # fmt: skip
    described = nominal("acuerdo de pesca", head="acuerdo")
    assert last("Chile firmó el acuerdo de pesca.", CHILE, described, said=(party,)) == (
        "agr-acuerdo-de-pesca-a", "described thing", 0.8,
    )  # fmt: skip


def test_a_short_name_of_a_gathering_is_one_within_its_article(last):
    assert last("Chile fue a Zurbania.", CHILE, name("Zurbania", "MISC"), said=(takes_part(1),))[0] == "gat-zurbania-a"


@pytest.mark.parametrize(("words", "found"), [("III Conferencia de Paz", True), ("Congreso de Chile", False)])
def test_a_name_that_says_that_it_is_a_gathering_unless_it_is_an_assembly(last, words, found):
    link = last(f"Chile fue a la {words}.", CHILE, name(words, "MISC"))
    assert (link is not None and link[0].startswith("gat-")) is found


def test_too_little_is_no_thing(last):
    assert last("Chile fue a la reunión.", CHILE, nominal("reunión"), said=(takes_part(1),)) is None
    long = nominal("reunión de ministros de pesca")
    assert last("Chile fue a la reunión de ministros de pesca.", CHILE, long, said=(takes_part(1),)) is not None


def test_a_bare_noun_takes_up_the_gathering_named_last(last):
    text = "Chile fue a la III Cumbre de Paz. Perú fue a la cumbre."
    summit = name("III Cumbre de Paz", "MISC")
    assert last(text, CHILE, summit, nominal("cumbre")) == ("gat-iii-cumbre-de-paz", "gathering named last", 0.7)


def test_an_object_that_no_word_names_takes_up_a_gathering(last):
    text = "Chile fue a la III Cumbre de Paz. Participaron todos."
    said = Said("PARTICIPATES_IN", subjects=(0,), objects=(2,))
    found = last(text, CHILE, name("III Cumbre de Paz", "MISC"), null("Participaron"), said=(said,))
    assert found == ("gat-iii-cumbre-de-paz", "gathering named last", 0.7)
    assert last("Chile vino. Participaron todos.", CHILE, null("Participaron"),
                said=(Said("PARTICIPATES_IN", subjects=(0,), objects=(1,)),)) is None  # fmt: skip


def test_a_listed_name_stays_what_it_is(last):
    member = Said("MEMBER_OF", subjects=(0,), objects=(1,), object_text="OTAN")
    assert last("Chile entra en la OTAN.", CHILE, name("OTAN", "ORG"), said=(member,))[0] == "org-otan"


def test_a_name_that_is_no_actor_after_all_keeps_no_link_and_no_entity(vocabulary):
    text = "Chile fue a Pax."
    said = (Said("PARTICIPATES_IN", subjects=(0,), objects=(1,), object_text="Pax"),)
    resolution = resolve([extraction(text, CHILE, name("Pax", "ORG"), said=said)], vocabulary)
    assert sorted(resolution.entities) == ["CHL", "gat-pax-a"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("IX Cumbre de las Américas", "Cumbre de las Américas", True),
        ("Cumbre de las Américas", "IX Cumbre de las Américas", True),
        ("VII Cumbre de las Américas", "VIII Cumbre de las Américas", False),
        ("Cumbre de Paz", "Cumbre de Paz Rusia", False),  # another actor's
    ],
)
def test_a_gathering_in_two_wordings_is_one(vocabulary, first, second, same):
    text = f"Chile fue a la {first}. Perú fue a la {second}."
    specs = (CHILE, name(first, "MISC"), name(second, "MISC"))
    _, one, other = resolved(vocabulary, text, *specs, said=(takes_part(1), takes_part(2)))
    assert (one.entities == other.entities) is same


def test_the_agreement_takes_up_the_one_named_last(last):
    party = Said("PARTY_TO", subjects=(0,), objects=(1,), object_text="x")
    again = Said("PARTY_TO", subjects=(0,), objects=(2,), object_text="x")
    text = "Chile firmó un acuerdo de pesca. Chile firmó el acuerdo."
    specs = (CHILE, nominal("acuerdo de pesca", head="acuerdo"), nominal("acuerdo"))
    assert last(text, *specs, said=(party, again)) == ("agr-acuerdo-de-pesca-a", "agreement named last", 0.7)


def test_a_long_identifier_ends_with_a_whole_word_and_tells_apart_what_begins_alike():
    words = "acuerdo de cooperación en materia de seguridad y defensa de las fronteras comunes de los pueblos del sur"
    one, other = (entity_id(EntityKind.AGREEMENT, f"{words} {end}") for end in ("a", "b"))
    assert one != other
    assert slug(words).startswith(one.rpartition("-")[0].removeprefix("agr-") + "-")
    assert entity_id(EntityKind.AGREEMENT, "Tratado de Paz") == "agr-tratado-de-paz"
