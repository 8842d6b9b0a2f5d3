"""Named entities by a linear-chain conditional random field: a spaCy component.

Lafferty et al. (2001), by CRFsuite (Okazaki 2007). What it looks at is in `entity_features`; how it is trained, in
`graph_builder.training.entity_model`.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
import srsly
from numpy.typing import NDArray
from spacy.language import Language
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example, biluo_tags_to_spans, iob_to_biluo
from spacy.vocab import Vocab

from graph_builder.nlp.entity_features import Clusters, NameLists, Paths, Vectors, features
from graph_builder.nlp.word_clusters import WordClusters

FACTORY = "crf_entities"
_MODEL, _CENTROIDS, _NAMES = "model.crf.gz", "centroids.npz", "names.tsv"


@dataclass(frozen=True)
class EntityModel:
    """What is learnt: the field's weights, the word clusters' centroids, and lists of persons' names."""

    weights: bytes = b""
    centroids: tuple[NDArray[np.float16], ...] = ()
    names: NameLists = field(default_factory=dict)


@Language.factory(
    FACTORY,
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_entity_tagger(nlp: Language, name: str) -> EntityTagger:
    """Make the component without a model; `from_disk` brings it."""
    return EntityTagger(nlp.vocab, name)


class EntityTagger:
    """Sets `doc.ents` (PER, LOC, ORG, MISC); needs the word vectors that its clusters were made from."""

    def __init__(self, vocab: Vocab, name: str, model: EntityModel | None = None) -> None:
        self.vocab = vocab
        self.name = name
        self.learn(model or EntityModel())

    def learn(self, model: EntityModel) -> None:
        """Use this model from now on."""
        self._model = model
        self._clusters = Clusters(self._model.centroids, vectors_of(self.vocab), paths_of(self.vocab))
        self._tagger = pycrfsuite.Tagger()
        if self._model.weights:
            self._tagger.open_inmemory(self._model.weights)

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities; those that the Doc holds already are replaced."""
        if self._model.weights and len(doc):
            words = [token.text for token in doc]
            tags = self._tagger.tag(features(words, self._clusters, self._model.names))
            doc.set_ents([_up_to_verb(span) for span in spans_of(doc, tags)])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:
        """The Docs one by one; `batch_size` is spaCy's and does not matter here."""
        return map(self, stream)

    def score(self, examples: Iterable[Example], **_: object) -> dict[str, Any]:
        """Precision, recall and F of the entities."""
        return get_ner_prf(examples)

    @property
    def labels(self) -> tuple[str, ...]:
        """The types of entities that the model knows."""
        tags = self._tagger.labels() if self._model.weights else []
        return tuple(sorted({tag[2:] for tag in tags if tag != "O"}))

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the model into a folder; the same model gives the same bytes."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._files().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> EntityTagger:
        """Read what `to_disk` wrote."""
        return self._read({name: (Path(path) / name).read_bytes() for name in (_MODEL, _CENTROIDS, _NAMES)})

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """The files of `to_disk` in one archive."""
        data: bytes = srsly.msgpack_dumps(self._files())
        return data

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> EntityTagger:
        """Read what `to_bytes` gave."""
        return self._read(srsly.msgpack_loads(data))

    def __reduce__(self) -> tuple[Any, ...]:
        return EntityTagger, (self.vocab, self.name, self._model)  # the open tagger cannot be pickled

    def _files(self) -> dict[str, bytes]:
        buffer = io.BytesIO()
        np.savez(buffer, *self._model.centroids)
        names = "".join(f"{word}\t{' '.join(kinds)}\n" for word, kinds in sorted(self._model.names.items()))
        weights = gzip.compress(self._model.weights, mtime=0)
        return {_MODEL: weights, _CENTROIDS: buffer.getvalue(), _NAMES: names.encode()}

    def _read(self, files: Mapping[str, bytes]) -> EntityTagger:
        with np.load(io.BytesIO(files[_CENTROIDS])) as archive:
            centroids = tuple(archive[name] for name in archive.files)
        rows = (line.split("\t") for line in files[_NAMES].decode().splitlines())
        names = {word: tuple(kinds.split()) for word, kinds in rows}
        self.learn(EntityModel(gzip.decompress(files[_MODEL]), centroids, names))
        return self


def vectors_of(vocab: Vocab) -> Vectors:
    """Return a function that looks up the vector of a word in a vocabulary."""
    return lambda word: np.asarray(vocab.get_vector(word), dtype="f")


def paths_of(vocab: Vocab) -> Paths:
    """Return a function that looks up the Brown cluster of a word in a vocabulary."""
    clusters = WordClusters(vocab)
    return lambda word: clusters.of(vocab.strings.add(word))


def spans_of(doc: Doc, tags: Sequence[str]) -> list[Span]:
    """Return the entities of BIO tags, one a token: ["B-PER", "I-PER", "O"] -> [doc[0:2] as PER]."""
    return biluo_tags_to_spans(doc, iob_to_biluo(tags))


def _up_to_verb(span: Span) -> Span:
    """A person's name ends where a verb begins: in "Kim Jong Un visitó Vladivostok" the tagger may see one name."""
    verb = next((t for t in span if t.i > span.start and t.is_lower and t.pos_ in {"VERB", "AUX"}), None)
    return span if verb is None or span.label_ != "PER" else Span(span.doc, span.start, verb.i, label=span.label)
