"""The entity tagger: what it looks at, and that a trained model survives every way of keeping it."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from graph_builder.nlp.entity_features import Clusters, features, shape
from graph_builder.nlp.entity_tagger import FACTORY, EntityModel, EntityTagger, spans_of
from graph_builder.training.entity_model import Field, cluster, tags_of, train
from graph_builder.training.persons import name_lists

VECTORS = {"moscú": (1.0, 0.0), "pekín": (0.9, 0.1), "dijo": (0.0, 1.0)}
SENTENCE = "Wang Yi dijo en Moscú ."
CENTROIDS = (np.array([[1, 0], [0, 1]], dtype=np.float16),)
SENTENCES = (
    ("Lavrov dijo en Moscú .", ("B-PER", "O", "O", "B-LOC", "O")),
    ("Wang Yi dijo en Pekín .", ("B-PER", "I-PER", "O", "O", "B-LOC", "O")),
)


def vector_of(word: str) -> np.ndarray:
    return np.array(VECTORS.get(word.lower(), (0.5, 0.5)), dtype="f")


def path_of(word: str) -> int:
    return {"Moscú": 0b1100100110}.get(word, 0)


CLUSTERS = Clusters(CENTROIDS, vector_of, path_of)


def described(text: str, names: dict[str, tuple[str, ...]] | None = None) -> list[list[str]]:
    return features(text.split(), CLUSTERS, names or {})


@pytest.mark.parametrize(
    ("word", "expected"), [("Son-hui", "Xxx-xx"), ("OTAN", "XXXX"), ("1961", "dddd"), ("el", "xx")]
)
def test_a_shape_keeps_kinds_and_cuts_runs(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_a_word_is_described_by_its_neighbours_cluster_and_lists() -> None:
    found = described("Lavrov dijo en Moscú", {"lavrov": ("last",)})
    assert {"w-2=dijo", "w-1=en", "c0=2.0", "edge1", "before=en", "after=$"} <= set(found[3])
    assert {"c0=b4.6", "c0=b6.38", "c0=b10.806", "c0=b32.806"} <= set(found[3])
    assert {"n0=last", "before=^", "after=dijo"} <= set(found[0])
    assert "n-1=last" in found[1]


def test_neighbours_that_both_have_a_brown_cluster_are_a_feature() -> None:
    found = described("Moscú Moscú calla")
    assert "b0,1=b10.806|b10.806" in found[0]
    assert "b-1,0=b10.806|b10.806" in found[1]
    assert not any(feature.startswith("b0,1") for feature in found[1])


def test_a_name_list_counts_for_capitalised_words_alone() -> None:
    assert not [f for f in described("la paz", {"paz": ("last",)})[1] if f.startswith("n0")]


def test_the_same_name_elsewhere_lends_its_neighbours() -> None:
    found = described("el Valencia ganó . Valencia celebra")
    assert {"o-1=el", "o+1=ganó"} <= set(found[4])


def test_a_headline_in_capitals_is_marked() -> None:
    assert all("shouted" in f for f in described("PUTIN VISITA PEKÍN"))
    assert not any("shouted" in f for f in described("Putin visita la ONU"))


@pytest.fixture(scope="module")
def model() -> EntityModel:
    docs = [Doc(Vocab(), words=text.split(), ents=list(tags)) for text, tags in SENTENCES * 5]
    assert tags_of(docs[1]) == list(SENTENCES[1][1])
    names = {"lavrov": ("last",)}
    settings = Field(iterations=50)
    return EntityModel(train(docs, CLUSTERS, names, settings), CENTROIDS, names)


@pytest.fixture(scope="module")
def tagger(model: EntityModel) -> EntityTagger:
    vocab = Vocab()
    vocab.reset_vectors(width=2)
    for word, vector in VECTORS.items():
        vocab.set_vector(word, np.array(vector, dtype="f"))
    return EntityTagger(vocab, "ner", model)


def entities(tagger: EntityTagger) -> list[tuple[str, str]]:
    doc = tagger(Doc(tagger.vocab, words=SENTENCE.split()))
    return [(span.text, span.label_) for span in doc.ents]


def test_it_finds_what_it_learnt_and_scores_itself(tagger: EntityTagger) -> None:
    assert entities(tagger) == [("Wang Yi", "PER"), ("Moscú", "LOC")]
    assert tagger.labels == ("LOC", "PER")
    words, tags = SENTENCES[0][0].split(), list(SENTENCES[0][1])
    example = Example(tagger(Doc(tagger.vocab, words=words)), Doc(tagger.vocab, words=words, ents=tags))
    assert tagger.score([example])["ents_f"] == 1.0


def test_a_kept_model_finds_the_same(tagger: EntityTagger, tmp_path: Path) -> None:
    tagger.to_disk(tmp_path / "one")
    tagger.to_disk(tmp_path / "two")
    names = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in names)
    from_disk = EntityTagger(tagger.vocab, "ner").from_disk(tmp_path / "one")
    from_bytes = EntityTagger(tagger.vocab, "ner").from_bytes(tagger.to_bytes())
    unpickled = pickle.loads(pickle.dumps(tagger))  # as several processes do
    assert entities(from_disk) == entities(from_bytes) == entities(unpickled) == entities(tagger)


def test_without_a_model_it_finds_nothing() -> None:
    nlp = spacy.blank("es")
    nlp.add_pipe(FACTORY, name="ner")
    assert nlp("Lavrov viajó a Moscú.").ents == ()


def test_tags_become_spans() -> None:
    doc = Doc(Vocab(), words=["Wang", "Yi", "y", "Li"])
    spans = spans_of(doc, ["B-PER", "I-PER", "O", "B-PER"])
    assert [(span.text, span.label_) for span in spans] == [("Wang Yi", "PER"), ("Li", "PER")]


def test_words_of_like_vectors_share_a_cluster(tagger: EntityTagger, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="of the extra `training`")
    raw = tmp_path / "raw.txt"
    raw.write_text("moscú pekín dijo\n" * 5, encoding="utf-8")
    clusters = Clusters(cluster(raw, tagger.vocab, Field(grains=(2,))), vector_of, path_of)
    assert clusters.of("moscú") == clusters.of("pekín") != clusters.of("dijo")


def test_lists_of_names_are_words_in_lower_case() -> None:
    pytest.importorskip("faker", reason="of the extra `training`")
    names = name_lists()
    assert "first" in names["maría"]
    assert "last" in names["garcía"]
    assert "de" not in names
    assert all(word == word.lower() for word in names)


def test_a_persons_name_ends_where_a_verb_begins(pipeline) -> None:
    doc = pipeline.nlp("Mijaíl Gorbachov visitó Bonn.")
    assert ("Mijaíl Gorbachov", "PER") in [(span.text, span.label_) for span in doc.ents]
