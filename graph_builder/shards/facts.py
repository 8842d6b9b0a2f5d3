"""Stage 3: the facts of a shard, judged and validated, in the pieces that the last stage puts together.

Articles are taken a few at a time, so that RDF never fills the memory. A piece is a part of an output file (rows of
facts.csv, entries of knowledge.json.gz) or lines that are sorted by what they are needed for: quads by their subject,
claims by their pair of participants (`buckets`).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice

from pydantic import TypeAdapter
from rdflib import Dataset

from graph_builder.export.rdf.terms import named_graphs
from graph_builder.export.tables.facts_csv import csv_rows
from graph_builder.export.tables.facts_jsonl import to_facts_jsonl
from graph_builder.faults import without_failing
from graph_builder.graph.identifiers import CONSENSUS_GRAPH, RUN_GRAPH
from graph_builder.graph.snapshot import part_to_json
from graph_builder.graph.validate import Violation, assemble_valid
from graph_builder.model import Entity, KnowledgeGraph, Run
from graph_builder.records.code import program_sha256
from graph_builder.records.record import Record
from graph_builder.resolve import Resolver
from graph_builder.review import put_over
from graph_builder.settings import Settings
from graph_builder.shards import pack
from graph_builder.shards.buckets import bucket_of, quad_sections, quads_by_subject
from graph_builder.shards.claims import Claim, claims_to_bytes, pair_of
from graph_builder.shards.folder import Folder, digest_of, open_folder
from graph_builder.shards.plan import Plan, Shard
from graph_builder.shards.read import Lost, records_of
from graph_builder.shards.reduce import Renamings
from graph_builder.shards.sections import Sections, write_sections
from graph_builder.shards.tasks import loaded
from graph_builder.tools import Tools

_TOGETHER = 100  # articles whose RDF is in memory at once
_FOLDER = "facts"
ENTITIES = "entities"  # lines of an id, a tab and JSON
_KEYS = "facts.json"


@dataclass(frozen=True, slots=True)
class FactsTask:
    """A shard whose facts are to be made."""

    shard: Shard
    names: str  # its file of renamings
    key: str  # names what is made: a digest of all that it is made from
    buckets: int


@dataclass(frozen=True, slots=True)
class ShardFacts:
    """What was made of a shard, in numbers."""

    articles: int
    facts: int
    held_back: int
    confidences: dict[str, int]  # of the facts: how many have which
    rules: dict[str, int]
    relations: dict[str, int]
    violations: tuple[Violation, ...]
    failed: tuple[Lost, ...]
    reviewed: dict[str, int]
    stale: tuple[str, ...]
    run: Run
    min_confidence: float


def facts_maker(settings: Settings, _: None) -> str:
    """Return a digest of all that facts are made with, beside the articles and their actors."""
    tools = loaded(settings)[0]
    return digest_of(
        program_sha256(), tools.judge.sha256, tools.min_confidence, tools.maker.run.only_with,
        [repr(judgement) for judgement in tools.judgements],
    )  # fmt: skip


def facts_task(shard: Shard, names: str, maker: str, buckets: int) -> FactsTask:
    """Return the task of a shard.

    Args:
        shard: whose records are there.
        names: its file of renamings.
        maker: see `facts_maker`.
        buckets: how many there are in the run.
    """
    return FactsTask(shard, names, digest_of(shard.digest, names, maker, buckets), buckets)


def write_keys(plan: Plan, tasks: Sequence[FactsTask], folder: Folder) -> None:
    """Write which pieces the shards of a plan have, or will have."""
    keys = {task.shard.digest: task.key for task in tasks}
    folder.write(_KEYS, json.dumps({"plan": plan.digest, "keys": keys}).encode())


def keys_of(plan: Plan, folder: Folder) -> list[str]:
    """Return the names of the pieces of a plan's shards; none where that is not settled yet."""
    told = json.loads(folder.read(_KEYS)) if folder.has(_KEYS) else {}
    return [told["keys"][shard.digest] for shard in plan.shards] if told.get("plan") == plan.digest else []


def make_shard_facts(settings: Settings, task: FactsTask) -> None:
    """Make the facts of a shard and all pieces of outputs that follow from them alone."""
    folder = open_folder(settings.work)
    if not folder.has(pieces_of(task.key)):
        tools, resolver = loaded(settings)
        made = _Made(tools, resolver, Renamings(task.names, folder), task.buckets)
        rest = pack.records(folder.read(records_of(task.shard)))
        while records := tuple(islice(rest, _TOGETHER)):
            made.add(records)
        write_sections(folder, pieces_of(task.key), *made.pieces())


def pieces_of(key: str) -> str:
    """Return the name of the file with a shard's pieces."""
    return f"{_FOLDER}/{key}.sections"


