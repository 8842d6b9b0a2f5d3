"""Which language a text is in, by its function words: so that what cannot be read is told, not read in vain."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from graph_builder.vocabulary.paths import ontology_file

_FILE = "function_words.tsv"
_WORD = re.compile(r"[^\W\d_]+")
_READ = 4000  # words; the beginning of a text tells
_FEWEST = 3  # function words of the other language that a text must have
_SHARE = 0.15  # of its words that they must be: names have some too ("Bank of America", "Lula da Silva")
_TIMES = 3  # how many times as many as of the language that is expected


@dataclass(frozen=True, slots=True)
class Language:
    """A language and what it is known by."""

    code: str
    name: str
    words: frozenset[str]


@cache
def _languages() -> tuple[Language, ...]:
    with ontology_file(_FILE).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    return tuple(Language(row["language"], row["name"], frozenset(row["words"].split())) for row in rows)


def other_language(text: str, expected: str = "es") -> Language | None:
    """Return the language that a text is in where it is plainly not the one expected; None where it is, or may be.

    The words that another language does not share with the one expected are counted, so a Spanish text with an English
    quotation stays Spanish, and a text of a few words is taken for what it is said to be.
    """
    counts = Counter(_WORD.findall(text.lower())[:_READ])
    own = next((language.words for language in _languages() if language.code == expected), frozenset())
    best: tuple[int, Language] | None = None
    total = counts.total()
    for language in (one for one in _languages() if one.code != expected):
        found = sum(counts[word] for word in language.words - own)
        against = sum(counts[word] for word in own - language.words)
        if found >= max(_FEWEST, _TIMES * against, _SHARE * total) and (best is None or found > best[0]):
            best = (found, language)
    return best[1] if best else None
