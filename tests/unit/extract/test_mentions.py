"""Whom a phrase refers to: each rule of `ACTOR_RULES` on a hand-built phrase."""

from __future__ import annotations

import pytest
from builders import context_of

from graph_builder.extract.mentions.actors import ACTOR_RULES, actors_of, whole_of
from graph_builder.extract.mentions.descriptions import thing_of
from graph_builder.extract.mentions.hyphens import joined_by_hyphen
from graph_builder.extract.mentions.modifiers import demonyms_beside
from graph_builder.extract.mentions.pronouns import both_sides_of, possessives_of
from graph_builder.model import MentionKind

FINITE = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
DEFINITE = "Definite=Def|PronType=Art"


def phrase(*rows: str) -> str:
    """A noun phrase whose first noun is the root."""
    return "\n".join(rows)


def told(mentions):
    return [(mention.text, mention.kind, mention.modifiers) for mention in mentions]


MINISTER = phrase(f"la el DET {DEFINITE} 2 det", "canciller canciller NOUN _ 0 root", "rusa ruso ADJ _ 2 amod")
NAMED = phrase(MINISTER, "Ana Ana PROPN _ 2 appos B-PER", "Paz Paz PROPN _ 4 flat I-PER")
OWNERS = phrase(
    "presidentes presidente NOUN Number=Plur 0 root", "de de ADP _ 3 case", "Kenia Kenia PROPN _ 1 nmod",
    "y y CCONJ _ 5 cc", "Uganda Uganda PROPN _ 3 conj",
)  # fmt: skip
EXAMPLES = phrase(
    "países país NOUN Number=Plur 0 root",
    ", , PUNCT _ 4 punct",
    "como como ADP _ 4 case",
    "México México PROPN _ 1 nmod",
    "y y CCONJ _ 6 cc",
    "Perú Perú PROPN _ 4 conj",
)
NEIGHBOUR = phrase(
    f"el el DET {DEFINITE} 2 det", "vecino vecino NOUN Number=Sing 0 root", "Siria Siria PROPN _ 2 appos"
)
THING = phrase(
    "mano mano NOUN _ 0 root", "generosa generoso ADJ _ 1 amod", "de de ADP _ 4 case", "Chile Chile PROPN _ 1 nmod",
    "y y CCONJ _ 6 cc", "México México PROPN _ 4 conj",
)  # fmt: skip
CROWD = phrase("decenas decena NOUN _ 0 root", "de de ADP _ 3 case", "campesinos campesino NOUN Number=Plur 1 nmod")
SOLDIERS = phrase("soldados soldado NOUN Number=Plur 0 root")
ANY = phrase("ayer ayer ADV _ 0 root")


@pytest.mark.parametrize(
    ("text", "index", "accepted", "expected"),
    [
        ("Rusia Rusia PROPN _ 0 root", 0, {}, [("Rusia", "name", ())]),
        ("Zutania Zutania PROPN _ 0 root B-LOC", 0, {}, []),  # an unknown place
        (MINISTER, 1, {}, [("canciller rusa", "nominal", ("rusa",))]),
        (NAMED, 1, {}, [("Ana Paz", "name", ("rusa",))]),
        (OWNERS, 0, {}, [("Kenia", "name", ()), ("Uganda", "name", ())]),
        (EXAMPLES, 0, {}, [("México", "name", ()), ("Perú", "name", ())]),
        (NEIGHBOUR, 1, {}, [("Siria", "name", ())]),
        (THING, 0, {}, []),
        (THING, 0, {"things": True}, [("Chile", "name", ()), ("México", "name", ())]),
        (SOLDIERS, 0, {}, []),
        (SOLDIERS, 0, {"people": True}, [("soldados", "nominal", ())]),
        (ANY, 0, {"things": True, "people": True}, []),
    ],
)
def test_actors_of_a_phrase(text, index, accepted, expected, vocabulary):
    context = context_of(text, vocabulary)
    found = told(actors_of(context.sentence.tokens[index], context, **accepted))
    assert [(words, str(kind), tuple(m.lower() for m in modifiers)) for words, kind, modifiers in found] == expected


def test_a_partitive_is_its_whole(vocabulary):
    text = phrase(
        "uno uno PRON _ 0 root",
        "de de ADP _ 4 case",
        f"los el DET {DEFINITE} 4 det",
        "aliados aliado NOUN Number=Plur 1 nmod",
        "de de ADP _ 6 case",
        "Cuba Cuba PROPN _ 4 nmod",
    )
    context = context_of(text, vocabulary)
    whole = whole_of(context.sentence.tokens[0], context)
    assert whole is not None
    assert actors_of(context.sentence.tokens[0], context) == actors_of(whole, context) != ()


def test_a_relative_pronoun_is_its_antecedent(vocabulary):
    text = phrase(
        "Rusia Rusia PROPN _ 0 root", "que que PRON PronType=Rel 3 nsubj", f"atacó atacar VERB {FINITE} 1 acl"
    )
    context = context_of(text, vocabulary)
    assert [m.text for m in actors_of(context.sentence.tokens[1], context)] == ["Rusia"]


def test_small_words_point_to_actors(vocabulary):
    text = phrase("su su DET Person=3|Poss=Yes 2 det", "apoyo apoyo NOUN _ 0 root", "bilateral bilateral ADJ _ 2 amod")
    context = context_of(text, vocabulary)
    noun = context.sentence.tokens[1]
    assert told(possessives_of(noun, context)) == [("su", MentionKind.PRONOUN, ())]
    [both] = both_sides_of(noun, context)
    assert (both.text, both.plural) == ("bilateral", True)


def test_a_compound_demonym_is_two_peoples(vocabulary):
    text = phrase("cumbre cumbre NOUN _ 0 root", "ruso-georgiana ruso-georgiana ADJ _ 1 amod")
    context = context_of(text, vocabulary)
    first, second = demonyms_beside(context.sentence.tokens[0], context)
    assert [m.text for m in (first, second)] == ["ruso", "georgiana"]
    assert [m.span.of(context.sentence.tokens.doc.text) for m in (first, second)] == ["ruso", "georgiana"]


def test_two_names_with_a_hyphen_are_two_actors(vocabulary):
    text = phrase("cumbre cumbre NOUN _ 0 root", "India-Japón India-Japón PROPN _ 1 flat")
    context = context_of(text, vocabulary)
    assert [m.text for m in joined_by_hyphen(context.sentence.tokens[0], context)] == ["India", "Japón"]


def test_a_thing_takes_the_name_after_it(vocabulary):
    text = phrase(
        "ejercicios ejercicio NOUN Number=Plur 0 root",
        "navales naval ADJ _ 1 amod",
        "« « PUNCT _ 4 punct",
        "Cruz Cruz PROPN _ 1 appos B-MISC",
        "del del ADP _ 6 case I-MISC",
        "Sur Sur PROPN _ 4 flat I-MISC",
        "» » PUNCT _ 4 punct",
    )
    context = context_of(text, vocabulary)
    assert thing_of(context.sentence.tokens[0], context).text == "ejercicios navales «Cruz del Sur"


def test_rules_are_in_one_list():
    assert [rule.__name__ for rule in ACTOR_RULES] == [
        "_by_name", "_part_of_whole", "_by_pronoun", "_by_whose", "_no_phrase", "_by_doer", "named_person",
        "each_owner", "named_examples", "named_state", "named_body", "_by_description", "_by_owner", "people",
    ]  # fmt: skip
