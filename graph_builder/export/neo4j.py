"""A graph enters, a ZIP leaves: node and edge CSV for `neo4j-admin database import`, and a load script."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from rdflib import Dataset

from graph_builder.export.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, to_network
from graph_builder.model import KnowledgeGraph
from graph_builder.spreadsheets import to_table

_TYPES = {str: "string", int: "int", float: "float"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that ZIP knows: the same input gives the same bytes
_README = """\
Into an empty database, offline (Neo4j 5):

    neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=edges.csv --multiline-fields=true

Into a running database: copy both CSV files into its import folder, then

    cypher-shell -f load.cypher

A text that begins like a spreadsheet's formula (= + - @) has an apostrophe before it in the CSV files; load.cypher
takes it away again. After an import by neo4j-admin, where you want the bare text:

    MATCH ()-[r]->() WHERE r.evidence =~ "(?s)'+[=+@-].*" SET r.evidence = substring(r.evidence, 1);
"""


def to_neo4j(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """`nodes.csv`, `edges.csv`, `load.cypher` and a README in one ZIP; the same input gives the same bytes.

    Args:
        graph: whose actors and facts are written.
        dataset: not read; all exporters share one signature.
    """
    network = to_network(graph)
    nodes = [["id:ID", *(f"{n}:{_TYPES[t]}" for n, t in NODE_ATTRIBUTES), ":LABEL"]]
    for node, data in network.nodes(data=True):
        nodes.append([node, *(data[n] for n, _ in NODE_ATTRIBUTES), f"Actor;{data['kind'].capitalize() or 'Unknown'}"])
    edges = [[":START_ID", ":END_ID", "id:string", *(f"{n}:{_TYPES[t]}" for n, t in EDGE_ATTRIBUTES), ":TYPE"]]
    for source, target, key, data in network.edges(keys=True, data=True):
        edges.append([source, target, key, *(data[n] for n, _ in EDGE_ATTRIBUTES), data["relation"]])
    files = (
        ("nodes.csv", to_table(nodes)),
        ("edges.csv", to_table(edges)),
        ("load.cypher", _load_script(sorted({edge[-1] for edge in edges[1:]}))),
        ("README.txt", _README),
    )
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def _load_script(relations: Iterable[str]) -> str:
    """Cypher that loads the CSV files; one statement a relation, for Cypher takes no type from data."""
    properties = ", ".join(f"a.{n} = row.`{n}:{_TYPES[t]}`" for n, t in NODE_ATTRIBUTES)
    lines = [
        "CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;",
        f"LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row MERGE (a:Actor {{id: row.`id:ID`}}) SET {properties};",
    ]
    for relation in relations:
        settings = ", ".join(f"r.{n} = {_cast(n, t)}" for n, t in EDGE_ATTRIBUTES)
        lines.append(
            f"LOAD CSV WITH HEADERS FROM 'file:///edges.csv' AS row "
            f"WITH row WHERE row.`:TYPE` = '{relation}' "
            "MATCH (s:Actor {id: row.`:START_ID`}), (o:Actor {id: row.`:END_ID`}) "
            f"MERGE (s)-[r:{relation} {{id: row.`id:string`}}]->(o) SET {settings};"
        )
    return "\n".join(lines) + "\n"


def _cast(name: str, type_: type) -> str:
    column = f"row.`{name}:{_TYPES[type_]}`"
    return {int: f"toInteger({column})", float: f"toFloat({column})"}.get(type_, column)
