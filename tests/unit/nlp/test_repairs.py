"""Each repair on a parse as the parser misreads it, and on one that it must leave alone."""

from __future__ import annotations

import pytest
from builders import paragraph_of

from graph_builder.nlp.repairs import NAME_REPAIRS, REPAIRS, WORD_REPAIRS
from graph_builder.nlp.repairs.gapping import set_gapped_apart
from graph_builder.nlp.repairs.headline_speaker import CAPTION, set_speaker_apart
from graph_builder.nlp.repairs.headline_subject import take_subject
from graph_builder.nlp.repairs.headline_verb import find_verb
from graph_builder.nlp.repairs.lemmas import correct_lemmas
from graph_builder.nlp.repairs.name_heads import NAME_RULES, attach_names
from graph_builder.nlp.repairs.name_lists import join_lists
from graph_builder.nlp.repairs.particles import take_particles
from graph_builder.nlp.repairs.torn_names import mend_torn_names
from graph_builder.nlp.repairs.words import LOOSE_RULES, WORD_RULES, mend_words

FINITE = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
PLURAL = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


def mended(text, repair, vocabulary):
    """Head and function of each word after one repair."""
    paragraph = paragraph_of(text, vocabulary)
    repair(paragraph)
    return {token.text: (token.head.text, token.dep_) for token in paragraph.doc}


def test_the_order_of_repairs_is_that_of_the_two_lists():
    assert (*WORD_REPAIRS, *NAME_REPAIRS) == REPAIRS
    assert [repair.__name__ for repair in REPAIRS] == [
        "correct_lemmas", "find_verb", "take_particles", "mend_torn_names", "set_speaker_apart", "take_subject",
        "join_lists", "attach_names", "mend_words", "set_gapped_apart",
    ]  # fmt: skip


def test_every_rule_says_what_it_mends():
    rules = [*REPAIRS, *NAME_RULES, *LOOSE_RULES, *(rule for rules in WORD_RULES.values() for rule in rules)]
    assert all(rule.__doc__ for rule in rules)


# lemmas


@pytest.mark.parametrize(
    ("row", "lemma", "pos"),
    [
        (f"sancionaron sancionaron VERB {PLURAL} 0 root", "sancionar", "VERB"),
        ("expulsarlos expulsarlos VERB VerbForm=Inf 0 root", "expulsar", "VERB"),
        (f"reunirse reunir_él VERB {FINITE} 0 root", "reunir", "VERB"),
        ("acuerdos acuerdos NOUN Number=Plur 0 root", "acuerdo", "NOUN"),
        ("Moscú Moscú PROPN _ 0 root", "Moscú", "PROPN"),
    ],
)
def test_lemmas_are_those_of_the_table_of_forms(row, lemma, pos, vocabulary):
    paragraph = paragraph_of(row, vocabulary)
    correct_lemmas(paragraph)
    assert [(token.lemma_, token.pos_) for token in paragraph.doc] == [(lemma, pos)]


def test_a_noun_that_is_built_as_a_verb_is_one(vocabulary):
    text = f"""
    niega   negar   VERB  {PRESENT}  0 root
    su      su      DET   _          3 det
    papel   papel   NOUN  _          1 obj
    y       y       CCONJ _          5 cc
    culpa   culpa   NOUN  Gender=Fem 1 conj
    a       a       ADP   _          7 case
    Moscú   Moscú   PROPN _          5 obj
    """
    paragraph = paragraph_of(text, vocabulary)
    correct_lemmas(paragraph)
    assert (paragraph.doc[4].pos_, paragraph.doc[4].lemma_) == ("VERB", "culpar")


def test_a_present_that_only_the_subjunctive_has_is_one(vocabulary):
    paragraph = paragraph_of(f"entregue entregar VERB {PRESENT} 0 root", vocabulary)
    correct_lemmas(paragraph)
    assert "Mood=Sub" in str(paragraph.doc[0].morph)


# headlines

