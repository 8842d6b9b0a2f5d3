"""Annotated Docs, raw text and word vectors in, a trained model for the entity tagger out."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pycrfsuite
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from graph_builder.errors import ConfigurationError
from graph_builder.nlp.entity_features import Clusters, NameLists, features
from graph_builder.nlp.entity_tagger import FACTORY, EntityModel, EntityTagger, paths_of, vectors_of
from graph_builder.training.entities import tag_of
from graph_builder.training.persons import PERSON, name_lists, other_names, with_other_persons

_PARAGRAPH = (1, 1, 2, 2, 3, 4, 8)  # sentences
# Words of the raw text that are clustered, and how much a frequent word counts.
_MIN_COUNT, _MOST_COUNT = 4, 200


@dataclass(frozen=True, slots=True)
class Field:
    """Settings of the conditional random field (L-BFGS, elastic net) and of the word clusters' grains.

    `renamed` is the share of the stretches with persons that are read once more with other persons.
    """

    iterations: int = 120
    l1: float = 0.05
    l2: float = 0.3
    grains: tuple[int, ...] = (50, 200, 800, 2000)
    renamed: float = 0.4
    seed: int = 1


def cluster(raw: Path, vocab: Vocab, settings: Field) -> tuple[NDArray[np.float16], ...]:
    """Cluster the words of the raw text by their vectors: for each grain the centroids, (clusters, dimensions)."""
    try:
        from sklearn.cluster import MiniBatchKMeans
    except ImportError as error:
        raise ConfigurationError("scikit-learn is missing; install the extra: uv sync --extra training") from error
    counts: Counter[str] = Counter()
    with raw.open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.split())
    words = sorted(word for word, count in counts.items() if count >= _MIN_COUNT)
    vector_of = vectors_of(vocab)
    vectors = np.stack([vector_of(word) for word in words])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-8
    weights = np.sqrt([min(counts[word], _MOST_COUNT) for word in words])
    found = []
    for size in settings.grains:
        means = MiniBatchKMeans(
            min(size, len(words)), random_state=settings.seed, batch_size=8192, n_init=1, max_iter=30
        )
        found.append(means.fit(vectors, sample_weight=weights).cluster_centers_.astype(np.float16))
    return tuple(found)


def paragraphs(doc: Doc, chance: random.Random) -> Iterator[Span]:
    """Cut a Doc into stretches of as many sentences as paragraphs of news have: what the tagger is to work on."""
    sentences = list(doc.sents)
    while sentences:
        size = chance.choice(_PARAGRAPH)
        taken, sentences = sentences[:size], sentences[size:]
        yield doc[taken[0].start : taken[-1].end]


def texts_of(docs: Iterable[Doc], settings: Field) -> Iterator[Doc | Span]:
    """What is learnt from: the paragraphs of the Docs, some with persons once more with other persons."""
    chance, others = random.Random(settings.seed), other_names()
    for doc in docs:
        for stretch in paragraphs(doc, chance):
            yield stretch
            if any(span.label_ == PERSON for span in stretch.ents) and chance.random() < settings.renamed:
                yield with_other_persons(stretch, others, chance)


def train(texts: Iterable[Doc | Span], clusters: Clusters, names: NameLists, settings: Field) -> bytes:
    """Fit the field to the entities of texts; returns CRFsuite's model file."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for text in texts:
        trainer.append(features([token.text for token in text], clusters, names), tags_of(text))
    trainer.set_params({"c1": settings.l1, "c2": settings.l2, "max_iterations": settings.iterations})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.crf"
        trainer.train(str(file))
        return file.read_bytes()


def tags_of(text: Doc | Span) -> list[str]:
    """BIO tags of a text's entities, one a token."""
    return [tag_of(token) for token in text]


def fit_entities(base: Path, corpus: Path, raw: Path, folder: Path, settings: Field) -> str:
    """Train on a corpus (DocBin) and write a pipeline of the base's vectors and the tagger; a line for the log."""
    nlp = spacy.load(base)
    centroids, names = cluster(raw, nlp.vocab, settings), name_lists()
    docs = list(DocBin().from_disk(corpus).get_docs(nlp.vocab))
    weights = train(
        texts_of(docs, settings), Clusters(centroids, vectors_of(nlp.vocab), paths_of(nlp.vocab)), names, settings
    )
    tagger = nlp.add_pipe(FACTORY, name="ner")
    assert isinstance(tagger, EntityTagger)
    tagger.learn(EntityModel(weights, centroids, names))
    nlp.to_disk(folder)
    return f"{len(docs):,} Docs, {len(weights) / 1e6:.1f} MB of weights, {len(names):,} words of names"
