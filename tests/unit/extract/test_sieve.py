"""A sieve asks its question once a word, and lets the same tokens through as asking each of them."""

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.attrs import LOWER, ORTH
from spacy.tokens import Doc

from graph_builder.extract.sieve import Sieve

VOCAB = spacy.blank("es").vocab
WORDS = st.lists(st.sampled_from(["China", "china", "y", "Rusia", ",", "firman"]), min_size=1, max_size=12)


@given(WORDS, st.data())
def test_passes_what_the_question_passes_and_asks_once_a_word(words: list[str], data: st.DataObject) -> None:
    asked: list[str] = []

    def is_title(token):
        asked.append(token.text)
        return token.is_title

    sieve = Sieve([ORTH], is_title)
    doc = Doc(VOCAB, words=words)
    start = data.draw(st.integers(0, len(words) - 1))
    assert list(sieve.of(doc)) == [token for token in doc if token.is_title]
    assert list(sieve.passing(doc[start:])) == [token for token in doc[start:] if token.is_title]
    assert sorted(asked) == sorted(set(words))


def test_several_attributes_are_told_apart() -> None:
    sieve = Sieve([ORTH, LOWER], lambda token: token.text == "China")
    doc = Doc(VOCAB, words=["china", "China"])
    assert [token.i for token in sieve.of(doc)] == [1]
