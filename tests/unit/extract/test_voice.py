"""Voice and control: whose deed a verb is, by its form and by the verb above it."""

from __future__ import annotations

import pytest
from builders_sentences import word

from graph_builder.extract.syntax.arguments import verb_arguments
from graph_builder.extract.syntax.control import accuses, condition_subjects, controls, is_accusation
from graph_builder.extract.syntax.voice import is_passive, is_reflexive_passive, lemma_with_reflexive


@pytest.mark.parametrize(
    ("sentence", "form", "expected"),
    [
        ("Siria fue atacada por Israel.", "atacada", True),
        ("Rusia pidió a Siria retirar las tropas.", "pidió", False),
        ("Rusia podría enviar armas a Siria.", "enviar", False),
    ],
)
def test_a_participle_with_its_auxiliary_is_passive(sentence: str, form: str, expected: bool) -> None:
    context, verb = word(sentence, form)
    assert is_passive(verb, context) is expected


def test_the_subject_of_a_passive_is_its_object_and_its_agent_acts() -> None:
    context, verb = word("Siria fue atacada por Israel.", "atacada")
    tokens = verb_arguments(verb, context).tokens
    assert [t.text for t in tokens["subject"]] == ["Israel"]
    assert [t.text for t in tokens["direct"]] == ["Siria"]


@pytest.mark.parametrize(
    ("sentence", "form", "expected"),
    [
        ("Se firmó un acuerdo con Siria.", "firmó", True),
        ("Se reunieron los ministros de Rusia.", "reunieron", False),  # the "se" is the verb's own
        ("Rusia lanzó un ataque contra Siria.", "lanzó", False),
    ],
)
def test_a_reflexive_makes_a_passive_where_it_is_not_the_verbs_own(sentence: str, form: str, expected: bool) -> None:
    context, verb = word(sentence, form)
    assert is_reflexive_passive(verb, context) is expected
    function = "direct" if expected else "subject"
    [argument] = verb_arguments(verb, context).tokens[function]
    assert argument.dep_ == "nsubj"


@pytest.mark.parametrize(
    ("sentence", "form", "expected"),
    [
        ("Rusia se niega a enviar armas a Siria.", "niega", "negarse"),
        ("Rusia negó los cargos.", "negó", "negar"),
        ("Se firmó un acuerdo con Siria.", "firmó", "firmar"),
    ],
)
def test_a_reflexive_makes_another_verb_where_the_tables_know_it(sentence: str, form: str, expected: str) -> None:
    context, verb = word(sentence, form)
    assert lemma_with_reflexive(verb, context) == expected


@pytest.mark.parametrize(
    ("sentence", "form", "expected"),
    [
        ("Rusia pidió a Siria retirar las tropas.", "retirar", True),
        ("Rusia acusó a Siria de violar la tregua.", "violar", True),
        ("Rusia volvió a reclamar a Siria.", "reclamar", False),  # a phase
        ("Rusia viajó a Siria y firmó el acuerdo.", "firmó", False),  # coordinated
    ],
)
def test_an_object_controls_the_verb_under_it(sentence: str, form: str, expected: bool) -> None:
    context, verb = word(sentence, form)
    assert controls(verb.head, verb, context) is expected


def test_what_somebody_is_accused_of() -> None:
    context, verb = word("Rusia acusó a Siria de violar la tregua.", "violar")
    assert accuses(verb.head, context)
    assert is_accusation(verb, context)
    context, verb = word("Rusia pidió a Siria retirar las tropas.", "retirar")
    assert not accuses(verb.head, context)
    assert not is_accusation(verb, context)


def test_who_meets_a_condition() -> None:
    context, verb = word("Si Rusia ataca a Siria, habrá guerra.", "habrá")
    assert [token.text for token in condition_subjects(verb, context)] == ["Rusia"]
    context, verb = word("Rusia viajó a Siria y firmó el acuerdo.", "viajó")
    assert condition_subjects(verb, context) == []
