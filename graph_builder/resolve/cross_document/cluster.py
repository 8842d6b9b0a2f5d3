"""Cross-document clustering: which actors of different articles are one.

Known actors are one by their identifier. Actors that no list holds are compared by name, state, office and company
(`compare.py`), the most alike first; a cluster never comes to hold two states.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, count

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document.article_actors import (
    ArticleActors,
    Knowledge,
    Renamed,
    Renaming,
    Sighting,
    earliest,
)
from graph_builder.resolve.cross_document.compare import COMPARED, Comparison, Likeness, Profile
from graph_builder.resolve.spelling import Spelling, entity_id, slug
from graph_builder.vocabulary.matching import Matching

_FULL = 3  # words of a person's name that no two persons bear: a first name and two family names

Place = tuple[str, str]  # an article, and the id of an actor inside it


@dataclass
class _Cluster:
    profiles: list[Profile]
    states: set[str] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)  # profile -> why it is in the cluster

    @property
    def best(self) -> Profile:
        """The profile whose name the entity bears: the one of most articles, then the longest name."""
        return min(self.profiles, key=lambda p: (-len(p.articles), -len(p.label), p.label))

    @property
    def articles(self) -> int:
        return len({article for profile in self.profiles for article in profile.articles})

    def state(self, least: float) -> str:
        """The state of the actor, where at least this share of its articles tells it; or ""."""
        told = sum(len(profile.articles) for profile in self.profiles if profile.state)
        return next(iter(self.states), "") if told >= least * self.articles else ""


def one_entity_for_each_cluster(
    articles: Iterable[ArticleActors], knowledge: Knowledge
) -> Callable[[ArticleActors], Renaming]:
    """Learn which actors that no list holds are one across articles."""
    clustered = cluster((sighting for article in articles for sighting in article.sightings()), knowledge)

    def across(article: ArticleActors) -> Renaming:
        places = ((key, clustered.get((article.article, key))) for key in article.new)
        return {key: found for key, found in places if found is not None}

    return across


def cluster(sightings: Iterable[Sighting], knowledge: Knowledge) -> dict[Place, Renamed]:
    """Return for each actor of each article which entity it is, and why where it is one with others.

    Args:
        sightings: actors that no list holds, in any order.
        knowledge: spellings, thresholds and weights, pairs that are never one.
    """
    by_identity: dict[tuple[str, ...], list[Sighting]] = defaultdict(list)
    by_id: dict[str, list[Sighting]] = defaultdict(list)
    kept_apart = frozenset().union(*knowledge.forbidden)
    for sighting in sightings:
        if sighting.entity.kind in COMPARED and not _is_local(sighting):
            by_identity[_identity(sighting, knowledge.spelling, kept_apart)].append(sighting)
        else:
            by_id[sighting.entity.id].append(sighting)
    found = {
        (sighting.article, sighting.entity.id): Renamed(entity)
        for entity, seen in ((_by_id(seen), seen) for seen in by_id.values())
        for sighting in seen
    }
    taken: set[str] = set()
    profiles = {_profile(key, seen, knowledge, taken): seen for key, seen in sorted(by_identity.items())}
    comparison = Comparison(knowledge.matching, profiles, knowledge.forbidden)
    for members, entity in _entities(
        _clusters(comparison, profiles, knowledge.matching), comparison, knowledge.matching
    ):
        for profile in members.profiles:
            for sighting in profiles[profile]:
                reason = members.reasons.get(profile.id, "")
                found[sighting.article, sighting.entity.id] = Renamed(entity, reason)
    return found


def _by_id(seen: list[Sighting]) -> Entity:
    """An actor that is one by its id: as the first article has it, with the first state that any gives."""
    entity = earliest((sighting.article, sighting.entity) for sighting in seen)
    told = [(sighting.article, sighting.entity) for sighting in seen if sighting.entity.state]
    return replace(entity, state=entity.state or (earliest(told).state if told else ""))


def _is_local(sighting: Sighting) -> bool:
    """Whether an organisation's id says that it is one within its article only."""
    entity = sighting.entity
    return entity.kind is EntityKind.ORGANIZATION and entity.id != entity_id(entity.kind, entity.label)


