"""An embedding of words that knows each word's Brown cluster.

Words that stand in the same contexts of a large text share a cluster (Brown et al. 1992): a verb that the treebank does
not hold is known as a verb by its cluster. The table is spaCy's `lexeme_cluster`, kept in the vocabulary's lookups.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from spacy.attrs import ORTH
from spacy.lookups import Lookups
from spacy.ml.staticvectors import StaticVectors
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d, Ints1d, Ints2d, Ragged

from graph_builder.nlp.memo import Remembered

TABLE = "lexeme_cluster"
_UNKNOWN = 0
Features = Model[list[Doc], list[Ints2d]]

_FIRST_SEED = 8  # as in spaCy's MultiHashEmbed


class WordClusters:
    """The cluster of a word: its path in the tree of clusters, the top of the tree in the lowest bits; 0 is none.

    A vocabulary without the table gives 0 for every word.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._table = vocab.lookups.get_table(TABLE, {})
        self._strings = vocab.strings
        self._known: Remembered[int, int] = Remembered()

    def of(self, orth: int) -> int:
        """Cluster of the form with this number in the vocabulary, or of the same word in another case."""
        found = self._known.get(orth)
        if found is None:
            form = self._strings[orth]
            forms = (form, form.lower(), form.title())
            found = self._known[orth] = next((self._table[f] for f in forms if f in self._table), _UNKNOWN)
        return found


@registry.misc("graph_builder.lookups_of.v1")  # type: ignore[untyped-decorator]
def lookups_of(pipeline: str | Path) -> Lookups:
    """Give a training the lookups of a saved pipeline."""
    return Lookups().from_disk(Path(pipeline) / "vocab")


@registry.architectures("graph_builder.ClusterHashEmbed.v1")  # type: ignore[untyped-decorator]
def cluster_hash_embed(
    width: int, attrs: Sequence[str], rows: Sequence[int], cluster_rows: int, include_static_vectors: bool
) -> Model[list[Doc], list[Floats2d]]:
    """Build spaCy's `MultiHashEmbed` with one table more, of `cluster_rows` rows, for the words' clusters."""
    sizes = [*rows, cluster_rows]
    tables: list[Model[Ints1d, Floats2d]] = [
        HashEmbed(width, size, column=i, seed=_FIRST_SEED + i, dropout=0.0) for i, size in enumerate(sizes)
    ]
    features: Model[list[Doc], Ragged] = chain(
        _with_clusters(list(attrs)), list2ragged(), with_array(concatenate(*tables))
    )
    if include_static_vectors:
        features = concatenate(features, StaticVectors(width, dropout=0.0))
    joined = width * (len(sizes) + include_static_vectors)
    return chain(features, with_array(Maxout(width, joined, nP=3, dropout=0.0, normalize=True)), ragged2list())


def _with_clusters(attrs: list[str]) -> Features:
    """Give an array for each Doc, of shape (tokens, attributes + 1): the last column is the cluster."""
    clusters: WordClusters | None = None

    def forward(model: Features, docs: Sequence[Doc], is_train: bool) -> tuple[list[Ints2d], Callable[..., list[Doc]]]:
        nonlocal clusters
        arrays = []
        for doc in docs:
            if clusters is None or clusters.vocab is not doc.vocab:
                clusters = WordClusters(doc.vocab)
            columns = doc.to_array([*attrs, ORTH])
            columns[:, -1] = [clusters.of(orth) for orth in columns[:, -1].tolist()]
            arrays.append(model.ops.asarray2i(columns, dtype="uint64"))  # type: ignore[arg-type]
        return arrays, lambda _: []

    return Model("extract_with_clusters", forward)
