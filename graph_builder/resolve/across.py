"""The actors of each article enter; which of them are one across articles leaves.

Known actors are one by their identifier. Actors that no list holds are compared by name, state, office and company
(`comparison.py`), the most alike first; a cluster never comes to hold two states.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.comparison import COMPARED, Comparison, Likeness, Profile
from graph_builder.resolve.spelling import Spelling, entity_id, slug
from graph_builder.vocabulary.matching import Matching

_FULL = 3  # words of a person's name that no two persons bear: a first name and two family names

Place = tuple[str, str]  # an article, and the id of an actor inside it


@dataclass(frozen=True, slots=True)
class Sighting:
    """An actor that no list holds, as one article knows it."""

    article: str
    entity: Entity
    offices: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()  # ids of known actors of the article


@dataclass(frozen=True, slots=True)
class United:
    """The entity that an actor of an article is, and why where it is one with an actor of another name."""

    entity: Entity
    reason: str = ""


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


def unite(
    sightings: Iterable[Sighting], spelling: Spelling, matching: Matching, forbidden: frozenset[frozenset[str]]
) -> dict[Place, United]:
    """Say for each actor of each article which entity it is.

    Args:
        sightings: actors that no list holds.
        spelling: makes the spellings of one name equal.
        matching: thresholds and weights.
        forbidden: pairs of ids or names that are never one.
    """
    found: dict[Place, United] = {}
    compared: dict[tuple[str, ...], list[Sighting]] = defaultdict(list)
    others: dict[str, Entity] = {}
    kept_apart = frozenset().union(*forbidden)
    for sighting in sightings:
        entity = sighting.entity
        if entity.kind in COMPARED and not _is_local(sighting):
            compared[_identity(sighting, spelling, kept_apart)].append(sighting)
        else:
            known = others.get(entity.id, entity)
            others[entity.id] = replace(known, state=known.state or entity.state)
            found[sighting.article, entity.id] = United(entity)
    found = {place: United(others[united.entity.id]) for place, united in found.items()}
    profiles = {_profile(key, seen, spelling, matching): seen for key, seen in sorted(compared.items())}
    comparison = Comparison(matching, profiles, forbidden)
    clusters = _clusters(comparison, profiles, matching)
    for cluster, entity in _entities(clusters, comparison, matching):
        for profile in cluster.profiles:
            for sighting in profiles[profile]:
                reason = cluster.reasons.get(profile.id, "")
                found[sighting.article, sighting.entity.id] = United(entity, reason)
    return found


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


def _profile(key: tuple[str, ...], seen: list[Sighting], spelling: Spelling, matching: Matching) -> Profile:
    labels = sorted(sighting.entity.label for sighting in seen)
    label = max(labels, key=lambda label: (labels.count(label), label))
    return Profile(
        id=entity_id(seen[0].entity.kind, label) + "".join(f"-{slug(part)}" for part in key[2:] if part),
        kind=seen[0].entity.kind,
        label=label,
        key=spelling.key_of(seen[0].entity.kind, label),
        state=key[2] or _most_given([sighting.entity.state for sighting in seen], matching.state_told),
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
        if identifier in taken:
            identifier = f"{plain}-{slug(best.articles[0])}"
        taken.add(identifier)
        aliases = tuple(sorted({profile.label for profile in cluster.profiles} - {best.label}))
        yield cluster, Entity(identifier, best.kind, best.label, state=state, aliases=aliases)
