"""What the articles of a run tell of each other's names: their kinds, their full forms.

An abbreviation that an article explains means the same in those that do not ("UAZ"); a person's name stands for the
one longer name of the run that begins so; a name that is often a place's is no person, and what most articles
take for an organisation is one. What is learned of each name is learned from counts of that name alone, or of the
names that begin with the same two words: `resolve.out_of_core` counts in files.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.cross_document.summary import ArticleSummary, Renamed, Renaming, earliest
from graph_builder.resolve.names.labels import NEW_KINDS, ORGANIZATION, PERSON, PLACE
from graph_builder.resolve.spelling import entity_id, slug

_SURE = 0.8  # share of the articles from which on a short name has one meaning, or a name one kind
_IN_PLACE = 0.12  # share of a name's mentions as a place's that no person reaches
_ENOUGH = 3  # articles from which on a share says anything
_TWICE = 2  # articles of a longer name that a shorter one is taken for
FIRST_AND_FAMILY = 2  # words of a name that a longer name may begin with
_BY_MAJORITY = "what most articles call so"
_IN_FULL = "the full name elsewhere"


@dataclass(frozen=True, slots=True)
class Kinds:
    """What kind of name each is, where most articles agree."""

    labels: Mapping[str, str]  # slug -> label

    def renaming(self, article: ArticleSummary, knowledge: Knowledge) -> Renaming:
        """Return which actors are of another kind; a person that is a place turns out to be no actor."""
        found: dict[str, Renamed] = {}
        for key, entity in article.new.items():
            label = self.labels.get(slug(entity.label), "")
            kind = NEW_KINDS.get(label)
            if entity.kind not in NEW_KINDS.values():
                continue
            if label == PLACE:
                found[key] = Renamed(None)
            elif kind is not None and kind is not entity.kind:
                other = replace(entity, id=entity_id(kind, entity.label), kind=kind)
                found[key] = Renamed(other, _BY_MAJORITY)
        return found


@dataclass(frozen=True, slots=True)
class FullNames:
    """What abbreviations mean."""

    entities: Mapping[str, Entity]  # slug -> the organisation

    def renaming(self, article: ArticleSummary, knowledge: Knowledge) -> Renaming:
        """Return which organisations are named by an abbreviation that others explain."""
        found = {}
        for key, entity in article.new.items():
            other = self.entities.get(slug(entity.label)) if entity.kind is EntityKind.ORGANIZATION else None
            if other is not None and other.id != entity.id and _agree(entity, other):
                found[key] = Renamed(other, _IN_FULL)
        return found


@dataclass(frozen=True, slots=True)
class LongerNames:
    """Which names of persons stand for another name of theirs."""

    persons: Mapping[str, Entity]  # key of a name -> the person by the usual name

    def renaming(self, article: ArticleSummary, knowledge: Knowledge) -> Renaming:
        """Return which persons have another usual name; an article keeps the state that it tells."""
        found = {}
        for key, entity in article.new.items():
            is_person = entity.kind is EntityKind.PERSON
            other = self.persons.get(knowledge.spelling.key(entity.label)) if is_person else None
            if other is not None and _agree(entity, other):
                found[key] = Renamed(replace(other, state=entity.state), _IN_FULL)
        return found


@dataclass(slots=True)
class Named:
    """The persons of one name: how many, of which states, and the first one by article."""

    count: int = 0
    states: Counter[str] = field(default_factory=Counter)  # those told
    first: tuple[str, Entity] | None = None  # article, and the person there

    def add(self, article: str, entity: Entity, times: int = 1) -> None:
        """Count so many articles that call the person so; the first of them by id is given."""
        self.count += times
        if entity.state:
            self.states[entity.state] += times
        if self.first is None or article < self.first[0]:
            self.first = article, entity


def kinds_of_most_articles(articles: Sequence[ArticleSummary], knowledge: Knowledge) -> Kinds:
    """Learn what kind of name each is by most articles."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for (name, label), times in article.votes.items():
            votes[name][label] += times
    labels = {name: usual_label(counts) for name, counts in votes.items()}
    return Kinds({name: label for name, label in labels.items() if label})


def full_names_of_abbreviations(articles: Sequence[ArticleSummary], knowledge: Knowledge) -> FullNames:
    """Learn what abbreviations the articles explain, where they agree."""
    explained: dict[str, Counter[str]] = defaultdict(Counter)
    seen: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for article in articles:
        for short, entity in article.abbreviations.items():
            explained[slug(short)][entity.id] += 1
            seen[entity.id].append((article.article, entity))
    return FullNames({short: earliest(seen[key]) for short, counts in explained.items() if (key := sure(counts))})


def longer_names_of_persons(articles: Sequence[ArticleSummary], knowledge: Knowledge) -> LongerNames:
    """Learn which names of persons are the beginning of one longer name of several articles: "Miguel Alonso"."""
    persons: dict[str, Named] = defaultdict(Named)
    for article in articles:
        for entity in article.new.values():
            if entity.kind is EntityKind.PERSON:
                persons[knowledge.spelling.key(entity.label)].add(article.article, entity)
    return LongerNames(dict(usual_names(persons)))


def usual_label(counts: Counter[str]) -> str:
    """Return the label of a name by how often it has each, or "" where none is surely its own."""
    label, most = counts.most_common(1)[0]
    if counts[PERSON] > counts[ORGANIZATION] and counts[PLACE] >= max(_ENOUGH, _IN_PLACE * counts.total()):
        return PLACE
    return label if counts.total() >= _ENOUGH and most >= _SURE * counts.total() else ""


def usual_names(persons: Mapping[str, Named]) -> Iterator[tuple[str, Entity]]:
    """Return names of one person, and that person: the usual name of several words, the state that most tell.

    Args:
        persons: by the key of their name; at least all whose names begin with the same two words.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for short, whole in _longer_names(persons).items():
        names[whole].append(short)
    for whole, shorter in names.items():
        long = [name for name in (whole, *shorter) if name.count("-") >= FIRST_AND_FAMILY]
        usual = max(long, key=lambda name: (persons[name].count, name.count("-"), name))
        told = sum((persons[name].states for name in (whole, *shorter)), Counter[str]())
        state = max(told, key=lambda state: (told[state], state), default="")
        first = persons[usual].first
        for name in (whole, *shorter):
            if name != usual and first is not None:
                yield name, replace(first[1], state=state)


def sure(counts: Counter[str]) -> str:
    """Return the meaning that nearly all articles give, or ""."""
    (first, most), *_ = counts.most_common(1)
    return first if most >= _SURE * counts.total() else ""


def _longer_names(persons: Mapping[str, Named]) -> dict[str, str]:
    """Names, and the one longer name of several articles that alone begins so."""
    full: dict[str, str] = {}
    longer: dict[str, Counter[str]] = defaultdict(Counter)
    for name in sorted(persons, key=lambda name: (-name.count("-"), name)):
        counts = longer[name]
        if counts and (whole := sure(counts)) and counts[whole] >= _TWICE:
            full[name] = whole
        words = name.split("-")
        for size in range(FIRST_AND_FAMILY, len(words)):
            longer["-".join(words[:size])][full.get(name, name)] += persons[name].count
    return full


def _agree(one: Entity, other: Entity) -> bool:
    return one.kind is other.kind and (not one.state or not other.state or one.state == other.state)