SPEAKER = f"""
Hay       haber    VERB  {PRESENT}     0 root
que       que      SCONJ _             3 mark
levantar  levantar VERB  VerbForm=Inf  1 xcomp
el        el       DET   _             5 det
bloqueo   bloqueo  NOUN  _             3 obj
:         :        PUNCT _             7 punct
Cuba      Cuba     PROPN _             5 appos
"""


def test_who_says_a_headline_stands_outside_its_clause(vocabulary):
    assert mended(SPEAKER, set_speaker_apart, vocabulary)["Cuba"] == ("Hay", CAPTION)


def test_a_colon_in_a_sentence_with_a_full_stop_names_no_speaker(vocabulary):
    text = SPEAKER + ".  . PUNCT _ 1 punct"
    assert mended(text, set_speaker_apart, vocabulary)["Cuba"] == ("bloqueo", "appos")


HEADLINE = """
condena    condena   NOUN  Gender=Fem|Number=Sing 0 root
México     México    PROPN _                      1 nmod
violencia  violencia NOUN  Gender=Fem|Number=Sing 2 appos
en         en        ADP   _                      5 case
Siria      Siria     PROPN _                      3 nmod
"""


def test_the_name_after_a_headlines_first_verb_is_its_subject(vocabulary):
    paragraph = paragraph_of(HEADLINE, vocabulary)
    take_subject(paragraph)
    verb, subject, thing = paragraph.doc[0], paragraph.doc[1], paragraph.doc[2]
    assert (verb.pos_, verb.lemma_) == ("VERB", "condenar")
    assert (subject.head, subject.dep_) == (verb, "nsubj")
    assert (thing.head, thing.dep_) == (verb, "obj")


def test_a_sentence_that_begins_with_a_noun_stays(vocabulary):
    text = HEADLINE + ". . PUNCT _ 1 punct"
    assert mended(text, take_subject, vocabulary)["México"] == ("condena", "nmod")


PRESENT_HEADLINE = """
El        el       DET   _ 2 det
papa      papa     NOUN  Gender=Masc|Number=Sing 0 root
visita    visita   NOUN  Gender=Fem|Number=Sing  2 appos
Cuba      Cuba     PROPN _ 2 appos
"""


def test_a_bare_noun_between_subject_and_name_is_the_verb_that_a_headline_lacks(vocabulary):
    paragraph = paragraph_of(PRESENT_HEADLINE, vocabulary)
    find_verb(paragraph)
    pope, verb, cuba = paragraph.doc[1:]
    assert (verb.pos_, verb.lemma_, verb.head) == ("VERB", "visitar", verb)
    assert [(token.head, token.dep_) for token in (pope, cuba)] == [(verb, "nsubj"), (verb, "obj")]
    assert [sentence.root for sentence in paragraph.doc.sents] == [verb]


@pytest.mark.parametrize(
    "text",
    [
        PRESENT_HEADLINE.replace("Cuba      Cuba     PROPN", "corta     corto    ADJ  "),  # "la visita corta"
        PRESENT_HEADLINE + f"sigue seguir VERB {PRESENT} 2 acl",  # it has another verb
        PRESENT_HEADLINE.replace("Gender=Masc|Number=Sing", "Gender=Masc|Number=Plur"),  # of another number
    ],
)  # fmt: skip
def test_other_nouns_stay(text, vocabulary):
    paragraph = paragraph_of(text, vocabulary)
    find_verb(paragraph)
    assert paragraph.doc[2].pos_ == "NOUN"


PARTICLE = f"""
De       de       ADP   _        2 case
Gaulle   Gaulle   PROPN _        3 obl
visitó   visitar  VERB  {FINITE} 0 root
Argelia  Argelia  PROPN _        3 obj
"""


def test_a_particle_in_capitals_is_part_of_the_family_name(vocabulary):
    paragraph = paragraph_of(PARTICLE, vocabulary)
    take_particles(paragraph)
    assert [(token.head.text, token.dep_) for token in paragraph.doc[:2]] == [("Gaulle", "flat"), ("visitó", "nsubj")]


