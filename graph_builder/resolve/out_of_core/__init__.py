"""What all articles of a run together tell of its actors, learned on disk: of many articles in bounded memory.

The tables are those that `cross_document.learn` learns in memory. DuckDB sorts and joins; what is decided of a name, a
block of names or a component of actors is decided by the same functions. It needs `graph-builder[scale]`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from graph_builder.model import EntityKind
from graph_builder.resolve.cross_document import ArticleSummary, Knowledge, Tables
from graph_builder.resolve.cross_document.clusters import Clusters, Identity
from graph_builder.resolve.cross_document.naming import Draft, named
from graph_builder.resolve.cross_document.profiles import SeenById
from graph_builder.resolve.cross_document.summary import Renamed
from graph_builder.resolve.out_of_core.actors import make_drafts, make_pairs, make_profiles
from graph_builder.resolve.out_of_core.database import NUMBER, TEXT, Database
from graph_builder.resolve.out_of_core.names import ask_names, learn_names, names_asked
from graph_builder.resolve.out_of_core.sightings import COLUMNS, rows_of, split, to_entity, to_text
from graph_builder.resolve.spelling import slug

__all__ = ["ActorsOfRun"]

_IDENTITY = "kind, own_key, own_state, own_article, own, period"


class ActorsOfRun:
    """Learns from the articles of a run, part by part, and then tells each part what its actors are.

    Args:
        folder: an empty one, for what is put aside; remove it afterwards.
        knowledge: of the run.
        memory: that the database may use beside what Python holds: "400MB".
    """

    def __init__(self, folder: Path, knowledge: Knowledge, memory: str = "400MB") -> None:
        self._knowledge = knowledge
        self._database = Database(folder, memory)
        self._rows = self._database.writer("told", COLUMNS)
        self._votes = self._database.writer("votes", {"name": TEXT, "label": TEXT, "times": NUMBER})
        short = {"short": TEXT, "id": TEXT, "article": TEXT, "entity": TEXT}
        self._abbreviations = self._database.writer("abbreviations", short)
        self._articles = 0

    def __enter__(self) -> ActorsOfRun:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, part: int, summaries: Iterable[ArticleSummary]) -> None:
        """Take in what the articles of a part tell."""
        for summary in summaries:
            for row in rows_of(part, self._articles, summary, self._knowledge):
                self._rows.add(*row)
            for (name, label), times in summary.votes.items():
                self._votes.add(name, label, times)
            for short, entity in summary.abbreviations.items():
                self._abbreviations.add(slug(short), entity.id, summary.article, to_text(entity))
            self._articles += 1

    def learn(self) -> None:
        """Learn from all articles; then no more can be added."""
        for writer in (self._rows, self._votes, self._abbreviations):
            writer.flush()
        learn_names(self._database, self._knowledge)
        ask_names(self._database)
        for table in ("told", "by_kind", "votes"):
            self._database.run(f"DROP TABLE {table}")
        _learn_by_id(self._database)
        profiles = make_profiles(self._database, self._knowledge)
        self._database.run("DROP TABLE sightings")
        make_pairs(self._database, self._knowledge, profiles)
        make_drafts(self._database, self._knowledge)
        _learn_entities(self._database)

    def tables(self, part: int) -> Tables:
        """Return of the tables what the articles of a part ask for."""
        query = f"SELECT {_IDENTITY}, entity, reason FROM clusters_asked WHERE part = ?"
        by_identity = {
            Identity(EntityKind(kind), *rest): Renamed(to_entity(entity), reason)
            for kind, *rest, entity, reason in self._database.rows(query, part)
        }
        query = "SELECT DISTINCT id, entity FROM by_id_asked WHERE part = ?"
        by_id = {identifier: to_entity(entity) for identifier, entity in self._database.rows(query, part)}
        return Tables((*names_asked(self._database, part), Clusters(by_id, by_identity)))


def _learn_by_id(database: Database) -> None:
    """Actors that are one by their id."""
    condition = "linked AND NOT compared"
    several = f"SELECT id FROM sightings WHERE {condition} GROUP BY id HAVING count(*) > 1"
    query = f"SELECT id, article, entity FROM sightings WHERE {condition} AND id IN ({several}) ORDER BY id"
    with database.writer("by_id", {"id": TEXT, "entity": TEXT}) as by_id:
        for (identifier,), rows in database.groups(query, 1):
            seen = SeenById()
            for _, article, entity in rows:
                seen.add(article, to_entity(entity))
            by_id.add(identifier, to_text(seen.entity()))
    database.run(
        f"CREATE TABLE by_id_asked AS SELECT DISTINCT part, id, by_id.entity FROM sightings JOIN by_id USING (id) "
        f"WHERE {condition} ORDER BY part"
    )


def _learn_entities(database: Database) -> None:
    """Give the clusters ids, and note by part which its articles ask for."""
    query = (
        "SELECT begins, draft, kind, label, state, aliases, articles, profile, first, telling, period FROM drafts "
        "ORDER BY begins, articles DESC, profile, period"
    )
    with database.writer("entities", {"draft": NUMBER, "entity": TEXT}) as entities:
        for _, rows in database.groups(query, 1):
            drafts: dict[Draft, int] = {}
            for _, number, kind, label, state, aliases, *rest in rows:
                drafts[Draft(EntityKind(kind), label, state, tuple(sorted(split(aliases))), *rest)] = number
            for draft, entity in named(drafts):
                entities.add(drafts[draft], to_text(entity))
    database.run(
        f"CREATE TABLE clusters_asked AS SELECT part, {_IDENTITY}, entity, reason FROM seen JOIN profiles USING (no) "
        "JOIN members USING (no) JOIN entities USING (draft) ORDER BY part"
    )
