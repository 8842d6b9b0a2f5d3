"""One actor, one node: every name of `golden/actors.tsv` leads to its actor, in the seeds and in articles of your own.

The list was read by eye over the development articles, which are no part of the repository: to check it on them, name
their folder in GRAPH_BUILDER_ARTICLES.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from graph_builder.builder import build
from graph_builder.model import EntityKind, MentionKind
from graph_builder.settings import Settings

GOLDEN = Path(__file__).parent / "golden" / "actors.tsv"
FOLDERS = ("seeds", *filter(None, [os.environ.get("GRAPH_BUILDER_ARTICLES")]))
ACTORS = {EntityKind.COUNTRY, EntityKind.ORGANIZATION, EntityKind.PERSON}
LEAST = {"seeds": 10}


@pytest.fixture(scope="module")
def golden() -> dict[str, set[str]]:
    """Name -> the actors that it may mean, as the list has it."""
    rows = [line for line in GOLDEN.read_text("utf-8").splitlines() if not line.startswith("#")]
    found = defaultdict(set)
    for row in csv.DictReader(rows, delimiter="\t"):
        for name in row["names"].split(" | "):
            found[name].add(row["entity"])
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_names_lead_to_their_actors_and_no_actor_is_split_or_holds_two(folder, golden, tmp_path):
    graph = build(Settings(inputs=(folder,), out=tmp_path, dry_run=True)).graph
    kinds = {entity.id: entity.kind for entity in graph.entities}
    seen = defaultdict(set)
    for link in graph.links:
        if link.mention.kind is MentionKind.NAME and kinds[link.entities[0]] in ACTORS:
            seen[link.mention.text].update(link.entities)
    wrong = {name: sorted(found - golden[name]) for name, found in seen.items() if golden.get(name, found) != found}
    assert {name: ids for name, ids in wrong.items() if ids} == {}
    assert len(seen.keys() & golden.keys()) >= LEAST.get(folder, 300)


def test_no_name_leads_to_two_actors_but_family_names(golden):
    shared = {name: sorted(actors) for name, actors in golden.items() if len(actors) > 1}
    assert all(len(name.split()) == 1 and all(a.startswith("per-") for a in actors) for name, actors in shared.items())