def test_a_preposition_stays_one(vocabulary):
    text = PARTICLE.replace("Gaulle   Gaulle", "Siria    Siria ")
    assert mended(text, take_particles, vocabulary)["De"] == ("Siria", "case")


TORN = f"""
Petro     Petro    PROPN _        5 nsubj
y         y        CCONJ _        3 cc
Luiz      Luiz     PROPN _        1 conj B-PER
Lula      Lula     PROPN _        3 flat I-PER
da        dar      VERB  {PRESENT} 7 csubj I-PER
Silva     Silva    PROPN _        5 obj I-PER
firmaron  firmar   VERB  {PLURAL} 0 root
"""


def test_a_name_torn_by_a_seeming_verb_is_one_and_its_clause_has_its_subject(vocabulary):
    found = mended(TORN, mend_torn_names, vocabulary)
    assert {found[word] for word in ("Lula", "da", "Silva")} == {("Luiz", "flat")}
    assert (found["Petro"], found["Luiz"]) == (("firmaron", "nsubj"), ("Petro", "conj"))


def test_a_name_torn_at_the_root_gives_its_place_to_the_verb(vocabulary):
    text = TORN.replace("7 csubj", "0 root").replace(f"{PLURAL} 0 root", f"{PLURAL} 5 ccomp")
    found = mended(text, mend_torn_names, vocabulary)
    assert (found["firmaron"], found["Petro"]) == (("firmaron", "ROOT"), ("firmaron", "nsubj"))


# names

OPENING = f"""
Según     según    ADP   _        3 case
la        el       DET   _        3 det
ONU       ONU      PROPN _        8 obl
,         ,        PUNCT _        5 punct
Rusia     Rusia    PROPN _        3 conj
y         y        CCONJ _        7 cc
China     China    PROPN _        3 conj
firmaron  firmar   VERB  {PLURAL} 0 root
"""


def test_names_between_what_opens_a_sentence_and_its_verb_are_the_subject(vocabulary):
    found = mended(OPENING, attach_names, vocabulary)
    assert (found["Rusia"], found["China"]) == (("firmaron", "nsubj"), ("Rusia", "conj"))


def test_they_are_not_where_the_verb_is_of_one(vocabulary):
    found = mended(OPENING.replace(PLURAL, FINITE), attach_names, vocabulary)
    assert found["Rusia"] == ("ONU", "conj")


def test_names_between_commas_hang_on_the_first(vocabulary):
    text = f"""
    Votaron  votar    VERB  {PLURAL} 0 root
    Bahamas  Bahamas  PROPN _        1 nsubj
    ,        ,        PUNCT _        4 punct
    Haití    Haití    PROPN _        2 appos
    y        y        CCONJ _        6 cc
    Uruguay  Uruguay  PROPN _        4 appos
    """
    found = mended(text, join_lists, vocabulary)
    assert found["Haití"] == found["Uruguay"] == ("Bahamas", "conj")


def test_an_apposition_of_two_names_is_no_list(vocabulary):
    text = f"""
    Votó     votar    VERB  {FINITE} 0 root
    Bahamas  Bahamas  PROPN _        1 nsubj
    ,        ,        PUNCT _        4 punct
    Haití    Haití    PROPN _        2 appos
    """
    assert mended(text, join_lists, vocabulary)["Haití"] == ("Bahamas", "appos")


def test_states_and_persons_by_turns_are_two_lists(vocabulary):
    text = f"""
    Fueron   ir       VERB  {PLURAL} 0 root
    los      el       DET   _        3 det
    jefes    jefe     NOUN  Number=Plur 1 nsubj
    de       de       ADP   _        5 case
    Chile    Chile    PROPN _        3 nmod    B-LOC
    ,        ,        PUNCT _        7 punct
    Ana      Ana      PROPN _        5 appos   B-PER
    Paz      Paz      PROPN _        7 flat    I-PER
    ;        ;        PUNCT _        11 punct
    de       de       ADP   _        11 case
    Perú     Perú     PROPN _        7 nmod    B-LOC
    ,        ,        PUNCT _        13 punct
    Luis     Luis     PROPN _        11 appos  B-PER
    Mora     Mora     PROPN _        13 flat   I-PER
    """
    found = mended(text, join_lists, vocabulary)
    assert found["Perú"] == ("Chile", "conj")
    assert found["Luis"] == ("Ana", "conj")


