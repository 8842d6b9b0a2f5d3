"""Write a knowledge graph and its RDF dataset as files: one function a format, listed here.

To add a format, write one function in a file of its own and name it in `EXPORTERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rdflib import Dataset

from graph_builder.errors import ConfigurationError
from graph_builder.export.explorer.html import to_html
from graph_builder.export.followthemoney import to_followthemoney
from graph_builder.export.networks.gexf import to_gexf
from graph_builder.export.networks.graphml import to_graphml
from graph_builder.export.networks.neo4j import to_neo4j
from graph_builder.export.networks.nodelink import to_nodelink
from graph_builder.export.notes import to_notes
from graph_builder.export.quickstatements import to_quickstatements
from graph_builder.export.rdf.jsonld import to_jsonld
from graph_builder.export.rdf.nquads import to_nquads
from graph_builder.export.rdf.ntriples import to_ntriples
from graph_builder.export.rdf.rdfxml import to_rdfxml
from graph_builder.export.rdf.slim import to_slim, to_slim_ntriples
from graph_builder.export.rdf.trig import to_trig
from graph_builder.export.rdf.turtle import to_turtle
from graph_builder.export.snapshot import to_snapshot
from graph_builder.export.tables.events import to_events
from graph_builder.export.tables.facts_csv import to_facts_csv
from graph_builder.export.tables.facts_jsonl import to_facts_jsonl
from graph_builder.export.tables.facts_parquet import to_facts_parquet
from graph_builder.export.tables.sqlite import to_sqlite
from graph_builder.graph.snapshot import FILE_NAME as SNAPSHOT_FILE
from graph_builder.model import KnowledgeGraph
from graph_builder.nearest import did_you_mean

__all__ = ["EXPORTERS", "Exporter", "exporters"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: the name of its file, what makes the file's bytes, and whether that looks at the RDF dataset."""

    file_name: str
    export: Callable[[KnowledgeGraph, Dataset], bytes]
    of_rdf: bool = False


EXPORTERS: dict[str, Exporter] = {
    "csv": Exporter("facts.csv", to_facts_csv),
    "events": Exporter("events.csv", to_events),
    "ftm": Exporter("entities.ftm.jsonl", to_followthemoney),
    "gexf": Exporter("graph.gexf", to_gexf),
    "graphml": Exporter("graph.graphml", to_graphml),
    "html": Exporter("graph.html", to_html),
    "json": Exporter("graph.json", to_nodelink),
    "jsonl": Exporter("facts.jsonl", to_facts_jsonl),
    "jsonld": Exporter("graph.jsonld", to_jsonld, of_rdf=True),
    "kg": Exporter(SNAPSHOT_FILE, to_snapshot),
    "neo4j": Exporter("neo4j.zip", to_neo4j),
    "notes": Exporter("notes.zip", to_notes),
    "nq": Exporter("graph.nq", to_nquads, of_rdf=True),
    "nt": Exporter("graph.nt", to_ntriples, of_rdf=True),
    "parquet": Exporter("facts.parquet", to_facts_parquet),
    "quickstatements": Exporter("quickstatements.txt", to_quickstatements),
    "rdf": Exporter("graph.rdf", to_rdfxml, of_rdf=True),
    "slim": Exporter("slim.ttl", to_slim),
    "slim-nt": Exporter("slim.nt", to_slim_ntriples),
    "sqlite": Exporter("graph.sqlite", to_sqlite),
    "trig": Exporter("graph.trig", to_trig, of_rdf=True),
    "ttl": Exporter("graph.ttl", to_turtle, of_rdf=True),
}


def exporters(names: Iterable[str]) -> tuple[Exporter, ...]:
    """The exporters of formats.

    Raises:
        ConfigurationError: there is no such format.
    """
    wanted = tuple(names)
    unknown = [name for name in wanted if name not in EXPORTERS]
    if unknown:
        near = did_you_mean(unknown[0], EXPORTERS)
        raise ConfigurationError(f"no format '{unknown[0]}'{near}; known are {', '.join(EXPORTERS)}")
    return tuple(EXPORTERS[name] for name in wanted)
