"""A word is read once a run and tells the same wherever it stands; a row asks for what its conditions need said."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from graph_builder.extract.lexical_features import FeatureReader
from graph_builder.extract.prefilter import calls_for
from graph_builder.vocabulary import load_vocabulary
from graph_builder.vocabulary.conditions import Condition, ConditionTest
from graph_builder.vocabulary.functions import Function
from graph_builder.vocabulary.lexicon import Trigger

VOCAB = spacy.blank("es").vocab
VOCABULARY = load_vocabulary()
WORDS = st.lists(st.sampled_from(["China", "china", "presidente", "Cumbre", "«", "dijo"]), min_size=1, max_size=12)
# Words of prepositions and phrases like them: what a slot of a condition may say that is no function.
PREPOSITIONS = {
    "a", "ante", "apoyo", "como", "con", "contra", "de", "durante", "en", "entre", "favor", "frente", "hacia",
    "junto", "manos", "para", "parte", "por", "sobre", "tras",
}  # fmt: skip
TITLES, QUOTES = {"presidente"}, {"«"}


@given(WORDS)
def test_a_word_tells_the_same_wherever_it_stands(words: list[str]) -> None:
    doc = Doc(VOCAB, words=words, pos=["NOUN"] * len(words), lemmas=[word.lower() for word in words])
    found = FeatureReader(VOCABULARY.lexicon, VOCABULARY.profile).read(doc)
    assert [word.is_title for word in found] == [word in TITLES for word in words]
    assert [word.is_quote for word in found] == [word in QUOTES for word in words]
    assert len(set(found)) == len({word.lower() for word in words})


def test_a_row_asks_for_words_classes_and_prepositions() -> None:
    conditions = (
        Condition("con", ConditionTest.ACTOR),
        Condition("direct", ConditionTest.LEMMA, "fin"),
        Condition("governor en", ConditionTest.CLASS, "troops"),
        Condition("ante", ConditionTest.NONE, negated=True),
        Condition("wished", ConditionTest.ACTOR),
    )
    asked = calls_for(Trigger("poner", "VERB", VOCABULARY.schema.event_types["threat"], "threaten", conditions))
    assert asked == {"con", "=fin", "en", "troops", "ante", "wished"}


def test_a_row_asks_for_nothing_that_need_not_be_said() -> None:
    conditions = (
        Condition("con", ConditionTest.NONE),
        Condition("direct", ConditionTest.LEMMA, "fin", negated=True),
        Condition("subject", ConditionTest.ACTOR),
        Condition("form", ConditionTest.FEATURE, "Tense=Fut"),
    )
    asked = calls_for(Trigger("poner", "VERB", VOCABULARY.schema.event_types["threat"], "threaten", conditions))
    assert not asked


def test_conditions_of_the_tables_ask_for_functions_or_for_words_that_a_text_can_say() -> None:
    rows = [row for rows in VOCABULARY.lexicon.triggers.values() for row in rows]
    slots = {condition.slot for row in rows for condition in row.conditions}
    event_type = VOCABULARY.schema.event_types["threat"]
    asked = [
        calls_for(Trigger("x", "VERB", event_type, "threaten", (Condition(slot, ConditionTest.ACTOR),)))
        for slot in slots
    ]
    assert frozenset().union(*asked) - {"wished"} <= PREPOSITIONS


@pytest.mark.parametrize("function", Function)
def test_the_name_of_a_function_need_not_be_said(function: Function) -> None:
    conditions = (Condition(function, ConditionTest.ACTOR),)
    asked = calls_for(Trigger("x", "VERB", VOCABULARY.schema.event_types["threat"], "threaten", conditions))
    assert asked == ({Function.WISHED} if function is Function.WISHED else set())
