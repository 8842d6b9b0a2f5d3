"""What an entity tagger looks at: for each word of a text a list of named features.

The features are those of Ratinov and Roth (2009) and Agerri and Rigau (2016): words and their shapes around, affixes,
other places of the same word, what surrounds the capitalised stretch, and word clusters of several grains, of vectors
and of Brown et al. (1992).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graph_builder.nlp.memo import Remembered

Vectors = Callable[[str], NDArray[np.float32]]
Paths = Callable[[str], int]  # a word -> its path in the tree of Brown clusters; 0 is none
NameLists = Mapping[str, tuple[str, ...]]  # a lower-case word -> the lists that it stands in: "first", "last"

# Small words inside names. No part of ontology/: the weights were learnt with these, and go with no others.
_LINKS = frozenset({"de", "del", "la", "las", "los", "el", "y", "e"})
_NEAR = (-2, -1, 0, 1, 2)
_FAR = (-4, -3, 3, 4)
_AFFIX = 4
_RUN = re.compile(r"(.)\1{2,}")
_SHORT_SHAPE = 4
_ALL_CAPITALS = 0.6  # of the words with letters
_PATH_BITS = (4, 6, 10, 32)  # from the top of the tree of clusters; 32 is the whole path


class Clusters:
    """Which clusters a word belongs to: of each grain the nearest centroid of its vector, by cosine, and Brown's.

    Args:
        centroids: for each grain an array of shape (clusters, dimensions).
        vector_of: the vector of a word, of shape (dimensions,).
        path_of: the Brown cluster of a word.
    """

    def __init__(self, centroids: Sequence[NDArray[np.floating]], vector_of: Vectors, path_of: Paths) -> None:
        wide = [rows.astype("f") for rows in centroids]
        self.centroids = [rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-8) for rows in wide]
        self._vector_of = vector_of
        self._path_of = path_of
        self._known: Remembered[str, tuple[str, ...]] = Remembered()
        self._around: Remembered[str, dict[int, tuple[str, ...]]] = Remembered()

    def of(self, word: str) -> tuple[str, ...]:
        """Names of the clusters, the coarsest first: those of the vector, which know no case, and those of Brown."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = (*self._of_vector(word.lower()), *self._of_path(self._path_of(word)))
        return found

    def around(self, word: str) -> Mapping[int, Sequence[str]]:
        """What a word tells of those near it, by how far it stands from them."""
        found = self._around.get(word)
        if found is None:
            low, kinds, grains = word.lower(), shape(word), self.of(word)
            found = self._around[word] = {
                offset: (f"w{offset}={low}", f"s{offset}={kinds}", *(f"c{offset}={grain}" for grain in grains))
                for offset in _NEAR
            }
        return found

    def _of_vector(self, low: str) -> Iterator[str]:
        vector = self._vector_of(low)
        for rows in self.centroids:
            yield f"{len(rows)}.{int(np.argmax(rows @ vector))}"

    def _of_path(self, path: int) -> Iterator[str]:
        if path:
            for bits in _PATH_BITS:
                yield f"b{bits}.{path & ((1 << bits) - 1)}"


def features(words: Sequence[str], clusters: Clusters, names: NameLists) -> list[list[str]]:
    """Return the features of every word of a text, most of them of the words around it."""
    low = [word.lower() for word in words]
    shapes = [shape(word) for word in words]
    grains = [clusters.of(word) for word in words]
    around = [clusters.around(word) for word in words]
    listed = [names.get(low[i], ()) if word[:1].isupper() else () for i, word in enumerate(words)]
    shouted = _shouted(words)
    places = _places(words)
    described = [_own(word, low[i], shouted) for i, word in enumerate(words)]
    for i, word in enumerate(words):
        found = described[i]
        for offset in _NEAR:
            j = i + offset
            if 0 <= j < len(words):
                found += around[j][offset]
                found += [f"n{offset}={kind}" for kind in listed[j]]
            else:
                found.append(f"edge{offset}")
        found += [f"far{offset}={low[i + offset]}" for offset in _FAR if 0 <= i + offset < len(words)]
        found += _pairs(i, low, shapes, grains)
        if word[:1].isupper():
            found += _elsewhere(i, low, places[word])
            found += _around_name(i, words, low)
    return described


def shape(word: str) -> str:
    """Return the word's letters by kind, long runs cut: "Son-hui" -> "Xxx-xxx" -> "Xxx-xx"."""
    kinds = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)
    return kinds if len(kinds) <= _SHORT_SHAPE else _RUN.sub(r"\1\1", kinds)


def _own(word: str, low: str, shouted: bool) -> list[str]:
    found = ["bias", f"W={word}"]
    if shouted:
        found.append("shouted")
    for length in range(1, min(_AFFIX, len(word) - 1) + 1):
        found += (f"p={low[:length]}", f"x={low[-length:]}")
    return found


def _pairs(i: int, low: Sequence[str], shapes: Sequence[str], grains: Sequence[tuple[str, ...]]) -> Iterable[str]:
    before, after = i > 0, i + 1 < len(low)
    if before:
        yield f"w-1,0={low[i - 1]}|{low[i]}"
        yield f"s-1,0={shapes[i - 1]}|{shapes[i]}"
    if after:
        yield f"w0,1={low[i]}|{low[i + 1]}"
        yield f"s0,1={shapes[i]}|{shapes[i + 1]}"
    path = _path(grains[i])
    if before and path and (other := _path(grains[i - 1])):
        yield f"b-1,0={other}|{path}"
    if after and path and (other := _path(grains[i + 1])):
        yield f"b0,1={path}|{other}"
    if before and after:
        yield f"s-1,0,1={shapes[i - 1]}|{shapes[i]}|{shapes[i + 1]}"
        if min(len(grains[i - 1]), len(grains[i + 1])) > 1:
            yield f"c-1,1={grains[i - 1][1]}|{grains[i + 1][1]}"


def _path(grains: Sequence[str]) -> str:
    """The Brown cluster of middle grain, the last but one; empty for a word that has none."""
    return grains[-2] if grains and grains[-1].startswith("b") else ""


def _shouted(words: Sequence[str]) -> bool:
    """Return whether most words are written in capitals, as in some headlines."""
    lettered = [word for word in words if word.isalpha()]
    return sum(word.isupper() and len(word) > 1 for word in lettered) >= _ALL_CAPITALS * max(1, len(lettered))


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        places.setdefault(word, []).append(i)
    return places


def _elsewhere(i: int, low: Sequence[str], places: Sequence[int]) -> Iterable[str]:
    """What stands beside the same word in other places: a club is "el Valencia" once, and plain "Valencia" after."""
    for j in places:
        if j != i:
            if j:
                yield f"o-1={low[j - 1]}"
            if j + 1 < len(low):
                yield f"o+1={low[j + 1]}"


def _around_name(i: int, words: Sequence[str], low: Sequence[str]) -> Iterable[str]:
    """The words on both sides of the capitalised stretch that the word stands in."""
    first = last = i
    while first and (words[first - 1][:1].isupper() or low[first - 1] in _LINKS):
        first -= 1
    while last + 1 < len(words) and (words[last + 1][:1].isupper() or low[last + 1] in _LINKS):
        last += 1
    yield f"before={low[first - 1] if first else '^'}"
    yield f"after={low[last + 1] if last + 1 < len(words) else '$'}"