def _identity(sighting: Sighting, spelling: Spelling, kept_apart: frozenset[str]) -> tuple[str, ...]:
    """What makes actors of two articles one without comparing: kind, name and state.

    A person's name of three words or more is one person's, whatever state an article gives. A single name stays
    apart, and so does a spelling that the user's forbidden.tsv names.
    """
    key = spelling.key_of(sighting.entity.kind, sighting.entity.label)
    words = key.count("-") + 1 if sighting.entity.kind is EntityKind.PERSON else 0
    label = sighting.entity.label
    own = label if label in kept_apart else ""
    state = "" if words >= _FULL else sighting.entity.state
    return (sighting.entity.kind, key, state, sighting.article if words == 1 else "", own)


def _profile(key: tuple[str, ...], seen: list[Sighting], knowledge: Knowledge, taken: set[str]) -> Profile:
    labels = Counter(sighting.entity.label for sighting in seen)
    label = max(labels, key=lambda label: (labels[label], label))
    identifier = entity_id(seen[0].entity.kind, label) + "".join(f"-{slug(part)}" for part in key[2:] if part)
    return Profile(
        id=_free(identifier, taken),
        kind=seen[0].entity.kind,
        label=label,
        key=knowledge.spelling.key_of(seen[0].entity.kind, label),
        state=key[2] or _most_given([sighting.entity.state for sighting in seen], knowledge.matching.state_told),
        offices=frozenset().union(*(sighting.offices for sighting in seen)),
        company=frozenset().union(*(sighting.company for sighting in seen)),
        articles=tuple(sorted({sighting.article for sighting in seen})),
    )


def _most_given(states: list[str], least: float) -> str:
    """The state that more articles give than any other, and at least this share of all; or ""."""
    first, *others = Counter(filter(None, states)).most_common(2) or [("", 0)]
    doubtful = first[1] < least * len(states) or (others and others[0][1] == first[1])
    return "" if doubtful else first[0]


def _clusters(comparison: Comparison, profiles: Iterable[Profile], matching: Matching) -> list[_Cluster]:
    """Join the most alike first, never two states, and none that is as like to an actor of another state."""
    cluster_of = {profile.id: _Cluster([profile], {profile.state} - {""}) for profile in profiles}
    pairs = sorted(comparison.pairs(matching.same), key=lambda pair: (-pair.score, pair.one.id, pair.other.id))
    torn = _torn(pairs)
    for pair in pairs:
        one, other = cluster_of[pair.one.id], cluster_of[pair.other.id]
        apart = len(one.states | other.states) > 1 or comparison.kept_apart(one.profiles, other.profiles)
        if one is other or apart or torn & {pair.one.id, pair.other.id}:
            continue
        one.profiles += other.profiles
        one.states |= other.states
        one.reasons.update(other.reasons)
        for profile in (pair.one, pair.other):
            one.reasons.setdefault(profile.id, f"{pair.score:.2f}: {pair.reason}")
        cluster_of.update({profile.id: one for profile in other.profiles})
    return list({id(cluster): cluster for cluster in cluster_of.values()}.values())


def _torn(pairs: list[Likeness]) -> set[str]:
    """Actors of no known state that may be one with actors of two states."""
    states: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if not one.state and other.state:
                states[one.id].add(other.state)
    return {identifier for identifier, found in states.items() if len(found) > 1}


def _entities(
    clusters: list[_Cluster], comparison: Comparison, matching: Matching
) -> Iterable[tuple[_Cluster, Entity]]:
    """An entity for each cluster; of several with one name, that of most articles bears the plain id."""
    taken: set[str] = set()
    for cluster in sorted(clusters, key=lambda c: (-c.articles, c.best.id)):
        best = cluster.best
        state = cluster.state(matching.state_told)
        plain = entity_id(best.kind, best.label)
        identifier = plain if plain not in taken and comparison.telling(best) else best.id
        identifier = _free(f"{plain}-{slug(best.articles[0])}" if identifier in taken else identifier, taken)
        aliases = tuple(sorted({profile.label for profile in cluster.profiles} - {best.label}))
        yield cluster, Entity(identifier, best.kind, best.label, state=state, aliases=aliases)


def _free(identifier: str, taken: set[str]) -> str:
    """The identifier, with a number where another bears it: "José" and "Jose" have one, and a user keeps them apart."""
    numbered = (f"{identifier}-{number}" for number in count(2))
    free = next(one for one in chain((identifier,), numbered) if one not in taken)
    taken.add(free)
    return free