def test_a_name_after_a_date_belongs_to_the_verb(vocabulary):
    text = f"""
    Visitó    visitar  VERB  {FINITE} 0 root
    el        el       DET   _        4 det
    pasado    pasado   ADJ   _        4 amod
    agosto    agosto   NOUN  _        1 obl
    Colombia  Colombia PROPN _        4 appos
    """
    assert mended(text, attach_names, vocabulary)["Colombia"] == ("Visitó", "obj")


def test_a_name_with_a_preposition_is_no_part_of_the_name_before_it(vocabulary):
    text = f"""
    Sigue     seguir   VERB  {PRESENT} 0 root
    la        el       DET   _         3 det
    venta     venta    NOUN  _         1 nsubj
    de        de       ADP   _         5 case
    Israel    Israel   PROPN _         3 nmod
    a         a        ADP   _         7 case
    Taiwán    Taiwán   PROPN _         5 flat
    """
    assert mended(text, attach_names, vocabulary)["Taiwán"] == ("venta", "nmod")


def test_a_name_right_before_a_verb_of_its_number_is_its_subject(vocabulary):
    text = f"""
    Rusia    Rusia    PROPN _        2 nsubj
    detuvo   detener  VERB  {FINITE} 0 root
    a        a        ADP   _        4 case
    China    China    PROPN _        2 obj
    y        y        CCONJ _        6 cc
    Japón    Japón    PROPN _        4 conj
    exigió   exigir   VERB  {FINITE} 2 conj
    calma    calma    NOUN  _        7 obj
    """
    assert mended(text, attach_names, vocabulary)["Japón"] == ("exigió", "nsubj")


def test_troops_of_one_state_are_not_of_a_second(vocabulary):
    text = f"""
    Pide      pedir    VERB  {PRESENT} 0 root
    la        el       DET   _         3 det
    retirada  retirada NOUN  _         1 obj
    de        de       ADP   _         5 case
    tropas    tropa    NOUN  _         3 nmod
    rusas     ruso     ADJ   _         5 amod
    de        de       ADP   _         8 case
    Siria     Siria    PROPN _         5 nmod
    """
    assert mended(text, attach_names, vocabulary)["Siria"] == ("retirada", "nmod")


def test_a_person_belongs_to_the_office_before_it(vocabulary):
    text = f"""
    Habló     hablar       VERB  {FINITE} 0 root
    con       con          ADP   _        4 case
    la        el           DET   _        4 det
    canciller canciller    NOUN  _        1 obl
    de        de           ADP   _        6 case
    Perú      Perú         PROPN _        4 nmod   B-LOC
    ,         ,            PUNCT _        8 punct
    Ana       Ana          PROPN _        6 appos  B-PER
    Paz       Paz          PROPN _        8 flat   I-PER
    """
    assert mended(text, attach_names, vocabulary)["Ana"] == ("canciller", "appos")


# single words


def test_of_two_subjects_the_one_after_the_verb_is_its_object(vocabulary):
    text = f"Rusia Rusia PROPN _ 2 nsubj\ninvadió invadir VERB {FINITE} 0 root\nUcrania Ucrania PROPN _ 2 nsubj"
    assert mended(text, mend_words, vocabulary)["Ucrania"] == ("invadió", "obj")


def test_an_intransitive_verb_has_its_subject_after_it(vocabulary):
    text = f"""
    A           a         ADP   _        3 case
    la          el        DET   _        3 det
    cumbre      cumbre    NOUN  _        4 obl
    asistieron  asistir   VERB  {PLURAL} 0 root
    ministros   ministro  NOUN  _        4 obj
    """
    assert mended(text, mend_words, vocabulary)["ministros"] == ("asistieron", "nsubj")


