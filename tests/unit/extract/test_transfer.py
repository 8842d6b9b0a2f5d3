"""Argument transfer from light verbs and from nouns beside; the arguments that are lent stay as they are."""

from __future__ import annotations

from builders_sentences import word

from graph_builder.extract.syntax.arguments import noun_arguments, verb_arguments
from graph_builder.extract.syntax.functions import Arguments
from graph_builder.extract.syntax.light_verbs import find_light_verb
from graph_builder.extract.syntax.transfer import LENT, LENT_INVERSE, transfer_from_light_verb, transfer_from_nouns


def texts(arguments: Arguments, function: str) -> list[str]:
    return [token.text for token in arguments.tokens.get(function, ())]


def transferred(sentence: str, event: str = "ataque") -> tuple[Arguments, Arguments]:
    """A noun's arguments without and with those of its light verb."""
    context, noun = word(sentence, event)
    verb, row = find_light_verb(noun, context)
    own = noun_arguments(noun, context)
    return own, transfer_from_light_verb(verb, row, own, context)


def test_who_stands_at_a_light_verb_acts_in_its_noun() -> None:
    own, found = transferred("Rusia lanzó un ataque contra Siria.")
    assert (texts(found, LENT), texts(found, LENT_INVERSE), texts(found, "contra")) == (["Rusia"], [], ["Siria"])
    assert not texts(own, LENT)  # what others share is not changed


def test_an_inverse_light_verb_lends_its_subject_as_the_object() -> None:
    _, found = transferred("Siria sufrió un ataque de Rusia.")
    assert (texts(found, LENT), texts(found, LENT_INVERSE), texts(found, "de")) == ([], ["Siria"], ["Rusia"])


def test_a_relative_pronoun_is_the_subject_of_a_light_verb() -> None:
    _, found = transferred("Rusia, que lanzó un ataque contra Siria, negó los hechos.")
    assert (texts(found, LENT), texts(found, "contra")) == (["Rusia"], ["Siria"])


def test_a_light_verb_lends_to_the_noun_under_a_carrier() -> None:
    _, found = transferred("Rusia lanzó una ola de ataques contra Siria.", "ataques")
    assert texts(found, LENT) == ["Rusia"]


def test_an_event_that_does_something_has_no_light_verb() -> None:
    context, noun = word("El ataque busca debilitar a Siria.", "ataque")
    assert find_light_verb(noun, context) == (None, None)


def test_what_stands_at_a_noun_beside_goes_to_the_verb() -> None:
    context, verb = word("Rusia rompió relaciones con Siria.", "rompió")
    own = verb_arguments(verb, context)
    found = transfer_from_nouns(own.tokens["direct"], own, context)
    assert texts(found, "con") == ["Siria"]
    assert not texts(own, "con")
    assert texts(found, "subject") == ["Rusia"]  # what the verb has itself stays


def test_arguments_are_changed_in_a_copy() -> None:
    context, verb = word("Rusia rompió relaciones con Siria.", "rompió")
    own = verb_arguments(verb, context)
    builder = own.edited()
    builder.add("a", verb)
    assert (texts(builder.built(), "a"), texts(own, "a")) == (["rompió"], [])
    assert verb_arguments(verb, context) is own
    assert texts(own.with_tokens("subject", ()), "subject") == []
