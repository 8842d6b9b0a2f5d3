"""Whom pronouns, possessives and null subjects take up: one case a row of `ANAPHORA_RULES`."""

from __future__ import annotations

import pytest
from builders_resolve import Said, name, nominal, null, pronoun, resolved, told

LAVROV, MERKEL = name("Sergey Lavrov", "PER", topic=True), name("Angela Merkel", "PER", topic=True)
CHILE, PERU = name("Chile", "LOC", topic=True), name("Perú", "LOC", topic=True)


@pytest.fixture
def last(vocabulary):
    def ask(text: str, *specs, said: tuple[Said, ...] = ()):
        return told(resolved(vocabulary, text, *specs, said=said)[-1])

    return ask


def test_a_possessive_that_opens_the_sentence_is_of_its_subject(vocabulary):
    text = "Angela Merkel habló. En su visita, Sergey Lavrov calló."
    [_, su, _] = resolved(vocabulary, text, MERKEL, pronoun("su"), LAVROV)
    assert told(su) == ("per-sergey-lavrov", "subject of the sentence", 0.7)
    text = "Angela Merkel habló. Elogió su visita y Sergey Lavrov calló."
    [_, su, _] = resolved(vocabulary, text, MERKEL, pronoun("su"), LAVROV)
    assert told(su)[0] == "per-angela-merkel"


def test_a_plural_takes_up_joined_subjects(last):
    accuse = null("Acusan", plural=True)
    assert last("Chile y Perú firmaron. Acusan a otros.", CHILE, PERU, accuse) == (
        "CHL PER", "discourse subjects", 0.6,
    )  # fmt: skip
    assert last("Chile habló y Perú firmó. Acusan a otros.", CHILE, PERU, accuse) is None


def test_a_null_subject_takes_up_the_subject_of_the_main_clause(last):
    thanked = null("Agradeció")
    assert last("Angela Merkel vino. Agradeció todo.", MERKEL, thanked) == (
        "per-angela-merkel", "discourse subject", 0.7,
    )  # fmt: skip
    embedded = name("Sergey Lavrov", "PER", topic=True, embedded=True)
    text = "Angela Merkel dijo que Sergey Lavrov vino. Agradeció todo."
    assert last(text, MERKEL, embedded, thanked)[0] == "per-angela-merkel"


def test_a_null_subject_of_one_is_not_several_nor_the_other_way_round(last):
    troops = nominal("tropas rusas", "rusas", head="tropa", plural=True, topic=True)
    assert last("Las tropas rusas vinieron. Agradeció todo.", troops, null("Agradeció")) is None
    assert last("Las tropas rusas vinieron. Agradecieron todo.", troops, null("Agradecieron", plural=True))[0] == "RUS"


def test_a_pronoun_takes_up_the_nearest_subject(last):
    embedded = name("Sergey Lavrov", "PER", topic=True, embedded=True)
    text = "Angela Merkel dijo que Sergey Lavrov vino. Elogió su obra."
    assert last(text, MERKEL, embedded, pronoun("su")) == ("per-sergey-lavrov", "last subject", 0.7)


def test_a_subject_more_than_two_sentences_back_is_gone(last):
    assert last("Angela Merkel vino. Uno. Agradeció todo.", MERKEL, null("Agradeció"))[0] == "per-angela-merkel"
    assert last("Angela Merkel vino. Uno. Dos. Agradeció todo.", MERKEL, null("Agradeció")) is None


def test_an_object_is_not_the_subject_beside_it(last):
    asylum = Said("AID", subjects=(1,), objects=(2,))
    text = "Sergey Lavrov huyó. Angela Merkel le ofreció asilo."
    found = last(text, LAVROV, MERKEL, pronoun("le"), said=(asylum,))
    assert found == ("per-sergey-lavrov", "last subject", 0.7)


def test_an_object_is_the_only_person_nearby_even_if_no_subject(last):
    lavrov = name("Sergey Lavrov", "PER")
    text = "Hablaron de Sergey Lavrov. Angela Merkel le ofreció asilo."
    asylum = Said("AID", subjects=(1,), objects=(2,))
    assert last(text, lavrov, MERKEL, pronoun("le"), said=(asylum,)) == (
        "per-sergey-lavrov", "only candidate nearby", 0.6,
    )  # fmt: skip


def test_of_several_persons_an_object_is_the_one_who_was_a_subject_last(last):
    """ "Les" agrees with no subject of one, so that the persons nearby are asked."""
    ana, eva = name("Ana Zurbano", "PER", topic=True), name("Eva Zurbix", "PER")
    text = "Ana Zurbano vio a Eva Zurbix. Angela Merkel les ofreció asilo."
    asylum = Said("AID", subjects=(2,), objects=(3,))
    found = last(text, ana, eva, MERKEL, pronoun("les", plural=True), said=(asylum,))
    assert found == ("per-ana-zurbano", "last subject that fits", 0.5)


def test_a_treaty_and_a_thing_are_taken_up_by_nobody(last):
    thing = name("Sputnik", "MISC", topic=True)
    assert last("Sputnik voló. Agradeció todo.", thing, null("Agradeció")) is None
