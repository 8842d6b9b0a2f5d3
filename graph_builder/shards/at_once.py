"""Stage 4d: the formats that need a graph's facts all at once, for graphs that are not too large for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter
from rdflib import Dataset

from graph_builder.export import EXPORTERS
from graph_builder.graph.assemble import assemble
from graph_builder.model import Article, Entity, Fact, KnowledgeGraph, Link
from graph_builder.settings import Settings
from graph_builder.shards.merge import STREAMED, Pieces, joined, listed_entities

MOST_FACTS = 200_000
MOST_IN_RDF = 20_000  # facts, each of which is some seventy triples


@dataclass(frozen=True, slots=True)
class AtOnceTask:
    """What is to be written, and where: a folder of the machine that carries it out."""

    pieces: Pieces
    formats: tuple[str, ...]
    folder: Path


def divided(formats: Sequence[str], facts: int) -> tuple[list[str], list[str], list[str]]:
    """Return which formats are written piece by piece, which at once, and which not at all for so many facts."""
    streamed = [name for name in formats if name in STREAMED]
    others = [name for name in formats if name not in STREAMED]
    left_out = [name for name in others if facts > (MOST_IN_RDF if EXPORTERS[name].of_rdf else MOST_FACTS)]
    return streamed, [name for name in others if name not in left_out], left_out


def write_at_once(settings: Settings, task: AtOnceTask) -> None:
    """Write formats of the whole graph; its links are read only where RDF is asked for, the facts held back never."""
    of_rdf = any(EXPORTERS[name].of_rdf for name in task.formats)
    pieces = task.pieces
    graph = KnowledgeGraph(
        articles=tuple(TypeAdapter(list[Article]).validate_json(_list(pieces, "kg.articles"))),
        entities=tuple(TypeAdapter(list[Entity]).validate_json(b"[" + b",".join(listed_entities(pieces)) + b"]")),
        links=tuple(TypeAdapter(list[Link]).validate_json(_list(pieces, "kg.links"))) if of_rdf else (),
        facts=tuple(TypeAdapter(list[Fact]).validate_json(_list(pieces, "kg.facts"))),
        run=pieces.total.run,
        held_back=tuple(TypeAdapter(list[Fact]).validate_json(_list(pieces, "kg.held_back"))) if of_rdf else (),
        min_confidence=pieces.total.min_confidence,
    )
    dataset = assemble(graph) if of_rdf else Dataset()
    for name in task.formats:
        exporter = EXPORTERS[name]
        (task.folder / exporter.file_name).write_bytes(exporter.export(graph, dataset))


def _list(pieces: Pieces, section: str) -> bytes:
    return b"[" + b"".join(joined(pieces.of_shards(section))) + b"]"
