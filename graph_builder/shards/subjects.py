"""Stage 4b: all quads of some subjects, sorted, and the same as blocks of Turtle.

All quads of one subject are in one bucket, so that each bucket is done by itself; the last stage merges them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.term import Node

from graph_builder.export.rdf.blocks import Block, blocks
from graph_builder.export.rdf.terms import Triple, TurtleTerms
from graph_builder.settings import Settings
from graph_builder.shards.buckets import quads_section
from graph_builder.shards.folder import digest_of, open_folder
from graph_builder.shards.sections import Sections, in_parts, write_sections

_FOLDER = "subjects"
NQUADS, TURTLE = "nq", "ttl"


@dataclass(frozen=True, slots=True)
class SubjectsTask:
    """One bucket of subjects, and the files that have quads about them."""

    bucket: int
    files: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What the result follows from."""
        return digest_of(self.bucket, self.files)


def make_subjects(settings: Settings, task: SubjectsTask) -> str:
    """Write the sorted quads of a bucket and its blocks of Turtle; return the name of the file."""
    folder = open_folder(settings.work)
    name = f"{_FOLDER}/{task.digest}.sections"
    if not folder.has(name):
        read = (Sections(folder, file).read(quads_section(task.bucket)) for file in task.files)
        lines = sorted({line for content in read for line in content.splitlines(keepends=True)})
        terms = TurtleTerms()
        of_one = groupby(lines, key=lambda line: line[: line.index(b" ")])
        described = (block for _, some in of_one for block in blocks(_triples([*some]), terms))
        ordered = sorted(described, key=lambda block: block.order)
        turtle = (json.dumps([one.section, one.subject, one.text]).encode() + b"\n" for one in ordered)
        sections = {**in_parts(NQUADS, lines), **in_parts(TURTLE, turtle)}
        write_sections(folder, name, sections, {"prefixes": terms.used()})
    return name


def blocks_from(lines: Iterable[bytes]) -> Iterator[Block]:
    """Yield the blocks of a bucket, in order."""
    for line in lines:
        section, subject, text = json.loads(line)
        yield Block(section, subject, text)


def _triples(lines: Sequence[bytes]) -> Iterable[Triple]:
    """The triples of lines of N-Quads, each once."""
    return {
        (_node(quad.subject), _node(quad.predicate), _term(quad.object))
        for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)
    }


def _term(term: object) -> Node:
    if not isinstance(term, ox.Literal):
        return _node(term)
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=_iri(term.datatype.value), normalize=False)


def _node(term: object) -> URIRef:
    return _iri(term.value)  # type: ignore[attr-defined]


@lru_cache(maxsize=1 << 16)
def _iri(iri: str) -> URIRef:
    return URIRef(iri)
