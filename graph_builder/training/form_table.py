"""Gold trees and a list of verb forms in, the table of forms for `nlp.known_forms` out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from spacy.tokens import DocBin
from spacy.vocab import Vocab

from graph_builder.nlp.known_forms import LONGEST, SHORTEST, VERB, Form, FormTable

_SURE = 0.98  # share of a form's places, or of an ending's forms, from which on they have one analysis
_SEEN = 2  # places of a form before its features are believed
_ALIKE = 5  # forms of an ending before it tells anything
_INFLECTED = {"VERB", "AUX", "ADJ", "NOUN"}  # parts of speech whose endings tell features
_NAMES = {"PROPN", "X", "SYM", "PUNCT", "SPACE", "NUM"}  # parts of speech whose forms are not worth a table


def learn_forms(trees: Path, vocab: Vocab, infinitives: Mapping[str, str] | None = None) -> FormTable:
    """Count the analyses of each form.

    Args:
        trees: a DocBin with parts of speech, lemmas and features; a text that it repeats counts once.
        vocab: any.
        infinitives: of forms of verbs; believed where the trees do not hold the form.
    """
    lemmas: dict[Form, Counter[str]] = defaultdict(Counter)
    features: dict[Form, Counter[str]] = defaultdict(Counter)
    for doc in {doc.text: doc for doc in DocBin().from_disk(trees).get_docs(vocab)}.values():
        for token in doc:
            if token.pos_ and token.pos_ not in _NAMES:
                lemmas[token.lower_, token.pos_][token.lemma_] += 1
                features[token.lower_, token.pos_][str(token.morph)] += 1
    endings = _endings(features)
    forms = {
        form: (
            _sure(counts, 1),
            _sure(features[form], _SEEN) if features[form].total() >= _SEEN else _by(form, endings),
        )
        for form, counts in lemmas.items()
    }
    untold = {form: lemma for form, lemma in (infinitives or {}).items() if (form, VERB) not in forms}
    return FormTable(forms, endings, untold)


def _sure(counts: Counter[str], least: int) -> str | None:
    """What nearly all places have, where there are at least so many."""
    (first, most), *_ = counts.most_common(1)
    return first if counts.total() >= least and most >= _SURE * counts.total() else None


def _endings(features: dict[Form, Counter[str]]) -> dict[Form, str]:
    """Endings whose forms have the same features, without those that a shorter one tells already."""
    seen: dict[Form, Counter[str]] = defaultdict(Counter)
    for (word, tag), counts in features.items():
        if tag in _INFLECTED:
            for size in range(SHORTEST, min(LONGEST, len(word) - 1) + 1):
                seen[word[-size:], tag][counts.most_common(1)[0][0]] += 1
    told: dict[Form, str] = {}
    for ending, tag in sorted(seen, key=lambda form: (len(form[0]), form)):
        found = _sure(seen[ending, tag], _ALIKE)
        if found is not None and _by((ending, tag), told) != found:
            told[ending, tag] = found
    return told


def _by(form: Form, endings: dict[Form, str]) -> str | None:
    """What the longest ending of a form tells."""
    word, tag = form
    sizes = range(min(LONGEST, len(word) - 1), SHORTEST - 1, -1)
    return next((endings[word[-size:], tag] for size in sizes if (word[-size:], tag) in endings), None)
