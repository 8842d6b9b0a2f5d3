"""The facts, actors and articles as one SQLite database with full-text search, as datasette shows it.

Facts refer to articles and actors by foreign keys, so that datasette links them; its search box finds `facts_fts`
(FTS5, heedless of accents). Articles have no text here: it belongs to their publishers, and databases get published.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing

from rdflib import Dataset

from graph_builder.export.participants import participants
from graph_builder.export.tables.facts_table import COLUMN_TYPES, rows
from graph_builder.model import KnowledgeGraph
from graph_builder.vocabulary.codes import StateCodes, state_codes

_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}
_SEARCHED = ("evidence", "sentence_text", "subject", "object", "attributed_to", "place", "theme", "title")
# What a column refers to; datasette shows the `name` or `title` of the row.
_REFERENCES = {
    "article": "articles", "subject_id": "actors", "object_id": "actors", "attributed_to_id": "actors",
}  # fmt: skip
_ACTORS = ("id", "name", "name_en", "kind", "state", "iso2", "cow", "wikidata")
_ARTICLES = ("id", "title", "published", "publisher", "url", "language", "sha256")
_INDEXED = ("article", "relation", "subject_id", "object_id", "subject_state", "object_state", "date")


def to_sqlite(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Return the database as bytes; the same graph gives the same bytes with the same version of SQLite.

    Args:
        graph: whose facts, actors and articles are written.
        dataset: not read; all exporters share one signature.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        _table(database, "actors", _ACTORS, _actors(graph))
        _table(database, "articles", _ARTICLES, _articles(graph))
        _facts(database, graph)
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


def _actors(graph: KnowledgeGraph) -> Iterable[Sequence[object]]:
    for one in participants(graph):
        codes = state_codes().get(one.state, StateCodes())
        yield one.id, one.label, one.label_en, one.kind.value, one.state, codes.iso2, codes.cow, one.wikidata


def _articles(graph: KnowledgeGraph) -> Iterable[Sequence[object]]:
    known = {article.id: article for article in graph.articles}
    for name in sorted(known.keys() | {fact.article for fact in graph.facts}):
        one = known.get(name)
        about = (one.title, one.published, one.publisher, one.url, one.language, one.sha256) if one else ("",) * 6
        yield name, *about


def _facts(database: sqlite3.Connection, graph: KnowledgeGraph) -> None:
    columns = [
        f'"{name}" {_TYPES[type_]}'
        + (" PRIMARY KEY" if name == "id" else "")
        + (f" REFERENCES {_REFERENCES[name]}(id)" if name in _REFERENCES else "")
        for name, type_ in COLUMN_TYPES.items()
    ]
    database.execute(f"CREATE TABLE facts ({', '.join(columns)})")
    _insert(database, "facts", len(columns), rows(graph))
    for name in _INDEXED:
        database.execute(f'CREATE INDEX facts_{name} ON facts ("{name}")')
    searched = ", ".join(f'"{name}"' for name in _SEARCHED)
    options = "content='facts', tokenize='unicode61 remove_diacritics 2'"
    database.execute(f"CREATE VIRTUAL TABLE facts_fts USING fts5({searched}, {options})")
    database.execute("INSERT INTO facts_fts(facts_fts) VALUES ('rebuild')")


def _table(database: sqlite3.Connection, name: str, columns: Sequence[str], table: Iterable[Sequence[object]]) -> None:
    first, *rest = columns
    database.execute(f"CREATE TABLE {name} ({first} TEXT PRIMARY KEY, {', '.join(f'{one} TEXT' for one in rest)})")
    _insert(database, name, len(columns), table)


def _insert(database: sqlite3.Connection, table: str, width: int, found: Iterable[Sequence[object]]) -> None:
    """Insert rows; an empty text is NULL, so that it refers to nothing."""
    filled = (tuple(None if cell == "" else cell for cell in row) for row in found)
    database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", filled)
