"""spaCy's lookups data for Spanish (MIT) in, the tables that a pipeline takes from it out."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from spacy.util import load_language_data, registry

from graph_builder.errors import ConfigurationError
from graph_builder.nlp import word_clusters

_LANGUAGE, _LEMMAS = "es", "lemma_lookup"
_INFINITIVE = ("ar", "er", "ir", "ír")


def most_frequent(clusters: Mapping[str, int], size: int) -> dict[str, int]:
    """Clusters of so many forms, without those of none; the table begins with the most frequent form."""
    return dict(islice(((form, cluster) for form, cluster in clusters.items() if cluster), size))


def clusters(size: int) -> dict[str, int]:
    """The Brown clusters of the most frequent forms."""
    return most_frequent(_table(word_clusters.TABLE), size)


def infinitives(forms: Mapping[str, object]) -> dict[str, str]:
    """The infinitives of those of the forms that are forms of verbs."""
    return {form: lemma for form, lemma in _table(_LEMMAS).items() if lemma.endswith(_INFINITIVE) and form in forms}


def _table(name: str) -> dict[str, Any]:
    try:
        file = registry.lookups.get(_LANGUAGE)[name]
    except ValueError as error:
        message = "spacy-lookups-data is missing; install the extra: uv sync --extra training"
        raise ConfigurationError(message) from error
    return dict(load_language_data(file))
