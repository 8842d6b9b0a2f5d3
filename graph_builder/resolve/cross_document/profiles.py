"""What all articles together tell of one actor, before it is compared with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, count

from graph_builder.model import Entity
from graph_builder.resolve.cross_document.clusters import Identity
from graph_builder.resolve.cross_document.compare import Profile
from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.spelling import entity_id, slug


@dataclass(slots=True)
class Seen:
    """The sightings of one identity, counted."""

    labels: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    first: str | None = None  # id of the first article

    def add(self, label: str, state: str, article: tuple[int, str]) -> None:
        """Count a sighting in an article, of which its number and its id are given."""
        self.labels[label] += 1
        self.states[state] += 1
        self.articles.add(article[0])
        if self.first is None or article[1] < self.first:
            self.first = article[1]

    def join(self, other: Seen) -> None:
        """Count what another has counted too."""
        self.labels += other.labels
        self.states += other.states
        self.offices |= other.offices
        self.company |= other.company
        self.articles |= other.articles
        if other.first is not None and (self.first is None or other.first < self.first):
            self.first = other.first

    def profile(self, identity: Identity, knowledge: Knowledge) -> Profile:
        """Return what is known of the actor; its id is that of others, too, until `with_ids_of_their_own`."""
        label = max(self.labels, key=lambda label: (self.labels[label], label))
        return Profile(
            id=entity_id(identity.kind, label) + "".join(f"-{slug(part)}" for part in identity.suffix),
            kind=identity.kind,
            label=label,
            key=knowledge.spelling.key_of(identity.kind, label),
            state=identity.state or _most_given(self.states, knowledge.matching.state_told),
            offices=frozenset(self.offices),
            company=frozenset(self.company),
            articles=frozenset(self.articles),
            first=self.first or "",
        )


@dataclass(slots=True)
class SeenById:
    """The sightings of an actor that is one by its id."""

    first: tuple[str, Entity] | None = None
    first_state: tuple[str, str] | None = None

    def add(self, article: str, entity: Entity) -> None:
        """Take note of a sighting."""
        if self.first is None or article < self.first[0]:
            self.first = article, entity
        if entity.state and (self.first_state is None or article < self.first_state[0]):
            self.first_state = article, entity.state

    def entity(self) -> Entity:
        """Return it as the first article has it, with the first state that any gives.

        Raises:
            ValueError: nothing has been added.
        """
        if self.first is None:
            raise ValueError("an actor that no article names")
        entity = self.first[1]
        return replace(entity, state=entity.state or (self.first_state[1] if self.first_state is not None else ""))


def with_ids_of_their_own(profiles: Iterable[Profile]) -> Iterator[Profile]:
    """Return profiles, sorted by identity, each with an id that no other of them has."""
    taken: set[str] = set()
    for profile in profiles:
        identifier = free(profile.id, lambda one: one not in taken)
        taken.add(identifier)
        yield profile if identifier == profile.id else replace(profile, id=identifier)


def free(identifier: str, is_free: Callable[[str], bool]) -> str:
    """Return the id, with a number where another bears it: "José" and "Jose" have one, and a user keeps them apart."""
    numbered = (f"{identifier}-{number}" for number in count(2))
    return next(one for one in chain((identifier,), numbered) if is_free(one))


def _most_given(states: Counter[str], least: float) -> str:
    """The state that more articles give than any other, and at least this share of all; or ""."""
    told = Counter({state: times for state, times in states.items() if state})
    first, *others = told.most_common(2) or [("", 0)]
    doubtful = first[1] < least * states.total() or (others and others[0][1] == first[1])
    return "" if doubtful else first[0]
