"""A sieve asks its question once a word, and lets the same tokens through as asking each of them."""

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from graph_builder.extract.sieve import Sieve

VOCAB = spacy.blank("es").vocab
WORDS = st.lists(st.sampled_from(["China", "china", "y", "Rusia", ",", "firman"]), min_size=1, max_size=12)


@given(WORDS, st.data())
def test_passes_what_the_question_passes_and_asks_once_a_word(words: list[str], data: st.DataObject) -> None:
    asked: list[str] = []

    def is_state(token):
        asked.append(token.text)
        return token.lower_ in {"china", "rusia"}

    sieve = Sieve(is_state)
    doc = Doc(VOCAB, words=words)
    start = data.draw(st.integers(0, len(words) - 1))
    assert list(sieve.passing(doc[:])) == [token for token in doc if token.lower_ in {"china", "rusia"}]
    assert list(sieve.passing(doc[start:])) == [token for token in doc[start:] if token.lower_ in {"china", "rusia"}]
    assert len(asked) == len({word.lower() for word in words})
