"""The passes that learn of names, counted in the database, and what they change in the sightings.

Only articles that a table has something to say of are read again; of the others rows are copied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.cross_document.names_of_run import (
    FullNames,
    Kinds,
    LongerNames,
    Named,
    sure,
    usual_label,
    usual_names,
)
from graph_builder.resolve.cross_document.tables import Table
from graph_builder.resolve.names.labels import NEW_KINDS, PLACE
from graph_builder.resolve.out_of_core.database import TEXT, Database
from graph_builder.resolve.out_of_core.sightings import COLUMNS, rows_of, summary_of, to_entity, to_text

TABLES = ("kinds", "full_names", "longer_names")
_NAMED = f"('{EntityKind.PERSON}', '{EntityKind.ORGANIZATION}')"
_OF_OTHER_KIND = "EXISTS (SELECT 1 FROM kinds WHERE kinds.name = slug AND kinds.other <> kind)"
_TWO_WORDS = "split_part(key, '-', 1) || '-' || split_part(key, '-', 2)"


def learn_names(database: Database, knowledge: Knowledge) -> None:
    """Make the tables of the first three passes, and of the sightings `told` those after them, `sightings`."""
    _learn_kinds(database)
    _learn_full_names(database)
    asked = f"kind IN {_NAMED} AND (slug IN (SELECT name FROM full_names) OR {_OF_OTHER_KIND})"
    _apply(database, "told", "by_kind", asked, "slug", TABLES[:2], knowledge)
    _learn_longer_names(database)
    asked = f"kind = '{EntityKind.PERSON}' AND key IN (SELECT name FROM longer_names)"
    _apply(database, "by_kind", "sightings", asked, "key", TABLES[2:], knowledge)


def ask_names(database: Database) -> None:
    """Note by part which names of the tables its articles have."""
    for table, told, column in zip(TABLES, ("told", "told", "by_kind"), ("slug", "slug", "key"), strict=True):
        which = f"WHERE {_OF_OTHER_KIND}" if table == "kinds" else ""
        database.run(
            f"CREATE TABLE {table}_asked AS SELECT DISTINCT part, name, value FROM {told} "
            f"JOIN {table} ON name = {column} {which} ORDER BY part"
        )


def names_asked(database: Database, part: int) -> tuple[Table, ...]:
    """Return what the tables say of the names of one part."""
    query = "SELECT name, value FROM {}_asked WHERE part = ?"
    return tuple(make(dict(database.rows(query.format(table), part))) for table, make in _TABLES.items())


def _learn_kinds(database: Database) -> None:
    with database.writer("kinds", {"name": TEXT, "value": TEXT, "other": TEXT}) as kinds:
        votes = "SELECT name, label, sum(times)::BIGINT FROM votes GROUP BY ALL ORDER BY name"
        for (name,), rows in database.groups(votes, 1):
            label = usual_label(Counter({label: times for _, label, times in rows}))
            if label in NEW_KINDS or label == PLACE:
                kinds.add(name, label, NEW_KINDS[label].value if label in NEW_KINDS else "")


def _learn_full_names(database: Database) -> None:
    meant: dict[str, list[str]] = {}
    counted = "SELECT short, id, count(*) FROM abbreviations GROUP BY ALL ORDER BY short"
    for (short,), rows in database.groups(counted, 1):
        if identifier := sure(Counter({identifier: times for _, identifier, times in rows})):
            meant.setdefault(identifier, []).append(short)
    with database.writer("full_names", {"name": TEXT, "value": TEXT}) as full_names:
        for identifier, entity in database.rows("SELECT id, arg_min(entity, article) FROM abbreviations GROUP BY id"):
            for short in meant.get(identifier, ()):
                full_names.add(short, entity)


def _learn_longer_names(database: Database) -> None:
    """Persons are counted by name and state; of those whose first two words are alike, the longer names are learned."""
    database.run(
        f"CREATE TABLE persons AS SELECT {_TWO_WORDS} AS begins, key, state, count(*) AS times, "
        "min({'article': article, 'position': position, 'entity': entity}) AS first "
        f"FROM by_kind WHERE kind = '{EntityKind.PERSON}' AND key LIKE '%-%' GROUP BY ALL"
    )
    several = "SELECT begins FROM persons GROUP BY begins HAVING count(DISTINCT key) > 1"
    query = (
        "SELECT begins, key, state, times, first.article, first.position, first.entity FROM persons "
        f"WHERE begins IN ({several}) ORDER BY begins, key, first.article, first.position"
    )
    with database.writer("longer_names", {"name": TEXT, "value": TEXT}) as longer:
        for _, rows in database.groups(query, 1):
            persons: dict[str, Named] = {}
            for _, key, state, times, article, _, entity in rows:
                named = persons.setdefault(key, Named())
                named.count += times
                if state:
                    named.states[state] += times
                if named.first is None:
                    named.first = article, to_entity(entity)
            for name, person in usual_names(persons):
                longer.add(name, to_text(person))
    database.run("DROP TABLE persons")


def _apply(
    database: Database, before: str, after: str, asked: str, name: str, tables: Sequence[str], knowledge: Knowledge
) -> None:
    """Make the sightings as they are after passes: read those again of articles of which the condition holds.

    Args:
        database: has the tables.
        before: the table of sightings.
        after: the one to make.
        asked: a condition on their rows.
        name: the column by which the tables are asked.
        tables: of the passes.
        knowledge: of the run.
    """
    database.run(f"CREATE TABLE asked AS SELECT DISTINCT number FROM {before} WHERE {asked}")
    values = ", ".join(f"(SELECT any_value(value) FROM {table} WHERE name = {before}.{name})" for table in tables)
    place = "number, position, part, article, published, company, linked, offices, entity, id"
    query = f"SELECT {place}, {name}, {values} FROM {before} SEMI JOIN asked USING (number) ORDER BY number, position"
    with database.writer(after, COLUMNS) as rows:
        for (number,), group in database.groups(query, 1):
            told = list(group)
            part, summary = summary_of([row[2:10] for row in told])
            for column, table in enumerate(tables, 11):
                found = _TABLES[table]({row[10]: row[column] for row in told if row[column] is not None})
                summary = summary.renamed(found.renaming(summary, knowledge), knowledge.known)
            for row in rows_of(part, number, summary, knowledge):
                rows.add(*row)
    database.run(f"INSERT INTO {after} SELECT {before}.* FROM {before} ANTI JOIN asked USING (number)")
    database.run("DROP TABLE asked")


def _entities(rows: Mapping[str, str]) -> dict[str, Entity]:
    return {name: to_entity(value) for name, value in rows.items()}


_TABLES: Mapping[str, Callable[[Mapping[str, str]], Table]] = {
    "kinds": Kinds,
    "full_names": lambda rows: FullNames(_entities(rows)),
    "longer_names": lambda rows: LongerNames(_entities(rows)),
}
