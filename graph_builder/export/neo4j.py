"""A graph for Neo4j: a ZIP of node and edge CSV for `neo4j-admin database import` and `LOAD CSV`, and a load script.

Both readers take quoting with backslashes, as `LOAD CSV` does unless the server is told otherwise: in a cell that
stands in quotation marks a backslash is doubled. The relations' names are ours, no text of an article is Cypher.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from rdflib import Dataset

from graph_builder.export.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, to_network
from graph_builder.model import KnowledgeGraph
from graph_builder.spreadsheets import to_table

_TYPES = {str: "string", int: "int", float: "float"}
_QUOTED = re.compile(r'[,"\r\n]')
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that ZIP knows: the same input gives the same bytes
_APOSTROPHE = r'''"(?s)'+[=+@\t\r＝＋－＠-].*"'''  # a text that `safe_cell` wrote with one more apostrophe
_IMPORT = (
    "neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=edges.csv "
    "--multiline-fields=true --legacy-style-quoting=true"
)
_README = f"""\
Into an empty database, offline (Neo4j 5):

    {_IMPORT}

Into a running database: copy both CSV files into its import folder, then

    cypher-shell -f load.cypher

A text that begins like a spreadsheet's formula (= + - @) has an apostrophe before it in the CSV files; load.cypher
takes it away again. After an import by neo4j-admin, where you want the bare text:

    MATCH ()-[r]->() WHERE r.evidence =~ {_APOSTROPHE} SET r.evidence = substring(r.evidence, 1);
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
        ("nodes.csv", to_table(map(_escaped, nodes))),
        ("edges.csv", to_table(map(_escaped, edges))),
        ("load.cypher", _load_script(sorted({edge[-1] for edge in edges[1:]}))),
        ("README.txt", _README),
    )
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def _escaped(row: Iterable[object]) -> list[object]:
    """A row whose backslashes are doubled in the cells that will stand in quotation marks, and only there."""
    return [cell.replace("\\", "\\\\") if isinstance(cell, str) and _QUOTED.search(cell) else cell for cell in row]


def _load_script(relations: Iterable[str]) -> str:
    """Cypher that loads the CSV files; one statement a relation, for Cypher takes no type from data."""
    properties = ", ".join(f"a.{n} = {_cast(n, t)}" for n, t in NODE_ATTRIBUTES)
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
    if type_ is not str:
        return f"{'toInteger' if type_ is int else 'toFloat'}({column})"
    return f"CASE WHEN {column} =~ {_APOSTROPHE} THEN substring({column}, 1) ELSE {column} END"
