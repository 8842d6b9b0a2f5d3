"""Cypher that loads the tables into a running Neo4j 5; loading them again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph_builder.export.networks.neo4j_tables import Properties, Table

APOSTROPHE = r'''"(?s)'+[=+@\t\r＝＋－＠-].*"'''  # a text that `safe_cell` wrote with one more apostrophe
_CASTS = {"int": "toInteger({0})", "float": "toFloat({0})", "date": "date({0})"}
_TEXT = f"CASE WHEN {{0}} =~ {APOSTROPHE} THEN substring({{0}}, 1) ELSE {{0}} END"


def load_script(tables: Iterable[Table]) -> str:
    """Return one statement a line: constraints, nodes, then relationships.

    A label or a type is no data for Cypher: each that occurs has a statement of its own. A row is found by its id; a
    fact's relationship also by its claim, for two actors may have several.
    """
    chosen = tuple(tables)
    nodes, edges = [t for t in chosen if t.is_node], [t for t in chosen if not t.is_node]
    lines = [f"CREATE CONSTRAINT {t.ends[0].lower()}_id IF NOT EXISTS FOR (n:{t.ends[0]}) REQUIRE n.id IS UNIQUE;"
             for t in nodes]  # fmt: skip
    for table in nodes:
        lines += _load_nodes(table)
    for table in edges:
        lines += _load_edges(table)
    return "\n".join(lines) + "\n"


def _load_nodes(table: Table) -> Iterator[str]:
    kind, key = table.ends[0], _TEXT.format(f"row.`{table.header[0]}`")
    yield f"{_rows(table)} MERGE (n:{kind} {{id: {key}}}) SET {_settings('n', table.properties)};"
    for labels in table.types:
        for label in labels.split(";")[1:]:
            chosen = f"{_rows(table)} WITH row WHERE row.`:LABEL` = '{labels}'"
            yield f"{chosen} MATCH (n:{kind} {{id: {key}}}) SET n:{label};"


def _load_edges(table: Table) -> Iterator[str]:
    first, last = (_TEXT.format(f"row.`{column}`") for column in table.header[:2])
    key = f" {{claim: {_TEXT.format('row.`claim:string`')}}}" if ("claim", "string") in table.properties else ""
    settings = f" SET {_settings('r', table.properties)}" if table.properties else ""
    for type_ in table.types:
        yield (
            f"{_rows(table)} WITH row WHERE row.`:TYPE` = '{type_}' "
            f"MATCH (s:{table.ends[0]} {{id: {first}}}) MATCH (o:{table.ends[1]} {{id: {last}}}) "
            f"MERGE (s)-[r:{type_}{key}]->(o){settings};"
        )


def _rows(table: Table) -> str:
    return f"LOAD CSV WITH HEADERS FROM 'file:///{table.file_name}' AS row"


def _settings(variable: str, properties: Properties) -> str:
    cells = ((name, type_, f"row.`{name}:{type_}`") for name, type_ in properties)
    return ", ".join(f"{variable}.{name} = {_CASTS.get(type_, _TEXT).format(cell)}" for name, type_, cell in cells)
