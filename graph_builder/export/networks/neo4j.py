"""A graph for Neo4j 5: a ZIP of CSV for `neo4j-admin database import` and `LOAD CSV`, a load script and a README.

Actors, claims, evidence and articles are nodes: who claims what about whom can be asked in Cypher as in SPARQL. The
facts are also relationships between actors, for algorithms that run on those. Dates are typed: an event from its first
day to its last.

Both readers take quoting with backslashes, as `LOAD CSV` does unless the server is told otherwise: in a cell that
stands in quotation marks a backslash is doubled. The relations' names are ours, no text of an article is Cypher.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from rdflib import Dataset

from graph_builder.export.networks.neo4j_script import APOSTROPHE, load_script
from graph_builder.export.networks.neo4j_tables import Table, nodes_and_edges
from graph_builder.model import KnowledgeGraph
from graph_builder.spreadsheets import to_table

_QUOTED = re.compile(r'[,"\r\n]')
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that ZIP knows: the same input gives the same bytes


def to_neo4j(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Return one ZIP of a CSV file a kind of node and relationship, `load.cypher` and a README; deterministic.

    Args:
        graph: whose actors, articles and facts are written.
        dataset: not read; all exporters share one signature.
    """
    tables = nodes_and_edges(graph)
    files = {table.file_name: to_table(map(_escaped, (table.header, *table.rows))) for table in tables}
    files |= {"load.cypher": load_script(tables), "README.txt": _readme(tables)}
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def _escaped(row: Iterable[object]) -> list[object]:
    """A row whose backslashes are doubled in the cells that will stand in quotation marks, and only there."""
    return [cell.replace("\\", "\\\\") if isinstance(cell, str) and _QUOTED.search(cell) else cell for cell in row]


def _readme(tables: Iterable[Table]) -> str:
    sources = [f"--{'nodes' if table.is_node else 'relationships'}={table.file_name}" for table in tables]
    lines = " \\\n      ".join((*sources, "--multiline-fields=true --legacy-style-quoting=true"))
    return f"""\
Into an empty database, offline (Neo4j 5), in the folder of these files:

    neo4j-admin database import full neo4j \\
      {lines}

Into a running database: copy the CSV files into its import folder, then

    cypher-shell -f load.cypher

    (:Actor)<-[:SUBJECT|OBJECT|ATTRIBUTED_TO]-(:Claim)-[:STATED_IN]->(:Article)
                              (:Claim)-[:RESTS_ON]->(:Evidence)-[:PART_OF]->(:Article)
    (:Actor)-[:OF_STATE]->(:Actor)    and the facts themselves: (:Actor)-[:AID ...]->(:Actor), property `claim`

A date that the text gives as a month or a year is `event_start` to `event_end`, its first and last day; `date` has it
as it was told. A text that begins like a spreadsheet's formula (= + - @) has an apostrophe before it in the CSV files;
load.cypher takes it away again. After an import by neo4j-admin, where you want the bare text:

    MATCH (e:Evidence) WHERE e.text =~ {APOSTROPHE} SET e.text = substring(e.text, 1);
"""
