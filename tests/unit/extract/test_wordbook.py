"""A word is read once a run and tells the same wherever it stands; a row asks for what its conditions need said."""

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from graph_builder.extract.sayings import calls_for
from graph_builder.extract.wordbook import words_of
from graph_builder.vocabulary import load_vocabulary
from graph_builder.vocabulary.lexicon import Condition, Trigger

VOCAB = spacy.blank("es").vocab
VOCABULARY = load_vocabulary()
WORDS = st.lists(st.sampled_from(["China", "china", "presidente", "Cumbre", "«", "dijo"]), min_size=1, max_size=12)
TITLES, QUOTES = {"presidente"}, {"«"}


@given(WORDS)
def test_a_word_tells_the_same_wherever_it_stands(words: list[str]) -> None:
    doc = Doc(VOCAB, words=words, pos=["NOUN"] * len(words), lemmas=[word.lower() for word in words])
    found = words_of(doc, VOCABULARY.lexicon, VOCABULARY.profile)
    assert [word.is_title for word in found] == [word in TITLES for word in words]
    assert [word.is_quote for word in found] == [word in QUOTES for word in words]
    assert len(set(found)) == len({word.lower() for word in words})


def test_a_row_asks_for_words_classes_and_prepositions() -> None:
    conditions = (
        Condition("con", "actor"),
        Condition("direct", "fin", lemma=True),
        Condition("governor en", "troops"),
        Condition("ante", "none", negated=True),
        Condition("wished", "actor"),
    )
    asked = calls_for(Trigger("poner", "VERB", VOCABULARY.schema.event_types["threat"], "threaten", conditions))
    assert asked == {"con", "=fin", "en", "troops", "ante", "wished"}


def test_a_row_asks_for_nothing_that_need_not_be_said() -> None:
    conditions = (
        Condition("con", "none"),
        Condition("direct", "fin", lemma=True, negated=True),
        Condition("subject", "actor"),
        Condition("form", "Tense=Fut", lemma=True),
    )
    asked = calls_for(Trigger("poner", "VERB", VOCABULARY.schema.event_types["threat"], "threaten", conditions))
    assert not asked
