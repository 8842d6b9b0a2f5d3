"""Which part of the work a line belongs to, where what belongs together comes from many shards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from rdflib import URIRef

from graph_builder.export.rdf.terms import Triple, nq_line

_STATEMENTS = 16_000  # in a bucket: its quads and claims fit into the memory of a worker
_MOST = 4096


def buckets_for(statements: int) -> int:
    """Return into how many buckets the lines of a run go: a power of two, which few more articles do not change."""
    return min(_MOST, 1 << (-(-statements // _STATEMENTS) - 1).bit_length()) if statements else 1


def bucket_of(key: str, buckets: int) -> int:
    """Return the bucket of a key, the same in every process."""
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) % buckets


def quads_by_subject(triples: Iterable[Triple], graph: URIRef, buckets: int) -> dict[int, set[str]]:
    """Return the triples of a named graph as lines of N-Quads, by the bucket of their subject."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for triple in triples:
        line = nq_line(triple, graph)
        found[bucket_of(line[: line.index(" ")], buckets)].add(line)
    return found


def quad_sections(quads: Mapping[int, Iterable[str]]) -> dict[str, bytes]:
    """Return quads as the sections of a file, each sorted: see `quads_section`."""
    return {quads_section(bucket): "".join(sorted(lines)).encode() for bucket, lines in quads.items()}


def quads_section(bucket: int) -> str:
    """Return the name of the section with the quads of a bucket."""
    return f"quads/{bucket}"
