"""Stage 4c: the files of the run, written from the pieces of the stages before, one piece in memory at a time.

They have the same bytes as those of a run in memory. Formats that need the whole graph at once are in `at_once`.
"""

from __future__ import annotations

import heapq
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from graph_builder.export import EXPORTERS
from graph_builder.export.rdf.blocks import under_headings
from graph_builder.export.rdf.terms import prefix_lines
from graph_builder.export.tables.facts_csv import HEADER
from graph_builder.graph.snapshot import GZIP_LEVEL
from graph_builder.model import Run
from graph_builder.shards.facts import ENTITIES, ShardFacts, pieces_of
from graph_builder.shards.folder import Folder
from graph_builder.shards.sections import Sections
from graph_builder.shards.subjects import NQUADS, TURTLE, blocks_from

_GZIP = 31  # zlib's number for a gzip member


@dataclass(frozen=True, slots=True)
class Pieces:
    """Everything that the outputs are put together from."""

    folder: Folder
    keys: tuple[str, ...]  # of the shards' pieces
    consensus: tuple[str, ...]  # the files of entities, one a bucket
    subjects: tuple[str, ...]  # the files of quads and blocks, one a bucket
    quads: tuple[str, ...]  # the files whose quads were sorted
    entities: int
    total: ShardFacts

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the last stages."""
        return (*self.quads, *self.subjects)

    def of_shards(self, section: str) -> Iterator[bytes]:
        """Yield one section of each shard, in their order, but for empty ones."""
        return filter(None, (Sections(self.folder, pieces_of(key)).read(section) for key in self.keys))


def csv(pieces: Pieces) -> Iterator[bytes]:
    """The facts table: the rows of all shards, one after the other."""
    yield HEADER
    yield from pieces.of_shards("csv")


def jsonl(pieces: Pieces) -> Iterator[bytes]:
    """The facts as JSON Lines."""
    return pieces.of_shards("jsonl")


def nquads(pieces: Pieces) -> Iterator[bytes]:
    """All quads, sorted: a merge of the sorted buckets."""
    runs = [Sections(pieces.folder, name).lines(NQUADS) for name in pieces.subjects]
    return heapq.merge(*runs)


def turtle(pieces: Pieces) -> Iterator[bytes]:
    """Turtle, the blocks of all subjects under their headings."""
    files = [Sections(pieces.folder, name) for name in pieces.subjects]
    used = {prefix for file in files for prefix in TypeAdapter(list[str]).validate_python(file.told["prefixes"])}
    yield prefix_lines(used).encode()
    ordered = heapq.merge(*(blocks_from(file.lines(TURTLE)) for file in files), key=lambda block: block.order)
    yield from (text.encode() for text in under_headings(ordered))


def snapshot(pieces: Pieces) -> Iterator[bytes]:
    """The graph as gzipped JSON, its entries as the shards have written them."""
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, _GZIP)
    yield from (packer.compress(part) for part in _json(pieces))
    yield packer.flush()


def _json(pieces: Pieces) -> Iterator[bytes]:
    yield b'{"articles":['
    yield from joined(pieces.of_shards("kg.articles"))
    yield b'],"entities":['
    yield from joined(listed_entities(pieces))
    yield b'],"links":['
    yield from joined(pieces.of_shards("kg.links"))
    yield b'],"facts":['
    yield from joined(pieces.of_shards("kg.facts"))
    yield b'],"run":' + TypeAdapter(Run).dump_json(pieces.total.run) + b',"held_back":['
    yield from joined(pieces.of_shards("kg.held_back"))
    yield b'],"min_confidence":' + TypeAdapter(float).dump_json(pieces.total.min_confidence) + b"}"


def listed_entities(pieces: Pieces) -> Iterator[bytes]:
    """Yield the entities of all shards as JSON, each once, sorted by their ids."""
    runs = [Sections(pieces.folder, name).lines(ENTITIES) for name in pieces.consensus]
    return (line.rstrip(b"\n").partition(b"\t")[2] for line in heapq.merge(*runs, key=_id))


def _id(line: bytes) -> bytes:
    return line[: line.index(b"\t")]


def joined(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield parts with commas between them."""
    for number, part in enumerate(parts):
        if number:
            yield b","
        yield part


STREAMED: dict[str, Callable[[Pieces], Iterator[bytes]]] = {
    "csv": csv,
    "jsonl": jsonl,
    "kg": snapshot,
    "nq": nquads,
    "ttl": turtle,
}


def write_streamed(pieces: Pieces, name: str, folder: Path) -> Path:
    """Write one of the formats that are put together piece by piece; return the file."""
    path = folder / EXPORTERS[name].file_name
    with path.open("wb") as file:
        for part in STREAMED[name](pieces):
            file.write(part)
    return path


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