def test_a_relative_pronoun_beside_a_subject_is_the_object(vocabulary):
    text = f"""
    El       el      DET   _             2 det
    acuerdo  acuerdo NOUN  _             0 root
    que      que     PRON  PronType=Rel  5 nsubj
    China    China   PROPN _             5 nsubj
    renovó   renovar VERB  {FINITE}      2 acl
    """
    assert mended(text, mend_words, vocabulary)["que"] == ("renovó", "obj")


@pytest.mark.parametrize(("subject", "function"), [("misiles misil", "expl:pass"), ("ministros ministro", "expl:pv")])
def test_things_do_not_act_on_themselves(subject, function, vocabulary):
    text = f"""
    Se             se          PRON Case=Acc|Person=3 2 expl:pv
    suministraron  suministrar VERB {PLURAL}          0 root
    {subject}                  NOUN Number=Plur       2 nsubj
    """
    assert mended(text, mend_words, vocabulary)["Se"] == ("suministraron", function)


def test_who_has_a_name_acts(vocabulary):
    text = f"""
    Rusia   Rusia  PROPN _                 3 nsubj
    se      se     PRON  Case=Acc|Person=3 3 expl:pass
    reunió  reunir VERB  {FINITE}          0 root
    """
    assert mended(text, mend_words, vocabulary)["se"] == ("reunió", "expl:pv")


def test_a_verb_of_duty_is_an_auxiliary(vocabulary):
    text = f"""
    Rusia    Rusia    PROPN _            2 nsubj
    tiene    tener    VERB  {PRESENT}    0 root
    que      que      SCONJ _            4 mark
    retirar  retirar  VERB  VerbForm=Inf 2 xcomp
    tropas   tropa    NOUN  _            4 obj
    """
    paragraph = paragraph_of(text, vocabulary)
    mend_words(paragraph)
    duty, done = paragraph.doc[1], paragraph.doc[3]
    assert (done.head, done.dep_) == (done, "ROOT")
    assert (duty.head, duty.dep_, duty.lemma_) == (done, "aux", "tener que")
    assert paragraph.doc[0].head == done


def test_the_second_official_of_a_list_is_another_person(vocabulary):
    text = f"""
    Viajaron    viajar     VERB  {PLURAL} 0 root
    el          el         DET   _        3 det
    presidente  presidente NOUN  _        1 nsubj
    Juan        Juan       PROPN _        3 appos   B-PER
    Paz         Paz        PROPN _        4 flat    I-PER
    ,           ,          PUNCT _        8 punct
    el          el         DET   _        8 det
    canciller   canciller  NOUN  _        3 appos
    Luis        Luis       PROPN _        8 appos   B-PER
    Mora        Mora       PROPN _        9 flat    I-PER
    """
    assert mended(text, mend_words, vocabulary)["canciller"] == ("presidente", "conj")


def test_the_second_side_of_a_meeting_is_no_second_meeting(vocabulary):
    text = """
    Un         uno        DET   _ 2 det
    almuerzo   almuerzo   NOUN  _ 0 root
    entre      entre      ADP   _ 5 case
    el         el         DET   _ 5 det
    embajador  embajador  NOUN  Number=Sing 2 nmod
    y          y          CCONJ _ 8 cc
    el         el         DET   _ 8 det
    ministro   ministro   NOUN  Number=Sing 2 conj
    """
    assert mended(text, mend_words, vocabulary)["ministro"] == ("embajador", "conj")


def test_the_object_after_a_date_belongs_to_the_verb(vocabulary):
    text = f"""
    Pidió   pedir   VERB {FINITE} 0 root
    este    este    DET  _        3 det
    martes  martes  NOUN _        1 obl
    asilo   asilo   ADJ  _        3 amod
    """
    paragraph = paragraph_of(text, vocabulary)
    mend_words(paragraph)
    thing = paragraph.doc[3]
    assert (thing.head.text, thing.dep_, thing.pos_) == ("Pidió", "obj", "NOUN")


