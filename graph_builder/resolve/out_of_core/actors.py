"""Profiles, the pairs that may be one, and what pairs connect: clustering, a block or a component at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain

from graph_builder.model import EntityKind
from graph_builder.resolve.cross_document.blocks import block_beginning, block_word, within_beginning, within_word
from graph_builder.resolve.cross_document.cluster import Cluster, clusters_of
from graph_builder.resolve.cross_document.clusters import Identity
from graph_builder.resolve.cross_document.compare import Comparison, Likeness, Profile, bearers_of
from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.cross_document.naming import first_word
from graph_builder.resolve.cross_document.profiles import Seen, with_ids_of_their_own
from graph_builder.resolve.out_of_core.database import FLAG, NUMBER, NUMBERS, REAL, TEXT, Database, Row, Writer
from graph_builder.resolve.out_of_core.sightings import joined, split
from graph_builder.vocabulary.matching import FEATURES

_PROFILE = {
    "no": NUMBER, "id": TEXT, "kind": TEXT, "label": TEXT, "key": TEXT, "state": TEXT, "offices": TEXT,
    "company": TEXT, "articles": NUMBERS, "first": TEXT,
}  # fmt: skip
_IDENTITY = {"own_key": TEXT, "own_state": TEXT, "own_article": TEXT, "own": TEXT, "period": TEXT}
_BLOCKS = {"word": TEXT, "beginning": TEXT, "begins": TEXT}
_PAIR = {"one": NUMBER, "other": NUMBER, "score": REAL, **dict.fromkeys(FEATURES, REAL)}
_DRAFT = {
    "draft": NUMBER, "begins": TEXT, "kind": TEXT, "label": TEXT, "state": TEXT, "aliases": TEXT, "articles": NUMBER,
    "profile": TEXT, "first": TEXT, "telling": FLAG, "period": TEXT,
}  # fmt: skip
_MEMBER = {"draft": NUMBER, "no": NUMBER, "reason": TEXT}
_WHOLE = ", ".join(f"profiles.{column}" for column in _PROFILE)


def make_profiles(database: Database, knowledge: Knowledge) -> int:
    """Make `profiles` of `sightings`, and `seen`: which part has which; return how many profiles there are."""
    database.run(
        "CREATE TABLE compared AS SELECT part, number, article, company, offices, kind, label, state, "
        "CASE WHEN kind = ? THEN key ELSE slug END AS own_key, own_state, own_article, own, period "
        "FROM sightings WHERE linked AND compared",
        EntityKind.PERSON.value,
    )
    _without_articles(database, knowledge)
    query = (
        "SELECT period, kind, own_key, own_state, own_article, own, part, number, article, company, offices, "
        "label, state FROM compared ORDER BY ALL"
    )
    number = -1
    profiles = database.writer("profiles", {**_PROFILE, **_IDENTITY, **_BLOCKS})
    with profiles, database.writer("seen", {"part": NUMBER, "no": NUMBER}) as seen_in:
        for number, (own, rows) in enumerate(database.groups(query, 6)):
            seen, parts = Seen(), set[int]()
            for *_, part, article_number, article, company, offices, label, state in rows:
                seen.add(label, state, (article_number, article))
                seen.company |= split(company)
                seen.offices |= split(offices)
                parts.add(part)
            period, kind, key, told_state, single, written = own
            identity = Identity(EntityKind(kind), key, told_state, single, written, period)
            _write(profiles, number, seen.profile(identity, knowledge), identity)
            for part in sorted(parts):
                seen_in.add(part, number)
    database.run("DROP TABLE compared")
    _give_ids(database)
    return number + 1


def make_pairs(database: Database, knowledge: Knowledge, profiles: int) -> None:
    """Compare the profiles block by block: make `pairs`, and `components`, the profiles that they connect."""
    components = _Components(profiles)
    with database.writer("pairs", _PAIR) as pairs:
        for column, within in (("word", within_word), ("beginning", within_beginning)):
            for block in _blocks(database, column):
                names = ((profile.kind, profile.key) for profile in block.values())
                comparison = Comparison(knowledge.matching, bearers_of(names), knowledge.forbidden)
                numbers = {profile.id: number for number, profile in block.items()}
                for pair in within(list(block.values()), comparison):
                    one, other = numbers[pair.one.id], numbers[pair.other.id]
                    components.join(one, other)
                    pairs.add(one, other, pair.score, *(value for _, value in pair.features))
    with database.writer("components", {"component": NUMBER, "no": NUMBER}) as connected:
        for number, component in components:
            connected.add(component, number)


def make_drafts(database: Database, knowledge: Knowledge) -> None:
    """Cluster the profiles component by component: make `drafts`, and `members`: which profile is in which, and why."""
    count = 0
    drafts = database.writer("drafts", _DRAFT)
    with drafts, database.writer("members", _MEMBER) as members:
        for profiles, bearers, period, pairs in chain(_components(database), _alone(database)):
            comparison = Comparison(knowledge.matching, bearers, knowledge.forbidden)
            numbers = {profile.id: number for number, profile in profiles.items()}
            likely = [_likeness(row, profiles) for row in pairs]
            for one in clusters_of(likely, profiles.values(), comparison):
                _write_draft(drafts, count, one, comparison, knowledge, period)
                for profile in one.profiles:
                    members.add(count, numbers[profile.id], one.reasons.get(profile.id, ""))
                count += 1


def _without_articles(database: Database, knowledge: Knowledge) -> None:
    """Single names of very many articles that tell their bearers are one actor for each state."""
    person = f"kind = '{EntityKind.PERSON}'"
    database.run(
        "CREATE TABLE bearers AS SELECT period, regexp_extract(own_key, '[^-]*$') AS word, "
        f"count(DISTINCT own_key) AS times FROM compared WHERE {person} AND own_key LIKE '%-%' GROUP BY ALL"
    )
    database.run(
        f"CREATE TABLE common AS SELECT period, own_key FROM (SELECT DISTINCT {', '.join(_IDENTITY)} FROM compared "
        f"WHERE {person} AND own_key NOT LIKE '%-%') GROUP BY ALL HAVING count(*) > ?",
        knowledge.matching.singles,
    )
    database.run(
        f"UPDATE compared SET own_article = '' WHERE {person} AND EXISTS (SELECT 1 FROM common WHERE "
        "common.period = compared.period AND common.own_key = compared.own_key) AND NOT EXISTS (SELECT 1 FROM bearers "
        "WHERE bearers.period = compared.period AND bearers.word = compared.own_key AND bearers.times > ?)",
        knowledge.matching.bearers,
    )


def _write(profiles: Writer, number: int, profile: Profile, identity: Identity) -> None:
    profiles.add(
        number, profile.id, profile.kind.value, profile.label, profile.key, profile.state, joined(profile.offices),
        joined(profile.company), sorted(profile.articles), profile.first,
        identity.key, identity.state, identity.article, identity.own, identity.period,
        block_word(profile), block_beginning(profile), f"{profile.kind.value} {first_word(profile.label)}",
    )  # fmt: skip


def _give_ids(database: Database) -> None:
    """Give profiles ids of their own, where two would have one."""
    twice = "SELECT period, begins FROM profiles GROUP BY period, begins, id HAVING count(*) > 1"
    query = (
        f"SELECT period, begins, {_WHOLE} FROM profiles SEMI JOIN ({twice}) USING (period, begins) "
        "ORDER BY period, begins, no"
    )
    with database.writer("own_ids", {"no": NUMBER, "id": TEXT}) as own_ids:
        for _, rows in database.groups(query, 2):
            group = dict(_profile(row[2:]) for row in rows)
            for number, profile in zip(group, with_ids_of_their_own(group.values()), strict=True):
                if profile.id != group[number].id:
                    own_ids.add(number, profile.id)
    database.run("UPDATE profiles SET id = own_ids.id FROM own_ids WHERE own_ids.no = profiles.no")


def _blocks(database: Database, column: str) -> Iterator[dict[int, Profile]]:
    """Profiles by number that are compared with each other."""
    several = f"SELECT period, kind, {column} FROM profiles WHERE {column} <> '' GROUP BY ALL HAVING count(*) > 1"
    query = (
        f"SELECT period, kind, {column}, {_WHOLE} FROM profiles SEMI JOIN ({several}) USING (period, kind, {column}) "
        f"ORDER BY period, kind, {column}"
    )
    for _, rows in database.groups(query, 3):
        yield dict(_profile(row[3:]) for row in rows)


Component = tuple[dict[int, Profile], dict[str, int], str, Sequence[Row]]  # profiles, bearers, period, pairs


def _components(database: Database) -> Iterator[Component]:
    """Profiles that pairs connect, how many bear a single name of them, their period and the pairs."""
    query = (
        f"SELECT component, profiles.period, times, {_WHOLE} FROM components JOIN profiles USING (no) "
        "LEFT JOIN bearers ON bearers.period = profiles.period AND bearers.word = profiles.key ORDER BY component, no"
    )
    pairs = "SELECT component, pairs.* FROM pairs JOIN components ON no = one ORDER BY component"
    for (_, rows), (_, likely) in zip(database.groups(query, 1), database.groups(pairs, 1), strict=True):
        found = list(rows)
        profiles = dict(_profile(row[3:]) for row in found)
        bearers = {profiles[row[3]].key: row[2] or 0 for row in found}
        yield profiles, bearers, found[0][1], [row[1:] for row in likely]


def _alone(database: Database) -> Iterator[Component]:
    query = (
        f"SELECT profiles.period, times, {_WHOLE} FROM profiles ANTI JOIN components USING (no) LEFT JOIN bearers "
        "ON bearers.period = profiles.period AND bearers.word = profiles.key"
    )
    for period, times, *row in database.rows(query):
        number, profile = _profile(tuple(row))
        yield {number: profile}, {profile.key: times or 0}, period, ()


def _profile(row: Row) -> tuple[int, Profile]:
    number, identifier, kind, label, key, state, offices, company, articles, first = row
    return number, Profile(
        identifier, EntityKind(kind), label, key, state, split(offices), split(company), frozenset(articles), first
    )


def _likeness(row: Row, profiles: dict[int, Profile]) -> Likeness:
    one, other, score, *features = row
    return Likeness(profiles[one], profiles[other], score, tuple(zip(FEATURES, features, strict=True)))


def _write_draft(
    drafts: Writer, number: int, cluster: Cluster, comparison: Comparison, knowledge: Knowledge, period: str
) -> None:
    draft = cluster.draft(comparison, knowledge.matching.state_told, period)
    drafts.add(
        number, f"{draft.kind.value} {first_word(draft.label)}", draft.kind.value, draft.label, draft.state,
        joined(draft.aliases), draft.articles, draft.profile, draft.first, draft.telling, period,
    )  # fmt: skip


class _Components:
    """Which profiles pairs connect (union-find with path halving), in eight bytes a profile."""

    def __init__(self, profiles: int) -> None:
        self._parents = array("q", range(profiles))
        self._joined = bytearray(profiles)

    def join(self, one: int, other: int) -> None:
        """Connect two."""
        self._joined[one] = self._joined[other] = 1
        least, most = sorted((self._root(one), self._root(other)))
        self._parents[most] = least

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((number, self._root(number)) for number, is_joined in enumerate(self._joined) if is_joined)

    def _root(self, number: int) -> int:
        parents = self._parents
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number
