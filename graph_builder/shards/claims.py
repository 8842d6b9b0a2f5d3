"""Stage 4a: what all articles together say of events, their status and the edges that they justify; and the actors.

All claims about one pair of participants are in one bucket, and so are all entities of one id: each bucket is done by
itself.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import TypeAdapter
from rdflib import URIRef

from graph_builder.export.rdf.terms import nt_term
from graph_builder.graph.assemble import consensus_triples
from graph_builder.graph.identifiers import CONSENSUS_GRAPH
from graph_builder.graph.scheme import load_scheme
from graph_builder.graph.status import event_of
from graph_builder.model import Fact
from graph_builder.settings import Settings
from graph_builder.shards.buckets import bucket_of, subject_of
from graph_builder.shards.folder import open_folder
from graph_builder.shards.sections import Sections, in_parts, write_sections

ENTITIES = "entities"
_FOLDER = "consensus"


@dataclass(frozen=True, slots=True)
class Claim:
    """What the status of an event depends on."""

    fact: Fact
    source: str  # what is independent of other sources

    @classmethod
    def of(cls, fact: Fact, source: str) -> Claim:
        """Return a fact without its words and reasons."""
        bare = replace(fact, evidence="", theme="", cue="", repeated=(), speaks_for=(), speaks_against=())
        return cls(bare, source)


@dataclass(frozen=True, slots=True)
class BucketTask:
    """One bucket of what shards have left."""

    bucket: int
    buckets: int
    keys: tuple[str, ...]  # of the shards' pieces, in the order of the shards

    @property
    def digest(self) -> str:
        """What the result follows from."""
        return hashlib.sha256(f"{self.bucket}/{self.buckets}/{','.join(self.keys)}".encode()).hexdigest()[:24]


def pair_of(fact: Fact) -> str:
    """Return the participants of a fact in one order, as a key."""
    return "\0".join(sorted((fact.subject_id, fact.object_id)))


def make_consensus(settings: Settings, task: BucketTask) -> tuple[int, int]:
    """Write the quads of the consensus graph about the pairs of one bucket, and the entities of one.

    Returns:
        How many events and how many entities there are.
    """
    folder = open_folder(settings.work)
    if not folder.has(consensus_file(task)):
        scheme = load_scheme()
        by_event: defaultdict[URIRef, list[Fact]] = defaultdict(list)
        sources: dict[str, str] = {}
        entities: dict[bytes, bytes] = {}  # where shards differ, as the last has it
        for key in task.keys:
            pieces = Sections(folder, f"facts/{key}.sections")
            entities.update(
                {
                    line[: line.index(b"\t")]: line
                    for line in pieces.read(f"entities/{task.bucket}").splitlines(keepends=True)
                }
            )
            for claim in claims_from_bytes(pieces.read(f"claims/{task.bucket}")):
                by_event[event_of(claim.fact, scheme)].append(claim.fact)
                sources[claim.fact.article] = claim.source
        quads: defaultdict[int, list[str]] = defaultdict(list)
        name = nt_term(CONSENSUS_GRAPH)
        for subject, predicate, value in consensus_triples(by_event, scheme, sources):
            line = f"{nt_term(subject)} {nt_term(predicate)} {nt_term(value)} {name} .\n"
            quads[bucket_of(subject_of(line), task.buckets)].append(line)
        sections = {f"quads/{bucket}": "".join(some).encode() for bucket, some in quads.items()}
        sections |= in_parts(ENTITIES, (entities[key] for key in sorted(entities)))
        write_sections(folder, consensus_file(task), sections, {"events": len(by_event), "entities": len(entities)})
    told = Sections(folder, consensus_file(task)).told
    return int(str(told["events"])), int(str(told["entities"]))


def consensus_file(task: BucketTask) -> str:
    """Return the name of the file with a bucket's quads."""
    return f"{_FOLDER}/{task.digest}.sections"


def claims_to_bytes(claims: Sequence[Claim]) -> bytes:
    """Return claims as JSON."""
    return _adapter().dump_json(list(claims), exclude_defaults=True)


def claims_from_bytes(content: bytes) -> list[Claim]:
    """Return the claims that `claims_to_bytes` wrote."""
    return _adapter().validate_json(content or b"[]")


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[list[Claim]]:
    return TypeAdapter(list[Claim])
