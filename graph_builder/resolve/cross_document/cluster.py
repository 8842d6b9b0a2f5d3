"""Cross-document clustering: which actors of different articles are one.

Known actors are one by their identifier. Actors that no list holds are compared by name, state, office and company
(`compare.py`), the most alike first; a cluster never comes to hold two states.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from graph_builder.resolve.cross_document.blocks import likely_pairs_of
from graph_builder.resolve.cross_document.clusters import Clusters, Identity, identity_of, is_compared
from graph_builder.resolve.cross_document.compare import Comparison, Likeness, Profile, bearers_of
from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.cross_document.naming import Draft, named
from graph_builder.resolve.cross_document.profiles import Seen, SeenById, with_ids_of_their_own
from graph_builder.resolve.cross_document.summary import ArticleSummary, Renamed, Sighting


@dataclass(eq=False, slots=True)
class Cluster:
    """Profiles that are one actor."""

    profiles: list[Profile]
    states: set[str] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)  # profile -> why it is in the cluster

    @property
    def best(self) -> Profile:
        """The profile whose name the entity bears: the one of most articles, then the longest name."""
        return min(self.profiles, key=lambda p: (-len(p.articles), -len(p.label), p.label))

    def draft(self, comparison: Comparison, least: float, period: str) -> Draft:
        """Return the entity that it is.

        Args:
            comparison: knows whether a name tells its bearer.
            least: share of the articles that must tell the state.
            period: in which the actors were compared.
        """
        best = self.best
        articles = len(frozenset().union(*(profile.articles for profile in self.profiles)))
        told = sum(len(profile.articles) for profile in self.profiles if profile.state)
        return Draft(
            kind=best.kind,
            label=best.label,
            state=next(iter(self.states), "") if told >= least * articles else "",
            aliases=tuple(sorted({profile.label for profile in self.profiles} - {best.label})),
            articles=articles,
            profile=best.id,
            first=best.first,
            telling=comparison.telling(best),
            period=period,
        )


def one_entity_for_each_cluster(articles: Sequence[ArticleSummary], knowledge: Knowledge) -> Clusters:
    """Learn which actors that no list holds are one across articles."""
    sightings = (sighting for one in articles for sighting in one.sightings(knowledge.period(one.published)))
    return cluster(sightings, knowledge)


def cluster(sightings: Iterable[Sighting], knowledge: Knowledge) -> Clusters:
    """Return which entity each actor is, and why where it is one with others.

    Args:
        sightings: actors that no list holds, in any order.
        knowledge: spellings, thresholds and weights, pairs that are never one.
    """
    numbers: dict[str, int] = {}
    periods: dict[str, dict[Identity, Seen]] = defaultdict(lambda: defaultdict(Seen))
    by_id: dict[str, SeenById] = defaultdict(SeenById)
    for sighting in sightings:
        if not is_compared(sighting.entity):
            by_id[sighting.entity.id].add(sighting.article, sighting.entity)
            continue
        seen = periods[sighting.period][identity_of(sighting, knowledge)]
        number = numbers.setdefault(sighting.article, len(numbers))
        seen.add(sighting.entity.label, sighting.entity.state, (number, sighting.article))
        seen.offices |= sighting.offices
        seen.company |= sighting.company
    found: dict[Draft, list[tuple[Identity, str]]] = {}
    for period in sorted(periods):
        for draft, members in _drafts(_without_articles(periods[period], knowledge), knowledge, period):
            found[draft] = members
    entities = named(sorted(found, key=attrgetter("rank")))
    return Clusters(
        {key: seen.entity() for key, seen in by_id.items()},
        {identity: Renamed(entity, reason) for draft, entity in entities for identity, reason in found[draft]},
    )


def common_single_names(singles: Mapping[str, int], bearers: Mapping[str, int], knowledge: Knowledge) -> set[str]:
    """Return the single names of too many articles to compare these, which tell their bearers nevertheless.

    Args:
        singles: how often each single name stands for a person.
        bearers: how many full names end with each.
        knowledge: the limits.
    """
    matching = knowledge.matching
    often = {key for key, times in singles.items() if times > matching.singles}
    return {key for key in often if bearers.get(key, 0) <= matching.bearers}


def clusters_of(pairs: Iterable[Likeness], profiles: Iterable[Profile], comparison: Comparison) -> list[Cluster]:
    """Join the most alike first, never two states, and none that is as like to an actor of another state.

    Args:
        pairs: all that may be one, of these profiles.
        profiles: of a period, or those of them that pairs connect.
        comparison: knows what is kept apart.
    """
    cluster_of = {profile.id: Cluster([profile], {profile.state} - {""}) for profile in profiles}
    ranked = sorted(pairs, key=lambda pair: (-pair.score, pair.one.id, pair.other.id))
    torn = _torn(ranked)
    for pair in ranked:
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
    return list(dict.fromkeys(cluster_of.values()))


def _without_articles(seen: Mapping[Identity, Seen], knowledge: Knowledge) -> Mapping[Identity, Seen]:
    """The same, where single names of very many articles are one actor for each state: see docs/resolution.md."""
    singles = Counter(identity.key for identity in seen if identity.is_single)
    common = common_single_names(singles, bearers_of((one.kind, one.key) for one in seen), knowledge)
    if not common:
        return seen
    found: dict[Identity, Seen] = defaultdict(Seen)
    for identity, one in seen.items():
        single = identity.is_single and identity.key in common
        found[identity._replace(article="") if single else identity].join(one)
    return found


def _drafts(
    seen: Mapping[Identity, Seen], knowledge: Knowledge, period: str
) -> Iterator[tuple[Draft, list[tuple[Identity, str]]]]:
    """The entities of a period, each with the identities that it is, and why."""
    identities = sorted(seen)
    profiles = list(with_ids_of_their_own(seen[identity].profile(identity, knowledge) for identity in identities))
    identity_of_profile = {profile.id: identity for profile, identity in zip(profiles, identities, strict=True)}
    bearers = bearers_of((profile.kind, profile.key) for profile in profiles)
    comparison = Comparison(knowledge.matching, bearers, knowledge.forbidden)
    for one in clusters_of(likely_pairs_of(profiles, comparison), profiles, comparison):
        members = [(identity_of_profile[profile.id], one.reasons.get(profile.id, "")) for profile in one.profiles]
        yield one.draft(comparison, knowledge.matching.state_told, period), members


def _torn(pairs: list[Likeness]) -> set[str]:
    """Actors of no known state that may be one with actors of two states."""
    states: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if not one.state and other.state:
                states[one.id].add(other.state)
    return {identifier for identifier, found in states.items() if len(found) > 1}
