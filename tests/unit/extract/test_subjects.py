"""Who acts in a clause without a subject of its own: each rule of SUBJECT_RULES on a parse, and their order."""

from __future__ import annotations

import pytest
from builders import context_of
from builders_sentences import word

from graph_builder.extract.syntax.arguments import noun_arguments, verb_arguments
from graph_builder.extract.syntax.reading import Reading
from graph_builder.extract.syntax.subjects import (
    SUBJECT_RULES,
    Clause,
    Subject,
    add_subject,
    addressee,
    adjunct,
    both_sides,
    circumstance,
    coordinated,
    described_noun,
    find_subject,
    null,
    owner_of_noun,
    raised,
)
from graph_builder.model import MentionKind
from graph_builder.nlp.syntax import shared_with

RULES = (
    (addressee, "Rusia pidió a Siria retirar las tropas.", "retirar", "Siria"),
    (coordinated, "Rusia viajó a Siria y firmó el acuerdo.", "firmó", "Rusia"),
    (raised, "Rusia busca firmar un acuerdo con Siria.", "firmar", "Rusia"),
    (circumstance, "Rusia envió un mensaje en el que pide la paz.", "pide", "Rusia"),
    (adjunct, "Antes de pedir asilo, Rusia viajó a Siria.", "pedir", "Rusia"),
    (described_noun, "Llegaron soldados combatiendo en Siria.", "combatiendo", "soldados"),
    (owner_of_noun, "La negativa de Hungría a enviar armas irritó a Rusia.", "enviar", "Hungría"),
)


def clause_of(sentence: str, form: str) -> Clause:
    context, verb = word(sentence, form)
    governor = verb.head.head if verb.head.dep_ == "advmod" else shared_with(verb)
    return Clause(verb, governor, Reading(verb, context, verb_arguments, noun_arguments))


@pytest.mark.parametrize(("rule", "sentence", "form", "subject"), RULES)
def test_a_rule_finds_its_subject_and_is_the_first_that_does(rule, sentence: str, form: str, subject: str) -> None:
    clause = clause_of(sentence, form)
    assert [token.text for token in rule(clause).tokens] == [subject]
    assert next(other for other in SUBJECT_RULES if other(clause) is not None) is rule
    context, verb = word(sentence, form)
    assert [token.text for token in verb_arguments(verb, context).tokens["subject"]] == [subject]


def test_a_plural_after_a_singular_takes_the_other_side_too() -> None:
    clause = clause_of("Rusia recibió a Siria y firmaron un acuerdo.", "firmaron")
    assert [token.text for token in both_sides(clause).tokens] == ["Rusia", "Siria"]
    assert next(rule for rule in SUBJECT_RULES if rule(clause) is not None) is both_sides
    assert both_sides(clause_of("Rusia viajó a Siria y firmó el acuerdo.", "firmó")) is None


def test_a_verb_with_nobody_above_it_has_a_null_subject() -> None:
    clause = clause_of("Agradeció la ayuda de Rusia.", "Agradeció")
    [mention] = null(clause).mentions
    assert (mention.kind, mention.span.start, mention.span.end, mention.topic) == (MentionKind.NULL, 0, 0, True)
    assert [rule for rule in SUBJECT_RULES if rule(clause) is not None] == [null]


def test_of_an_impersonal_verb_there_is_no_subject(vocabulary) -> None:
    context = context_of(
        """
        Se se PRON Person=3 2 expl:impers
        habla hablar VERB Mood=Ind|Number=Sing|Person=3|VerbForm=Fin 0 root
        de de ADP _ 4 case
        paz paz NOUN _ 2 obl
        """,
        vocabulary,
    )
    verb = context.sentence.tokens[1]
    assert find_subject(verb, Reading(verb, context, verb_arguments, noun_arguments)) == Subject()


def test_no_rule_but_control_knows_who_is_addressed() -> None:
    clause = clause_of("Rusia pidió a Siria retirar las tropas.", "retirar")
    assert [token.text for token in raised(clause).tokens] == ["Rusia"]  # so that control must be asked before


def test_a_word_that_asks_for_itself_is_given_nothing(vocabulary) -> None:
    context, verb = word("Rusia busca firmar un acuerdo con Siria.", "firmar")
    asked = []

    def around(token, inside):
        asked.append(token.text)
        return verb_arguments(token, inside)

    add_subject(verb, Reading(verb, context, around, noun_arguments))
    assert asked == ["busca"]
    context.memo[(verb_arguments, verb.i)] = verb_arguments(verb.head, context)
    assert verb_arguments(verb, context) is verb_arguments(verb.head, context)
