"""Which actors are compared: those of one block of names, in tiles of bounded size.

A block is what a person's last word or an organisation's longest word names, and, for persons of three words or more,
all words but the last. Of a block only those pairs are made whose score can reach the bar: names are compared by
rapidfuzz, a tile at a time, and states, first names, offices and company by arrays of numbers, before anything is
made of a pair. Blocks of more than `block` profiles (`ontology/resolution.toml`) are cut by further words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from graph_builder.model import EntityKind
from graph_builder.resolve.cross_document.compare import Comparison, Likeness, Profile
from graph_builder.resolve.cross_document.signs import Signs

_LONG = 3  # words of a name that is compared by its beginning too
_TILE = 512  # rows that are compared at once with all of a block
_SLACK = 0.01  # below a threshold up to which a faster computation may err

Cut = Callable[[Profile], str]


def likely_pairs_of(profiles: Iterable[Profile], comparison: Comparison) -> Iterator[Likeness]:
    """Return the pairs of profiles that may be one and score enough, each once."""
    by_word: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    by_beginning: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        by_word[profile.kind, block_word(profile)].append(profile)
        if beginning := block_beginning(profile):
            by_beginning[beginning].append(profile)
    for block in by_word.values():
        yield from within_word(block, comparison)
    for block in by_beginning.values():
        yield from within_beginning(block, comparison)


def block_word(profile: Profile) -> str:
    """Return a person's last word, or an organisation's longest."""
    words = profile.words
    return words[-1] if profile.kind is EntityKind.PERSON else max(words, key=lambda word: (len(word), word))


def block_beginning(profile: Profile) -> str:
    """Return all words of a long name of a person but the last, or ""."""
    long = profile.kind is EntityKind.PERSON and len(profile.words) >= _LONG
    return profile.key.rpartition("-")[0] if long else ""


def within_word(profiles: Sequence[Profile], comparison: Comparison) -> Iterator[Likeness]:
    """Return the likely pairs of a block of one kind and word."""
    matching = comparison.matching
    singles = sum(profile.is_single for profile in profiles)
    if singles > matching.singles:  # compared only where they tell their bearer; then they are a few by now
        profiles = [profile for profile in profiles if not profile.is_single]
    cuts = _person_cuts() if profiles and profiles[0].kind is EntityKind.PERSON else [_rarest_word(profiles)]
    for block in _cut(_sorted(profiles), cuts, matching.block):
        for one, other, alike in _alike(block, comparison):
            if not comparison.forbids(one, other):
                likeness = comparison.likeness(one, other, alike)
                if likeness.score >= matching.same:
                    yield likeness


def within_beginning(profiles: Sequence[Profile], comparison: Comparison) -> Iterator[Likeness]:
    """Return the likely pairs whose long names differ in the spelling of the last word alone: "Quezada", "Quesada"."""
    matching = comparison.matching
    for block in _cut(_sorted(profiles), [lambda profile: profile.words[-1][:1]], matching.block):
        words = [profile.words[-1] for profile in block]
        for start in range(0, len(block) - 1, _TILE):
            alike = cdist(
                words[start : start + _TILE], words[start:], scorer=Indel.normalized_similarity, dtype=np.float64,
                score_cutoff=matching.spelt_alike - _SLACK,
            )  # fmt: skip
            for i, j in np.argwhere(np.triu((alike >= matching.spelt_alike) & (alike < 1), k=1)):
                one, other = block[start + i], block[start + j]
                if not comparison.forbids(one, other):
                    likeness = comparison.likeness(one, other, Indel.normalized_similarity(one.key, other.key))
                    if likeness.score >= matching.same:
                        yield likeness


def _alike(block: Sequence[Profile], comparison: Comparison) -> Iterator[tuple[Profile, Profile, float]]:
    """Pairs of a block that may reach the bar, and how alike their names are."""
    if len(block) == 1:
        return
    matching = comparison.matching
    keys = [profile.key for profile in block]
    signs = Signs(block, comparison)
    for start in range(0, len(block) - 1, _TILE):
        alike = cdist(
            keys[start : start + _TILE], keys[start:], scorer=Indel.normalized_similarity, dtype=np.float32,
            score_cutoff=matching.least_alike - _SLACK,
        )  # fmt: skip
        part = signs.singles[start : start + _TILE, None] != signs.singles[None, start:]
        alike = np.where(part, np.maximum(alike, np.float32(matching.part_of_name)), alike)
        rows, columns = np.nonzero(np.triu(alike >= matching.least_alike, k=1))
        names = alike[rows, columns]
        for i, j, name in signs.likely(rows + start, columns + start, names, matching.same - _SLACK):
            yield block[i], block[j], name


def _cut(block: Sequence[Profile], cuts: Sequence[Cut], most: int) -> Iterator[Sequence[Profile]]:
    """A block, or its parts that are small enough: by one word after the other, then by runs of its sorted names."""
    if len(block) <= most:
        yield block
    elif not cuts:
        by_name = sorted(block, key=lambda profile: (profile.key, profile.id))
        for start in range(0, len(by_name), most):
            yield by_name[start : start + most]
    else:
        parts: dict[str, list[Profile]] = defaultdict(list)
        for profile in block:
            parts[cuts[0](profile)].append(profile)
        for key in sorted(parts):
            yield from _cut(parts[key], cuts[1:], most)


def _person_cuts() -> list[Cut]:
    """The first name's last letter, which spellings of one name share; its first, which most do; the first name."""
    return [
        lambda profile: "" if profile.is_single else profile.words[0][-1:],
        lambda profile: "" if profile.is_single else profile.words[0][:1],
        lambda profile: "" if profile.is_single else profile.words[0],
    ]


def _rarest_word(block: Sequence[Profile]) -> Cut:
    """Of an organisation's words the one that fewest of its block have."""
    often = Counter(word for profile in block for word in set(profile.words))
    return lambda profile: min(profile.words, key=lambda word: (often[word], word))


def _sorted(profiles: Iterable[Profile]) -> list[Profile]:
    return sorted(profiles, key=lambda profile: profile.id)
