"""Paths from a trigger to its participants, on hand-built parses."""

from __future__ import annotations

from builders import context_of, parsed_of

from graph_builder.extract import Extractor
from graph_builder.extract.mentions.names import name_mention
from graph_builder.extract.paths import path_to
from graph_builder.extract.syntax.null_arguments import null_subject

PARTICIPLE = """
Siria Siria PROPN _ 2 nsubj
recibió recibir VERB Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 0 root
armas arma NOUN Gender=Fem|Number=Plur 2 obj
enviadas enviar VERB Gender=Fem|Number=Plur|Tense=Past|VerbForm=Part 3 acl
por por ADP _ 6 case
tropas tropa NOUN Gender=Fem|Number=Plur 4 obl
de de ADP _ 8 case
Rusia Rusia PROPN _ 6 nmod
. . PUNCT _ 2 punct
"""

ACTIVE = """
Rusia Rusia PROPN _ 2 nsubj
atacó atacar VERB Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 0 root
a a ADP _ 4 case
Siria Siria PROPN _ 2 obj
. . PUNCT _ 2 punct
"""


def test_down_and_up(vocabulary) -> None:
    context = context_of(PARTICIPLE, vocabulary)
    doc = context.sentence.tokens.doc
    russia, syria = (name_mention(context.names[i], context) for i in (7, 0))
    assert path_to(russia, doc[3], context.sentence) == "obl/nmod"
    assert path_to(syria, doc[3], context.sentence) == "^acl/^obj/nsubj"
    assert path_to(russia, doc[7], context.sentence) == ""


def test_who_is_not_expressed_has_no_path(vocabulary) -> None:
    context = context_of(ACTIVE, vocabulary)
    verb = context.sentence.tokens.doc[1]
    assert path_to(null_subject(verb, context), verb, context.sentence) == ""


def test_a_statement_has_a_path_for_each_participant(vocabulary) -> None:
    [statement] = Extractor(vocabulary).extract(parsed_of(ACTIVE)).statements
    assert [m.text for m in statement.subjects + statement.objects] == ["Rusia", "Siria"]
    assert statement.paths == ("nsubj", "obj")
