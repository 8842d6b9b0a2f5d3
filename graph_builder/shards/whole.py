"""What is told once of a whole run: its counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from graph_builder.graph.identifiers import RUN_GRAPH
from graph_builder.graph.provenance import Counts, run_triples
from graph_builder.shards.buckets import quad_sections, quads_by_subject
from graph_builder.shards.facts import ShardFacts
from graph_builder.shards.folder import Folder, digest_of
from graph_builder.shards.sections import write_sections


def write_whole(folder: Folder, total: ShardFacts, counts: Counts, keys: Sequence[str], buckets: int) -> str:
    """Write the quads of the run's graph; return the name of the file.

    Args:
        folder: the working folder.
        total: the numbers of all shards together.
        counts: how much the graph holds.
        keys: of the shards' pieces.
        buckets: how many there are in the run.
    """
    name = f"whole/{digest_of(counts.events, counts.entities, buckets, keys)}.sections"
    if not folder.has(name):
        triples = run_triples(total.run, total.min_confidence, counts)
        write_sections(folder, name, quad_sections(quads_by_subject(triples, RUN_GRAPH, buckets)), {})
    return name


def summed(shards: Iterable[ShardFacts]) -> ShardFacts:
    """Return the numbers of all shards together."""
    several = tuple(shards)
    counted = ("confidences", "rules", "relations", "reviewed")
    sums = {name: sum((Counter(getattr(one, name)) for one in several), Counter[str]()) for name in counted}
    return ShardFacts(
        articles=sum(one.articles for one in several),
        facts=sum(one.facts for one in several),
        held_back=sum(one.held_back for one in several),
        **{name: dict(total) for name, total in sums.items()},
        violations=tuple(sorted(violation for one in several for violation in one.violations)),
        failed=tuple(lost for one in several for lost in one.failed),
        stale=tuple(sorted({article for one in several for article in one.stale})),
        run=several[0].run,
        min_confidence=several[0].min_confidence,
    )
