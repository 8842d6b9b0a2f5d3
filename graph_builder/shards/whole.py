"""What is told once of a whole run: its counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph_builder.export.rdf.terms import nt_term
from graph_builder.graph.identifiers import RUN_GRAPH
from graph_builder.graph.provenance import Counts, run_triples
from graph_builder.settings import Settings
from graph_builder.shards.buckets import bucket_of, subject_of
from graph_builder.shards.facts import ShardFacts, told_of
from graph_builder.shards.folder import open_folder
from graph_builder.shards.sections import write_sections


@dataclass(frozen=True, slots=True)
class WholeTask:
    """What the whole run has come to."""

    keys: tuple[str, ...]  # of the shards' pieces
    events: int
    entities: int
    buckets: int
    name: str  # of the file to write


def make_whole(settings: Settings, task: WholeTask) -> None:
    """Write the quads of the run's graph."""
    folder = open_folder(settings.work)
    if not folder.has(task.name):
        total = summed(told_of(key, folder) for key in task.keys)
        counts = Counts(total.articles, total.facts, task.events, task.entities, total.held_back)
        lines: defaultdict[int, list[str]] = defaultdict(list)
        name = nt_term(RUN_GRAPH)
        for subject, predicate, value in run_triples(total.run, total.min_confidence, counts):
            line = f"{nt_term(subject)} {nt_term(predicate)} {nt_term(value)} {name} .\n"
            lines[bucket_of(subject_of(line), task.buckets)].append(line)
        sections = {f"quads/{bucket}": "".join(some).encode() for bucket, some in lines.items()}
        write_sections(folder, task.name, sections, {})


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
