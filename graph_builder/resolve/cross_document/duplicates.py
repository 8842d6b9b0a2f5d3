"""Pairs of actors that are perhaps one, the likeliest and most spoken of first.

Three things make a pair: an abbreviation of the letters that a full name begins its words with, a name whose words are
all in a longer one's in their order, and names that differ in spelling. Each is weighed by how few actors it fits, by
state, by company and by how often both are spoken of (`ontology/resolution.toml`, table `duplicates`).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from graph_builder.resolve.cross_document.compare import Comparison, Profile
from graph_builder.vocabulary.matching import DUPLICATE_FEATURES, Matching

_ABBREVIATION = re.compile(r"[A-ZÁÉÍÓÚÑ]{3,8}")
_SHORTEST = 2  # words of a name that is looked for in longer ones
_LIKE, _LIKE_WORD = 0.88, 0.75  # names, and the one word in which they differ, that may be spellings of one
_SPELT = 4  # letters of a word that can be misspelt and still be known
_OFTEN = 3.0  # decimal logarithm of the mentions from which on an actor counts as spoken of often


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor, what it is called, and how often."""

    profile: Profile
    names: tuple[str, ...]  # as written
    keys: tuple[str, ...]  # the same, their spellings made equal
    mentions: int
    listed: bool = False  # the gazetteer has it


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that are perhaps one, how likely, and why."""

    one: Candidate
    other: Candidate
    score: float
    reason: str


def likely_pairs(
    candidates: Iterable[Candidate], matching: Matching, comparison: Comparison, small: Collection[str]
) -> list[Pair]:
    """The pairs that are worth a reader's look, at most as many as the table says.

    Args:
        candidates: persons and organisations.
        matching: weights and the number of pairs.
        comparison: knows what forbids a pair.
        small: words that begin no letter of an abbreviation.
    """
    found: dict[tuple[str, str], Pair] = {}
    everyone = list(candidates)
    for kind in sorted({candidate.profile.kind for candidate in everyone}):
        alike = [candidate for candidate in everyone if candidate.profile.kind is kind]
        for one, other, name, alone, why in (*_abbreviations(alike, small), *_longer(alike), *_spellings(alike)):
            if one is other or (one.listed and other.listed) or comparison.forbids(one.profile, other.profile):
                continue
            pair = _pair(one, other, name, alone, why, matching)
            place = (pair.one.profile.id, pair.other.profile.id)
            if place not in found or found[place].score < pair.score:
                found[place] = pair
    ranked = sorted(found.values(), key=lambda pair: (-pair.score, pair.one.profile.id, pair.other.profile.id))
    return ranked[: matching.duplicates]


Resemblance = tuple[Candidate, Candidate, float, float, str]  # likeness of the names, how alone, and why


def _abbreviations(candidates: list[Candidate], small: Collection[str]) -> Iterator[Resemblance]:
    """ "UAZ" and "Universidad Autónoma de Zacatecas"."""
    full: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for candidate in candidates:
        for name, key in zip(candidate.names, candidate.keys, strict=True):
            words = [word for word in key.split("-") if word and word not in small]
            if len(words) > _SHORTEST and not name.isupper():
                full["".join(word[0] for word in words)][candidate.profile.id] = candidate
    for candidate in candidates:
        for name in candidate.names:
            fitting = full.get(name.lower(), {}) if _ABBREVIATION.fullmatch(name.upper()) and " " not in name else {}
            for other in fitting.values():
                yield candidate, other, 1.0, _share(other, fitting.values()), f"the letters of {name}"


def _longer(candidates: list[Candidate]) -> Iterator[Resemblance]:
    """ "Claudia Anaya" and "Claudia Anaya Mota": the words of one begin the other's, or stand in it in their order."""
    by_first: dict[str, list[tuple[tuple[str, ...], Candidate]]] = defaultdict(list)
    for candidate in candidates:
        for key in dict.fromkeys(candidate.keys):
            words = tuple(key.split("-"))
            if len(words) >= _SHORTEST:
                by_first[words[0]].append((words, candidate))
    for first in sorted(by_first):
        by_second: dict[str, list[tuple[tuple[str, ...], Candidate]]] = defaultdict(list)
        for words, candidate in by_first[first]:
            for word in set(words[1:]):
                by_second[word].append((words, candidate))
        for words, candidate in by_first[first]:
            rarest = min((by_second[word] for word in words[1:]), key=len)
            fitting = {
                other.profile.id: other
                for longer, other in rarest
                if len(longer) > len(words) and other is not candidate and _in_order(words, longer)
            }
            for other in fitting.values():
                yield candidate, other, 1.0, _share(other, fitting.values()), "all words of " + " ".join(words)


def _spellings(candidates: list[Candidate]) -> Iterator[Resemblance]:
    """ "Beslan Archba" and "Beslan Arshba": as many words, the first the same or another spelling of it."""
    blocks: dict[tuple[str, int], dict[str, Candidate]] = defaultdict(dict)
    for candidate in candidates:
        for key in candidate.keys:
            words = key.split("-")
            if len(words) >= _SHORTEST:
                for end, word in (("first", words[0]), ("last", words[-1])):
                    blocks[f"{end} {word}", len(words)][key] = candidate
    for block in sorted(blocks):
        keys = sorted(blocks[block])
        likeness = cdist(keys, keys, scorer=Indel.normalized_similarity, dtype=np.float32)
        close = np.argwhere(np.triu(likeness >= _LIKE, k=1))
        near = np.sum(likeness >= _LIKE, axis=1) - 1
        for i, j in close:
            one, other = blocks[block][keys[i]], blocks[block][keys[j]]
            if _words_alike(keys[i].split("-"), keys[j].split("-")):
                yield one, other, float(likeness[i, j]), 1 / max(near[i], near[j]), f"{keys[i]} ~ {keys[j]}"


def _pair(one: Candidate, other: Candidate, name: float, alone: float, why: str, matching: Matching) -> Pair:
    some, others = one.profile, other.profile
    known = bool(some.state and others.state)
    company = len(some.company & others.company) / (min(len(some.company), len(others.company)) or 1)
    values = {
        "name": name,
        "alone": alone,
        "state": 1.0 if known else matching.unknown,
        "company": company,
        "often": min(1.0, math.log10(min(one.mentions, other.mentions)) / _OFTEN),
    }
    score = sum(matching.duplicate_weights[feature] * values[feature] for feature in DUPLICATE_FEATURES)
    reason = ", ".join(f"{feature} {values[feature]:.2f}" for feature in DUPLICATE_FEATURES)
    first, second = sorted((one, other), key=lambda candidate: (-candidate.mentions, candidate.profile.id))
    return Pair(first, second, round(score, 3), f"{why}: {reason}")


def _share(candidate: Candidate, fitting: Iterable[Candidate]) -> float:
    """How many of the mentions of all that a short name fits are of one of them."""
    return candidate.mentions / sum(other.mentions for other in fitting)


def _in_order(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    following = iter(longer)
    return all(word in following for word in words)


def _words_alike(some: list[str], others: list[str]) -> bool:
    """Whether only one word differs, and that in its spelling: "Luévano" and "Luevamo", not "Pérez" and "Gómez"."""
    different = [(one, other) for one, other in zip(some, others, strict=True) if one != other]
    return len(different) == 1 and all(
        min(len(one), len(other)) >= _SPELT and Indel.normalized_similarity(one, other) >= _LIKE_WORD
        for one, other in different
    )
