"""Brown clusters of words: the table in the vocabulary, and the embedding that sees it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph_builder.nlp.pipeline import BUNDLED
from graph_builder.nlp.word_clusters import TABLE, WordClusters, cluster_hash_embed, lookups_of

TOWN, VERB = 0b1100100110, 0b110001010110


def vocabulary() -> Vocab:
    vocab = Vocab()
    vocab.lookups.add_table(TABLE, {"Moscú": TOWN, "Minsk": TOWN, "previno": VERB})
    return vocab


@pytest.mark.parametrize(("word", "cluster"), [("Moscú", TOWN), ("MOSCÚ", TOWN), ("Previno", VERB), ("desconocida", 0)])
def test_a_word_has_the_cluster_of_its_form_in_any_case(word: str, cluster: int) -> None:
    vocab = vocabulary()
    assert WordClusters(vocab).of(vocab.strings.add(word)) == cluster


def test_a_vocabulary_without_the_table_knows_no_cluster() -> None:
    vocab = Vocab()
    assert WordClusters(vocab).of(vocab.strings.add("Moscú")) == 0


def test_words_of_one_cluster_are_nearer_than_others() -> None:
    """Affixes, shape and norm apart: here only the cluster tells the words from each other."""
    vocab = vocabulary()
    for word in ("Moscú", "Minsk", "previno"):
        lexeme = vocab[word]
        lexeme.norm_, lexeme.prefix_, lexeme.suffix_, lexeme.shape_ = "x", "x", "x", "x"
    docs = [Doc(vocab, words=["Moscú", "Minsk", "previno"])]
    model = cluster_hash_embed(8, ["NORM", "PREFIX", "SUFFIX", "SHAPE"], [10, 10, 10, 10], 50, False)
    model.initialize(X=docs)
    moscow, minsk, warned = model.predict(docs)[0]
    assert np.allclose(moscow, minsk)
    assert not np.allclose(moscow, warned)


def test_a_saved_pipeline_lends_its_table(tmp_path: Path) -> None:
    nlp = spacy.blank("es", vocab=vocabulary())
    nlp.to_disk(tmp_path)
    assert lookups_of(tmp_path).get_table(TABLE)["Minsk"] == TOWN


def test_the_bundled_pipeline_knows_clusters() -> None:
    table = lookups_of(BUNDLED).get_table(TABLE)
    assert table["Rusia"]
    assert table["Moscú"] == table["Minsk"]
