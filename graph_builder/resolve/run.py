"""The articles of a run enter, each with its own actors; the same leave with what only the run as a whole can tell.

An abbreviation that an article explains means the same in those that do not ("UAZ"); a person's name stands for the
one longer name of the run that begins so; a name that is often a place's is no person, and what most articles
take for an organisation is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph_builder.model import Entity, EntityKind, Link, Mention
from graph_builder.resolve.across import Sighting
from graph_builder.resolve.names import NEW_KINDS, PLACE
from graph_builder.resolve.spelling import Spelling, entity_id, slug

_SURE = 0.8  # share of the articles from which on a short name has one meaning, or a name one kind
_IN_PLACE = 0.12  # share of a name's mentions as a place's that no person reaches
_ENOUGH = 3  # articles from which on a share says anything
_TWICE = 2  # articles of a longer name that a shorter one is taken for
_FIRST_AND_FAMILY = 2


@dataclass(frozen=True, slots=True)
class ArticleActors:
    """The links of one article, and the actors that no list holds as it knows them."""

    links: dict[Mention, Link]
    new: dict[str, Entity]
    offices: dict[str, frozenset[str]]  # actor -> the offices that the article gives it
    introduced: dict[str, Entity]  # abbreviation that the article explains -> the actor
    votes: Counter[tuple[str, str]]  # name that no list holds, and what kind of name it is there

    def sightings(self) -> Iterator[Sighting]:
        """The actors that no list holds, with whom they are spoken of."""
        linked = {identifier: mention for mention, link in self.links.items() for identifier in link.entities}
        company = frozenset(linked.keys() - self.new.keys())
        for identifier, entity in self.new.items():
            if identifier in linked:
                article = linked[identifier].article
                yield Sighting(article, entity, self.offices.get(identifier, frozenset()), company)

    def renamed(self, others: Mapping[str, Entity | None], reason: str) -> ArticleActors:
        """The same with other entities for some of its own; None: no actor at all."""
        if not others:
            return self
        links = {}
        for mention, link in self.links.items():
            found = [others.get(key, key) for key in link.entities]
            ids = tuple(one.id if isinstance(one, Entity) else one for one in found if one is not None)
            if ids:
                told = f"{link.reason}; {reason}" if ids != link.entities else link.reason
                links[mention] = replace(link, entities=ids, reason=told)
        new = {key: entity for key, entity in self.new.items() if key not in others}
        offices = {key: held for key, held in self.offices.items() if key not in others}
        for key, entity in others.items():
            if entity is not None:
                new.setdefault(entity.id, entity)
                offices[entity.id] = offices.get(entity.id, frozenset()) | self.offices.get(key, frozenset())
        return replace(self, links=links, new=new, offices=offices)


def read_together(
    articles: Iterable[ArticleActors], known: Mapping[str, Entity], spelling: Spelling
) -> list[ArticleActors]:
    """Apply to each article what the run tells of its names.

    Args:
        articles: all of a run.
        known: the actors of the gazetteer.
        spelling: makes the spellings of one name equal.
    """
    found = list(articles)
    kinds = _kinds(found)
    found = [article.renamed(_of_other_kind(article, kinds), "what most articles call so") for article in found]
    short = _short_forms(found)
    longer = _longer_names(found, spelling)
    done = []
    for article in found:
        full = {key: short[slug(e.label)] for key, e in article.new.items() if _is_short(e, short)}
        full |= {
            key: replace(longer[name], state=e.state)
            for key, e in article.new.items()
            if e.kind is EntityKind.PERSON and (name := spelling.key(e.label)) in longer and _agree(e, longer[name])
        }
        article = article.renamed(full, "the full name elsewhere")
        done.append(replace(article, new={key: entity for key, entity in article.new.items() if key not in known}))
    return done


def _kinds(articles: Iterable[ArticleActors]) -> dict[str, str]:
    """Names of many articles, and the label that is theirs."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for (name, label), times in article.votes.items():
            votes[name][label] += times
    kinds = {}
    for name, counts in votes.items():
        label, most = counts.most_common(1)[0]
        person = counts["PER"] > counts["ORG"]
        if person and counts[PLACE] >= max(_ENOUGH, _IN_PLACE * counts.total()):
            kinds[name] = PLACE
        elif counts.total() >= _ENOUGH and most >= _SURE * counts.total():
            kinds[name] = label
    return kinds


