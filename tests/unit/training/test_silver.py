"""Trees that several parsers vote for, and text from right to left."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from graph_builder.training.reversal import reverse
from graph_builder.training.silver import Tree, elect, tree_of

VOCAB = spacy.blank("es").vocab
ROOT = -1


def sentence() -> Doc:
    """ "Rusia firma. China calla." parsed by hand."""
    return Doc(
        VOCAB,
        words=["Rusia", "firma", ".", "China", "calla", "."],
        pos=["PROPN", "VERB", "PUNCT", "PROPN", "VERB", "PUNCT"],
        lemmas=["Rusia", "firmar", ".", "China", "callar", "."],
        heads=[1, 1, 1, 4, 4, 4],
        deps=["nsubj", "ROOT", "punct", "nsubj", "ROOT", "punct"],
    )


def test_reversed_text_keeps_its_trees_and_sentences() -> None:
    found = reverse(sentence())
    assert [token.text for token in found] == [".", "calla", "China", ".", "firma", "Rusia"]
    assert [token.head.text for token in found] == ["calla", "calla", "calla", "firma", "firma", "firma"]
    assert [span.text for span in found.sents] == [". calla China", ". firma Rusia"]


def test_text_reversed_twice_is_the_same() -> None:
    doc, again = sentence(), reverse(reverse(sentence()))
    assert [(t.text, t.lemma_, t.head.i, t.dep_) for t in again] == [(t.text, t.lemma_, t.head.i, t.dep_) for t in doc]


def test_sentence_boundaries_without_a_parse_are_reversed_too() -> None:
    bare = Doc(VOCAB, words=["a", "b", "c"], sent_starts=[True, False, True])
    assert [span.text for span in reverse(bare).sents] == ["c", "b a"]


def test_a_sentence_as_a_tree() -> None:
    second = list(sentence().sents)[1]
    assert tree_of(second) == [(1, "nsubj"), (ROOT, "ROOT"), (1, "punct")]


ONE: Tree = [(1, "nsubj"), (ROOT, "ROOT"), (1, "obj")]
OTHER: Tree = [(1, "nsubj"), (ROOT, "ROOT"), (1, "obl")]


@pytest.mark.parametrize(
    ("trees", "elected", "agreement"),
    [
        ([ONE, ONE, ONE], ONE, 1.0),
        ([ONE, OTHER], ONE, 5 / 6),  # a tie: the first one's
        ([OTHER, ONE, ONE], ONE, 8 / 9),
        ([[(ROOT, "ROOT"), (0, "flat"), (0, "obj")], ONE, ONE], ONE, 6 / 9),
    ],
)
def test_the_tree_with_the_most_votes_is_elected(trees: list[Tree], elected: Tree, agreement: float) -> None:
    assert elect(trees) == (elected, pytest.approx(agreement))


def test_arcs_that_would_make_a_circle_are_not_elected_together() -> None:
    """Each arc of the circle has two votes of three; the tree drops the weaker side of it."""
    trees: list[Tree] = [
        [(1, "a"), (0, "b"), (ROOT, "ROOT")],
        [(1, "a"), (2, "c"), (ROOT, "ROOT")],
        [(2, "d"), (0, "b"), (ROOT, "ROOT")],
    ]
    heads = [head for head, _ in elect(trees)[0]]
    assert heads.count(ROOT) == 1
    assert heads[2] == ROOT
    assert (heads[0], heads[1]) != (1, 0)
