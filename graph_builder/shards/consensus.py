"""Stage 4a: what all articles together say of events, their status and the edges that they justify; and the actors.

All claims about one pair of participants are in one bucket, and so are all entities of one id: each bucket is done by
itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rdflib import URIRef

from graph_builder.graph.assemble import consensus_triples
from graph_builder.graph.identifiers import CONSENSUS_GRAPH
from graph_builder.graph.scheme import load_scheme
from graph_builder.graph.status import event_of
from graph_builder.model import Fact
from graph_builder.settings import Settings
from graph_builder.shards.buckets import quad_sections, quads_by_subject
from graph_builder.shards.claims import claims_from_bytes
from graph_builder.shards.facts import ENTITIES, pieces_of
from graph_builder.shards.folder import digest_of, open_folder
from graph_builder.shards.sections import Sections, in_parts, write_sections

_FOLDER = "consensus"


@dataclass(frozen=True, slots=True)
class BucketTask:
    """One bucket of what shards have left."""

    bucket: int
    buckets: int
    keys: tuple[str, ...]  # of the shards' pieces, in the order of the shards

    @property
    def digest(self) -> str:
        """What the result follows from."""
        return digest_of(self.bucket, self.buckets, self.keys)


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
            pieces = Sections(folder, pieces_of(key))
            lines = pieces.read(f"{ENTITIES}/{task.bucket}").splitlines(keepends=True)
            entities.update({line[: line.index(b"\t")]: line for line in lines})
            for claim in claims_from_bytes(pieces.read(f"claims/{task.bucket}")):
                by_event[event_of(claim.fact, scheme)].append(claim.fact)
                sources[claim.fact.article] = claim.source
        triples = consensus_triples(by_event, scheme, sources)
        sections = quad_sections(quads_by_subject(triples, CONSENSUS_GRAPH, task.buckets))
        sections |= in_parts(ENTITIES, (entities[key] for key in sorted(entities)))
        write_sections(folder, consensus_file(task), sections, {"events": len(by_event), "entities": len(entities)})
    told = Sections(folder, consensus_file(task)).told
    return int(str(told["events"])), int(str(told["entities"]))


def consensus_file(task: BucketTask) -> str:
    """Return the name of the file with a bucket's quads."""
    return f"{_FOLDER}/{task.digest}.sections"