def test_no_embassy_is_one_of_a_month(vocabulary):
    text = f"""
    Tuvo      tener     VERB  {FINITE} 0 root
    roces     roce      NOUN  _        1 obj
    con       con       ADP   _        5 case
    la        el        DET   _        5 det
    embajada  embajada  NOUN  _        2 nmod
    en        en        ADP   _        7 case
    mayo      mayo      NOUN  _        5 nmod
    """
    assert mended(text, mend_words, vocabulary)["mayo"] == ("Tuvo", "obl")


def test_governments_of_a_year_have_it(vocabulary):
    text = f"""
    Viajan     viajar    VERB  {PRESENT} 0 root
    gobiernos  gobierno  NOUN  _         1 nsubj
    de         de        ADP   _         4 case
    mayo       mayo      NOUN  _         2 nmod
    """
    assert mended(text, mend_words, vocabulary)["mayo"] == ("gobiernos", "nmod")


# asides, gaps, phrases

ASIDE = """
Italia   Italia   PROPN _ 2 nsubj B-LOC
condenó  condenar VERB  {finite} 0 root
,        ,        PUNCT _ 6 punct
junto    junto    ADJ   _ 6 case
a        a        ADP   _ 4 fixed
Grecia   Grecia   PROPN _ 2 obl B-LOC
,        ,        PUNCT _ 9 punct
la       el       DET   _ 9 det
invasión invasión NOUN  _ {head} appos
.        .        PUNCT _ 2 punct
"""


def test_what_follows_a_companion_is_the_object(vocabulary):
    assert mended(ASIDE.format(finite=FINITE, head=6), mend_words, vocabulary)["invasión"] == ("condenó", "obj")


GAPPED = """
Alemania Alemania PROPN _ 2 nsubj B-LOC
envió    enviar   VERB  {finite} 0 root
tanques  tanque   NOUN  Number=Plur 2 obj
a        a        ADP   _ 5 case
Ucrania  Ucrania  PROPN _ 2 obl B-LOC
y        y        CCONJ _ 7 cc
Francia  Francia  PROPN _ 5 conj B-LOC
,        ,        PUNCT _ 9 punct
{rest}   {lemma}  NOUN  Number=Plur 2 {role}
.        .        PUNCT _ 2 punct
"""


def test_the_second_subject_of_a_gapped_clause_hangs_on_the_verb(vocabulary):
    found = mended(
        GAPPED.format(finite=FINITE, rest="cañones", lemma="cañón", role="obj"), set_gapped_apart, vocabulary
    )
    assert found["Francia"] == ("envió", "conj")
    assert found["cañones"] == ("Francia", "orphan")


def test_an_apposition_to_the_last_of_a_list_is_no_gapped_clause(vocabulary):
    found = mended(
        GAPPED.format(finite=FINITE, rest="vecinos", lemma="vecino", role="appos"), set_gapped_apart, vocabulary
    )
    assert found["Francia"] == ("Ucrania", "conj")


# what plain sentences showed: dates before the subject, two states, passives, titles


def test_a_name_after_a_whole_date_is_the_subject(vocabulary):
    text = f"""
    El        el        DET   _        2 det
    3         3         NUM   NumType=Card 7 nsubj
    de        de        ADP   _        4 case
    marzo     marzo     NOUN  _        2 compound
    Bolivia   Bolivia   PROPN _        4 flat
    no        no        ADV   _        7 advmod
    firmó     firmar    VERB  {FINITE} 0 root
    """
    found = mended(text, attach_names, vocabulary)
    assert found["Bolivia"] == ("firmó", "nsubj")
    assert found["3"] == ("firmó", "obl")


