"""What is found out about a token is remembered for its sentence, and for no other."""

from __future__ import annotations

from builders import context_of

from graph_builder.extract.context import per_sentence

TEXT = "Rusia Rusia PROPN _ 2 nsubj\natacó atacar VERB _ 0 root\na a ADP _ 4 case\nSiria Siria PROPN _ 2 obj"


def test_a_function_is_asked_once_a_token_and_sentence(vocabulary):
    asked = []

    @per_sentence
    def length(token, context):
        """The letters of a word."""
        asked.append(token.text)
        return len(token) if token.text != "a" else None

    first, second = context_of(TEXT, vocabulary), context_of(TEXT, vocabulary)
    for context in (first, first, second):
        assert [length(token, context) for token in context.sentence.tokens] == [5, 5, None, 5]
    assert asked == ["Rusia", "atacó", "a", "Siria"] * 2  # once for each of the two contexts, also where it was None
    assert length.__doc__ == "The letters of a word."


def test_two_functions_do_not_share_what_they_found(vocabulary):
    @per_sentence
    def form(token, context):
        return token.text

    @per_sentence
    def head(token, context):
        return token.head.text

    context = context_of(TEXT, vocabulary)
    siria = context.sentence.tokens[3]
    assert (form(siria, context), head(siria, context)) == ("Siria", "atacó")


def test_a_context_knows_names_prepositions_and_classes(vocabulary):
    context = context_of(TEXT, vocabulary)
    assert {index: named.label for index, named in context.names.items()} == {0: "LOC", 3: "LOC"}
    assert [context.case_of(token) for token in context.sentence.tokens] == ["", "", "", "a"]
    assert context.span(*context.sentence.tokens[2:4]).of("Rusia atacó a Siria") == "a Siria"
