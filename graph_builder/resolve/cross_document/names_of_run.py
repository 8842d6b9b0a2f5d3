"""What the articles of a run tell of each other's names: their kinds, their full forms.

An abbreviation that an article explains means the same in those that do not ("UAZ"); a person's name stands for the
one longer name of the run that begins so; a name that is often a place's is no person, and what most articles
take for an organisation is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document.article_actors import ArticleActors, Knowledge, Renamed, Renaming, earliest
from graph_builder.resolve.names.labels import NEW_KINDS, ORGANIZATION, PERSON, PLACE
from graph_builder.resolve.spelling import entity_id, slug

_SURE = 0.8  # share of the articles from which on a short name has one meaning, or a name one kind
_IN_PLACE = 0.12  # share of a name's mentions as a place's that no person reaches
_ENOUGH = 3  # articles from which on a share says anything
_TWICE = 2  # articles of a longer name that a shorter one is taken for
_FIRST_AND_FAMILY = 2
_BY_MAJORITY = "what most articles call so"
_IN_FULL = "the full name elsewhere"

Persons = Mapping[str, list[tuple[str, Entity]]]  # name -> the persons of that name, each with its article


def kinds_of_most_articles(
    articles: Iterable[ArticleActors], knowledge: Knowledge
) -> Callable[[ArticleActors], Renaming]:
    """Learn what kind of name each is by most articles; a person that is a place turns out to be no actor."""
    labels = _labels(articles)

    def of_other_kind(article: ArticleActors) -> Renaming:
        found: dict[str, Renamed] = {}
        for key, entity in article.new.items():
            label = labels.get(slug(entity.label), "")
            kind = NEW_KINDS.get(label)
            if entity.kind not in NEW_KINDS.values():
                continue
            if label == PLACE:
                found[key] = Renamed(None)
            elif kind is not None and kind is not entity.kind:
                other = replace(entity, id=entity_id(kind, entity.label), kind=kind)
                found[key] = Renamed(other, _BY_MAJORITY)
        return found

    return of_other_kind


def full_names_of_abbreviations(
    articles: Iterable[ArticleActors], knowledge: Knowledge
) -> Callable[[ArticleActors], Renaming]:
    """Learn what abbreviations the articles explain, where they agree."""
    explained: dict[str, Counter[str]] = defaultdict(Counter)
    seen: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for article in articles:
        for short, entity in article.abbreviations.items():
            explained[slug(short)][entity.id] += 1
            seen[entity.id].append((article.article, entity))
    full = {short: earliest(seen[key]) for short, counts in explained.items() if (key := _sure(counts))}

    def in_full(article: ArticleActors) -> Renaming:
        found = {}
        for key, entity in article.new.items():
            other = full.get(slug(entity.label)) if entity.kind is EntityKind.ORGANIZATION else None
            if other is not None and other.id != entity.id and _agree(entity, other):
                found[key] = Renamed(other, _IN_FULL)
        return found

    return in_full


def longer_names_of_persons(
    articles: Iterable[ArticleActors], knowledge: Knowledge
) -> Callable[[ArticleActors], Renaming]:
    """Learn which names of persons are the beginning of one longer name of several articles: "Miguel Alonso"."""
    spelling = knowledge.spelling
    persons: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for article in articles:
        for entity in article.new.values():
            if entity.kind is EntityKind.PERSON:
                persons[spelling.key(entity.label)].append((article.article, entity))
    longer = dict(_usual_names(_longer_names(persons), persons))

    def in_full(article: ArticleActors) -> Renaming:
        found = {}
        for key, entity in article.new.items():
            other = longer.get(spelling.key(entity.label)) if entity.kind is EntityKind.PERSON else None
            if other is not None and _agree(entity, other):
                found[key] = Renamed(replace(other, state=entity.state), _IN_FULL)
        return found

    return in_full


def _labels(articles: Iterable[ArticleActors]) -> dict[str, str]:
    """Names of many articles, and the label that is theirs."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for (name, label), times in article.votes.items():
            votes[name][label] += times
    labels = {}
    for name, counts in votes.items():
        label, most = counts.most_common(1)[0]
        person = counts[PERSON] > counts[ORGANIZATION]
        if person and counts[PLACE] >= max(_ENOUGH, _IN_PLACE * counts.total()):
            labels[name] = PLACE
        elif counts.total() >= _ENOUGH and most >= _SURE * counts.total():
            labels[name] = label
    return labels


def _longer_names(persons: Persons) -> dict[str, str]:
    """Names, and the one longer name of several articles that alone begins so."""
    full: dict[str, str] = {}
    longer: dict[str, Counter[str]] = defaultdict(Counter)
    for name in sorted(persons, key=lambda name: (-name.count("-"), name)):
        counts = longer[name]
        if counts and (whole := _sure(counts)) and counts[whole] >= _TWICE:
            full[name] = whole
        words = name.split("-")
        for size in range(_FIRST_AND_FAMILY, len(words)):
            longer["-".join(words[:size])][full.get(name, name)] += len(persons[name])
    return full


def _usual_names(full: Mapping[str, str], persons: Persons) -> Iterator[tuple[str, Entity]]:
    """Names of one person, and that person: the usual name that is more than two words, the state that most tell."""
    names: dict[str, list[str]] = defaultdict(list)
    for short, whole in full.items():
        names[whole].append(short)
    for whole, shorter in names.items():
        long = [name for name in (whole, *shorter) if name.count("-") >= _FIRST_AND_FAMILY]
        usual = max(long, key=lambda name: (len(persons[name]), name.count("-"), name))
        told = Counter(person.state for name in (whole, *shorter) for _, person in persons[name] if person.state)
        state = max(told, key=lambda state: (told[state], state), default="")
        for name in (whole, *shorter):
            if name != usual:
                yield name, replace(earliest(persons[usual]), state=state)


def _sure(counts: Counter[str]) -> str:
    """The meaning that nearly all articles give, or ""."""
    (first, most), *_ = counts.most_common(1)
    return first if most >= _SURE * counts.total() else ""


def _agree(one: Entity, other: Entity) -> bool:
    return one.kind is other.kind and (not one.state or not other.state or one.state == other.state)