def test_two_states_are_no_name(vocabulary):
    text = f"""
    Sigue     seguir    VERB  {PRESENT} 0 root
    el        el        DET   _        3 det
    repliegue repliegue NOUN  _        1 nsubj
    de        de        ADP   _        5 case
    tropas    tropa     NOUN  _        3 nmod
    de        de        ADP   _        7 case
    Chile     Chile     PROPN _        5 nmod
    de        de        ADP   _        9 case
    Bolivia   Bolivia   PROPN _        {{head}} {{dep}}
    """
    for head, dep in (("7", "flat"), ("5", "nmod")):
        misread = text.format(head=head, dep=dep)
        assert mended(misread, attach_names, vocabulary)["Bolivia"] == ("repliegue", "nmod")


def test_of_two_titles_with_names_the_second_has_the_second_name(vocabulary):
    text = f"""
    Hablaron   hablar     VERB  {PLURAL} 0 root
    el         el         DET   _        3 det
    presidente presidente NOUN  _        1 nsubj
    ,          ,          PUNCT _        5 punct
    Ana        Ana        PROPN _        3 appos   B-PER
    y          y          CCONJ _        8 cc
    su         su         DET   _        8 det
    homólogo   homólogo   NOUN  _        3 conj
    ,          ,          PUNCT _        10 punct
    Luis       Luis       PROPN _        3 appos   B-PER
    """
    assert mended(text, attach_names, vocabulary)["Luis"] == ("homólogo", "appos")


def test_a_person_behind_a_title_is_no_subject(vocabulary):
    text = f"""
    Habló    hablar   VERB  {FINITE} 0 root
    con      con      ADP   _        4 case
    su       su       DET   _        4 det
    homólogo homólogo NOUN  _        1 obl
    ,        ,        PUNCT _        6 punct
    Luis     Luis     PROPN _        1 nsubj   B-PER
    .        .        PUNCT _        1 punct
    """
    assert mended(text, attach_names, vocabulary)["Luis"] == ("homólogo", "appos")
    named_first = text.replace(",        ,        PUNCT _        6 punct", "ayer     ayer     ADV   _        1 advmod")
    assert mended(named_first, attach_names, vocabulary)["Luis"] == ("Habló", "nsubj")


def test_a_state_that_a_relative_clause_is_about_acts_in_it(vocabulary):
    text = f"""
    Rusia   Rusia   PROPN _           0 root  B-LOC
    ,       ,       PUNCT _           4 punct
    que     que     PRON  PronType=Rel 4 nsubj
    invadió invadir VERB  {FINITE}    1 acl
    Georgia Georgia PROPN _           4 nsubj B-LOC
    """
    found = mended(text, mend_words, vocabulary)
    assert found["que"] == ("invadió", "nsubj")
    assert found["Georgia"] == ("invadió", "obj")


def test_the_agent_of_a_passive_does_not_hang_on_the_infinitive_before_it(vocabulary):
    text = f"""
    Chile  Chile   PROPN _                3 nsubj B-LOC
    fue    ser     AUX   {FINITE}         3 aux
    acusado acusar VERB  VerbForm=Part    0 root
    de     de      ADP   _                5 mark
    mentir mentir  VERB  VerbForm=Inf     3 xcomp
    por    por     ADP   _                7 case
    Perú   Perú    PROPN _                5 obl   B-LOC
    """
    assert mended(text, mend_words, vocabulary)["Perú"] == ("acusado", "obl")
    active = text.replace("acusado acusar VERB  VerbForm=Part ", f"acusó acusar VERB  {FINITE}")
    assert mended(active, mend_words, vocabulary)["Perú"] == ("mentir", "obl")


def test_of_a_title_and_its_origin_the_title_is_the_noun(vocabulary):
    text = f"""
    Habló    hablar   VERB  {FINITE} 0 root
    con      con      ADP   _        5 case
    su       su       DET   _        5 det
    homólogo homólogo ADJ   _        5 amod
    chileno  chileno  NOUN  _        1 obl
    """
    found = mended(text, mend_words, vocabulary)
    assert found["homólogo"] == ("Habló", "obl")
    assert found["chileno"] == ("homólogo", "amod")