def _of_other_kind(article: ArticleActors, kinds: Mapping[str, str]) -> dict[str, Entity | None]:
    others: dict[str, Entity | None] = {}
    for key, entity in article.new.items():
        kind = NEW_KINDS.get(kinds.get(slug(entity.label), ""))
        if kinds.get(slug(entity.label)) == PLACE and entity.kind in NEW_KINDS.values():
            others[key] = None
        elif kind is not None and entity.kind in NEW_KINDS.values() and kind is not entity.kind:
            others[key] = replace(entity, id=entity_id(kind, entity.label), kind=kind)
    return others


def _short_forms(articles: Iterable[ArticleActors]) -> dict[str, Entity]:
    """Abbreviations, and the one actor that the articles explain them by."""
    explained: dict[str, Counter[str]] = defaultdict(Counter)
    entities: dict[str, Entity] = {}
    for article in articles:
        for short, entity in article.introduced.items():
            explained[slug(short)][entity.id] += 1
            entities.setdefault(entity.id, entity)
    return {short: entities[key] for short, counts in explained.items() if (key := _sure(counts))}


def _is_short(entity: Entity, short: Mapping[str, Entity]) -> bool:
    """Whether an organisation bears an abbreviation that stands for another."""
    full = short.get(slug(entity.label)) if entity.kind is EntityKind.ORGANIZATION else None
    return full is not None and full.id != entity.id and _agree(entity, full)


def _longer_names(articles: Iterable[ArticleActors], spelling: Spelling) -> dict[str, Entity]:
    """Names of persons, and the one of several articles whose longer name alone begins so: "Miguel Alonso"."""
    persons: dict[str, list[Entity]] = defaultdict(list)
    for article in articles:
        for entity in article.new.values():
            if entity.kind is EntityKind.PERSON:
                persons[spelling.key(entity.label)].append(entity)
    full: dict[str, str] = {}
    longer: dict[str, Counter[str]] = defaultdict(Counter)
    for name in sorted(persons, key=lambda name: (-name.count("-"), name)):
        counts = longer[name]
        if counts and (whole := _sure(counts)) and counts[whole] >= _TWICE:
            full[name] = whole
        words = name.split("-")
        for size in range(_FIRST_AND_FAMILY, len(words)):
            longer["-".join(words[:size])][full.get(name, name)] += len(persons[name])
    return dict(_called(full, persons))


def _called(full: Mapping[str, str], persons: Mapping[str, list[Entity]]) -> Iterator[tuple[str, Entity]]:
    """Names of one person, and that person: the usual name that is more than two words, the state that most tell."""
    names: dict[str, list[str]] = defaultdict(list)
    for short, whole in full.items():
        names[whole].append(short)
    for whole, shorter in names.items():
        long = [name for name in (whole, *shorter) if name.count("-") >= _FIRST_AND_FAMILY]
        usual = max(long, key=lambda name: (len(persons[name]), name.count("-"), name))
        told = Counter(person.state for name in (whole, *shorter) for person in persons[name] if person.state)
        state = max(told, key=lambda state: (told[state], state), default="")
        for name in (whole, *shorter):
            if name != usual:
                yield name, replace(persons[usual][0], state=state)


def _sure(counts: Counter[str]) -> str:
    (first, most), *_ = counts.most_common(1)
    return first if most >= _SURE * counts.total() else ""


def _agree(one: Entity, other: Entity) -> bool:
    return one.kind is other.kind and (not one.state or not other.state or one.state == other.state)
