"""Who implicit participants are: each reason's rules on hand-made mentions."""

from __future__ import annotations

from builders_resolve import Said, implicit, name, resolved, told

from graph_builder.model import ImplicitReason
from graph_builder.resolve.implicit import IMPLICIT_RULES, LATE_IMPLICIT_RULES

CHILE = name("Chile", "LOC", topic=True)
PERU = name("Perú", "LOC")


def last(vocabulary, text: str, *specs, said: tuple[Said, ...]):
    return told(resolved(vocabulary, text, *specs, said=said)[-1])


def test_every_reason_has_rules() -> None:
    assert set(IMPLICIT_RULES) == set(ImplicitReason)
    late = set(LATE_IMPLICIT_RULES)
    unfound = {reason for reason, rules in IMPLICIT_RULES.items() if not rules}
    assert unfound - late == {ImplicitReason.TAKEN_UP}  # a thing, see named_things


def test_the_same_event_is_of_who_alone_is_said_to_have_done_it(vocabulary) -> None:
    specs = (CHILE, PERU, name("Perú", "LOC"), implicit("dejó", ImplicitReason.SAME_EVENT))
    text = "Chile atacó a Perú. El ataque a Perú dejó daños."
    said = (Said("ASSAULT", (0,), (1,)), Said("ASSAULT", (3,), (2,)))
    assert last(vocabulary, text, *specs, said=said) == ("CHL", "named elsewhere", 0.5)


def test_of_two_who_did_it_neither_is_meant(vocabulary) -> None:
    text = "Chile atacó a Perú. Cuba atacó a Perú. El ataque a Perú dejó daños."
    cuba, peru = name("Cuba", "LOC", topic=True), name("Perú", "LOC")
    specs = (CHILE, PERU, cuba, peru, name("Perú", "LOC"), implicit("dejó", ImplicitReason.SAME_EVENT))
    said = (Said("ASSAULT", (0,), (1,)), Said("ASSAULT", (2,), (3,)), Said("ASSAULT", (5,), (4,)))
    assert last(vocabulary, text, *specs, said=said) is None


def test_else_it_is_of_the_state_that_the_article_is_about(vocabulary) -> None:
    text = "Chile creció. Chile exportó. Chile votó. El ataque a Perú dejó daños."
    chile = name("Chile", "LOC", topic=True)
    specs = (CHILE, chile, chile, PERU, implicit("dejó", ImplicitReason.SAME_EVENT))
    found = last(vocabulary, text, *specs, said=(Said("ASSAULT", (4,), (3,)),))
    assert found == ("CHL", "state that the article is about", 0.4)


def test_a_visit_is_to_the_state_that_the_article_is_about(vocabulary) -> None:
    text = "Chile creció. Chile exportó. Chile votó. La visita de Perú terminó."
    chile = name("Chile", "LOC", topic=True)
    specs = (CHILE, chile, chile, PERU, implicit("terminó", ImplicitReason.HOME_STATE))
    found = last(vocabulary, text, *specs, said=(Said("CONSULT", (3,), (4,)),))
    assert found == ("CHL", "state that the article is about", 0.5)


def test_a_denial_answers_who_accused_the_denier(vocabulary) -> None:
    text = "Perú acusó a Chile. Chile negó los cargos."
    peru, accused = name("Perú", "LOC", topic=True), name("Chile", "LOC")
    specs = (peru, accused, CHILE, implicit(".", ImplicitReason.ACCUSER))
    said = (Said("ACCUSE", (0,), (1,)), Said("REJECT", (2,), (3,)))
    assert last(vocabulary, text, *specs, said=said) == ("PER", "who made the accusation", 0.6)
    assert last(vocabulary, text, *specs, said=(Said("REJECT", (2,), (3,)),)) is None  # nobody accused anybody


def test_a_stance_is_at_the_other_state_that_is_spoken_of(vocabulary) -> None:
    text = "Chile rechazó la propuesta que hizo Perú."
    specs = (CHILE, PERU, implicit(".", ImplicitReason.OTHER_STATE))
    assert last(vocabulary, text, *specs, said=(Said("REJECT", (0,), (2,)),)) == (
        "PER",
        "the other state spoken of",
        0.5,
    )
    alone = (CHILE, implicit(".", ImplicitReason.OTHER_STATE))
    assert last(vocabulary, "Chile rechazó la propuesta.", *alone, said=(Said("REJECT", (0,), (1,)),)) is None


def test_whoever_spoke_goes_on_speaking(vocabulary) -> None:
    text = "Chile habló. «Es una agresión», añadió."
    specs = (CHILE, implicit("«", ImplicitReason.SPEAKER, topic=True))
    assert last(vocabulary, text, *specs, said=(Said("ACCUSE", (1,)),)) == ("CHL", "discourse subject", 0.7)