def told_of(key: str, folder: Folder) -> ShardFacts:
    """Return the numbers of a shard whose facts are made."""
    return TypeAdapter(ShardFacts).validate_python(Sections(folder, pieces_of(key)).told["shard"])


class _Made:
    """The pieces of one shard so far."""

    def __init__(self, tools: Tools, resolver: Resolver, renamings: Renamings, buckets: int) -> None:
        self._tools, self._resolver, self._renamings, self._buckets = tools, resolver, renamings, buckets
        self._known = tools.vocabulary.gazetteer.entities
        self._texts: defaultdict[str, list[bytes]] = defaultdict(list)
        self._lists: defaultdict[str, list[bytes]] = defaultdict(list)
        self._entities: dict[str, Entity] = {}
        self._quads: defaultdict[int, set[str]] = defaultdict(set)
        self._claims: defaultdict[int, list[Claim]] = defaultdict(list)
        self._counts = Counter[str]()
        self._confidences, self._rules, self._relations, self._reviewed = (Counter[str]() for _ in range(4))
        self._violations: list[Violation] = []
        self._failed: list[Lost] = []
        self._stale: set[str] = set()
        self._run = tools.maker.run

    def add(self, records: Sequence[Record]) -> None:
        """Make the facts of some articles."""
        made, failures = without_failing(records, self._assembled, lambda record: record.article)
        graph, dataset, violations = made
        self._failed += map(Lost.of, failures)
        reviewed = put_over(graph, self._tools.judgements)
        self._reviewed.update({str(verdict): number for verdict, number in reviewed.counts.items()})
        self._stale.update(reviewed.stale)
        self._violations += violations
        self._run = graph.run
        self._add_graph(graph, dataset)
        self._add_quads(dataset)

    def pieces(self) -> tuple[dict[str, bytes], dict[str, object]]:
        """Return all sections, and the numbers."""
        sections = {name: b"".join(parts) for name, parts in self._texts.items()}
        sections |= {name: b",".join(parts) for name, parts in self._lists.items()}
        entities: defaultdict[int, list[bytes]] = defaultdict(list)
        for key, entity in self._entities.items():
            entities[bucket_of(key, self._buckets)].append(key.encode() + b"\t" + part_to_json(entity) + b"\n")
        sections |= {f"{ENTITIES}/{bucket}": b"".join(lines) for bucket, lines in entities.items()}
        sections |= quad_sections(self._quads)
        for bucket, claims in self._claims.items():
            sections[f"claims/{bucket}"] = claims_to_bytes(claims)
        told = ShardFacts(
            articles=self._counts["articles"],
            facts=self._counts["facts"],
            held_back=self._counts["held_back"],
            confidences=dict(self._confidences),
            rules=dict(self._rules),
            relations=dict(self._relations),
            violations=tuple(self._violations),
            failed=tuple(self._failed),
            reviewed=dict(self._reviewed),
            stale=tuple(sorted(self._stale)),
            run=self._run,
            min_confidence=self._tools.min_confidence,
        )
        return sections, {"shard": asdict(told)}

    def _assembled(self, records: Sequence[Record]) -> tuple[KnowledgeGraph, Dataset, tuple[Violation, ...]]:
        actors = [self._renamings.applied(self._resolver.article(one.extraction), self._known) for one in records]
        return assemble_valid(self._tools.shown(self._tools.linked(records, self._resolver.settled(actors))))

    def _add_graph(self, graph: KnowledgeGraph, dataset: Dataset) -> None:
        self._entities.update({entity.id: entity for entity in graph.entities})
        self._counts.update(articles=len(graph.articles), facts=len(graph.facts), held_back=len(graph.held_back))
        self._confidences.update(repr(fact.confidence) for fact in graph.facts)
        self._rules.update(fact.rule for fact in graph.facts)
        self._relations.update(fact.relation for fact in graph.facts)
        self._texts["csv"].append(csv_rows(graph))
        self._texts["jsonl"].append(to_facts_jsonl(graph, dataset))
        self._lists["kg.articles"] += map(part_to_json, graph.articles)
        self._lists["kg.links"] += map(part_to_json, graph.links)
        self._lists["kg.facts"] += map(part_to_json, graph.facts)
        self._lists["kg.held_back"] += map(part_to_json, graph.held_back)
        sources = {article.id: article.publisher or article.id for article in graph.articles}
        for fact in graph.facts:
            claim = Claim.of(fact, sources[fact.article])
            self._claims[bucket_of(pair_of(fact), self._buckets)].append(claim)

    def _add_quads(self, dataset: Dataset) -> None:
        """Keep the quads of all graphs but the two that all articles together make."""
        for name, triples in named_graphs(dataset):
            if name in (CONSENSUS_GRAPH, RUN_GRAPH):
                continue
            for bucket, lines in quads_by_subject(triples, name, self._buckets).items():
                self._quads[bucket] |= lines
