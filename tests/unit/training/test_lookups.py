"""Tables of spaCy's lookups data: what of them a pipeline takes."""

from __future__ import annotations

import pytest

from graph_builder.training.lookups import clusters, infinitives, most_frequent


def test_the_most_frequent_forms_are_kept_without_those_of_no_cluster() -> None:
    assert most_frequent({"de": 2, ",": 0, "la": 1, "rara": 7}, 2) == {"de": 2, "la": 1}


def test_forms_of_verbs_have_infinitives() -> None:
    pytest.importorskip("spacy_lookups_data", reason="of the extra `training`")
    assert infinitives({"violó": 1, "misiles": 1}) == {"violó": "violar"}


def test_towns_share_a_cluster() -> None:
    pytest.importorskip("spacy_lookups_data", reason="of the extra `training`")
    found = clusters(150_000)
    assert len(found) == 150_000
    assert found["Moscú"] == found["Minsk"]
