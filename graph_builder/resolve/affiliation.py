"""The state that a person of no known state speaks for, by the office that the article gives him or her.

In this order decide: whose office it is ("portavoz del Gobierno de Chile"), the adjective beside it, and for an office
that only states have ("la ministra de Defensa, X") the state that the article is about. An ambassador "en Pakistán"
does not serve Pakistan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph_builder.model import Entity, EntityKind, MentionKind, Statement
from graph_builder.resolve.article.office_holders import Tenure
from graph_builder.resolve.context import Additions, ArticleContext, Entities
from graph_builder.resolve.spelling import entity_id
from graph_builder.vocabulary import Vocabulary

PLACE = "LOC"  # the label of a place's name
_NEAR = 2  # sentences before a group in which its state may be named


def affiliate_by_office(context: ArticleContext) -> Additions:
    """Return the persons of no list with the state whose office the article says: its owner's, else an adjective's."""
    found: dict[str, Entity] = {}
    people = Entities(context.entities)
    for statement, person in _unaffiliated(context, people):
        owner = statement.objects[0]
        link = context.links.get(owner)
        state = people[link.entities[0]].state if link is not None and link.entities[0] != person.id else ""
        state = state or next(filter(None, map(context.meanings.state_of, owner.modifiers)), "")
        found[person.id] = replace(person, state=state)
        people.add({person.id: found[person.id]})
    return Additions(entities=found)


def note_tenures(context: ArticleContext) -> Additions:
    """Return who holds which office, and whose it is: "la canciller norcoreana Choe Son-hui"."""
    tenures = []
    for statement in _offices(context):
        person = context.links.get(statement.subjects[0])
        owner = context.links.get(statement.objects[0])
        if person is not None:
            whose = owner.entities[0] if owner is not None else ""
            tenures.append(Tenure(statement.theme, person.entities[0], whose))
    return Additions(tenures=tuple(tenures))


def affiliate_by_home_state(context: ArticleContext) -> Additions:
    """Return the other persons with the state that the article is at home in, where only states have their office.

    That is the state that the article is about; where none of that state bears a bare title, it is the one state
    whose persons do, else that of the dateline.
    """
    at_home = _states_of_bare_titles(context)
    titles: dict[str, list[str]] = defaultdict(list)
    owned: set[str] = set()
    for statement, person in _unaffiliated(context, context.entities):
        titles[person.id].append(statement.theme)
        if statement.objects != statement.subjects:
            owned.add(person.id)
    found = {}
    for key, held in titles.items():
        if key not in owned and any(is_of_a_state(title, context.vocabulary) for title in held):
            posted = frozenset().union(*(_posted_to(title, context) for title in held))
            home = _home(at_home - posted, context.focus.main_state(posted), context.focus.dateline_state())
            found[key] = replace(context.entities[key], state=home)
    return Additions(entities=found)


def affiliate_groups(context: ArticleContext) -> Additions:
    """Return the groups and organs of no state with the state that is spoken of where they act first.

    That is the state in which the sentence says that it happens, else the nearest there; where it has none, the state
    that the article is about, else the one named last before. It is never that of who stands on the other side.
    """
    spoken_of = _states_by_sentence(context)
    facing = _facing(context)
    found: dict[str, Entity] = {}
    for mention in sorted(context.links, key=lambda mention: mention.reading_order):
        entity = context.entities[context.links[mention].entities[0]]
        of_other = any(context.meanings.of_words(hint).name is not None for hint in mention.modifiers)
        if entity.id in found or of_other or not _lacks_state(entity, context):  # "miembros de Al Qaeda"
            continue
        others = facing[entity.id]
        here = [named for named in spoken_of[mention.sentence] if others.isdisjoint(named.states)]
        nearest = min(here, key=lambda named: (not named.where, abs(named.start - mention.span.start)), default=None)
        home = context.focus.main_state(frozenset(others))
        before = (named for n in range(1, _NEAR + 1) for named in reversed(spoken_of[mention.sentence - n]))
        earlier = next((named.states[0] for named in before if others.isdisjoint(named.states)), "")
        state = nearest.states[0] if nearest is not None else home or earlier
        if state:
            found[entity.id] = replace(entity, state=state)
    return Additions(entities=found)


@dataclass(frozen=True, slots=True)
class _SpokenOf:
    """States that a mention speaks of."""

    start: int  # in the text
    states: tuple[str, ...]
    where: bool  # as the place where something happens: "marcharon en Berlín"


def _states_by_sentence(context: ArticleContext) -> dict[int, list[_SpokenOf]]:
    """Sentence -> the states that it speaks of, by its actors and its places, in reading order."""
    locatives = context.vocabulary.profile.locatives
    found: dict[int, list[_SpokenOf]] = defaultdict(list)
    for mention in context.mentions:
        link = context.links.get(mention)
        place = link is None and mention.kind is MentionKind.NAME and mention.label == PLACE
        states = context.states_of(link) if link is not None else ()
        if place and (state := context.meanings.state_of(mention.text)):
            states = (state,)
        if states:
            where = context.wording.word_before(mention) in locatives
            found[mention.sentence].append(_SpokenOf(mention.span.start, states, where))
    return found


def _lacks_state(entity: Entity, context: ArticleContext) -> bool:
    """Whether a group, or an organ that is one within its article only, has no state."""
    if entity.state or entity.id in context.vocabulary.gazetteer.entities:
        return False
    local = entity.kind is EntityKind.ORGANIZATION and entity.id != entity_id(entity.kind, entity.label)
    return entity.kind is EntityKind.GROUP or local


def _facing(context: ArticleContext) -> dict[str, set[str]]:
    """Actor -> the states of who stands on the other side of its events."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in context.statements:
        for some, others in (
            (statement.subjects, statement.objects),
            (statement.objects, statement.subjects),
        ):
            links = [context.links[mention] for mention in others if mention in context.links]
            states = {state for link in links for state in context.states_of(link)}
            for mention in some:
                if mention in context.links:
                    found[context.links[mention].entities[0]] |= states
    return found


def is_of_a_state(title: str, vocabulary: Vocabulary) -> bool:
    """Return whether only states have an office: of a portfolio or an organ, or a bare title such as "senador"."""
    lexicon = vocabulary.lexicon
    words = title.lower().split()
    if any(lexicon.is_a(word, "portfolio") for word in words[:2]):
        return True
    rest = [word for word in words if word not in vocabulary.profile.trailing_words]
    bare = len(rest) == len(words) and any(lexicon.is_a(word, "public_office") for word in words)
    return bare or any(lexicon.is_a(word, "state_organ") for word in rest[1:])


def _offices(context: ArticleContext) -> Iterator[Statement]:
    """The statements that say whose office it is, or give a title."""
    office = context.vocabulary.relations.office
    return (s for s in context.statements if s.relation == office and s.objects)


def _unaffiliated(context: ArticleContext, entities: Mapping[str, Entity]) -> Iterator[tuple[Statement, Entity]]:
    """The offices of persons whom no list holds and whose state is unknown (while `entities` grows)."""
    for statement in _offices(context):
        link = context.links.get(statement.subjects[0])
        person = entities.get(link.entities[0]) if link is not None else None
        if person is None or person.id in context.vocabulary.gazetteer.entities or person.state:
            continue
        if person.kind is EntityKind.PERSON:
            yield statement, person


def _states_of_bare_titles(context: ArticleContext) -> frozenset[str]:
    """States of persons whose titles need no state in this article, since it is at home there: "la presidenta X"."""
    bare = (s.subjects[0] for s in _offices(context) if s.objects == s.subjects and not s.objects[0].modifiers)
    people = (context.entities.get(context.links[mention].entities[0]) for mention in bare if mention in context.links)
    return frozenset(person.state for person in people if person is not None and person.state)


def _home(bare: frozenset[str], main: str, dateline: str) -> str:
    """The state that an article is at home in: of its main state, that of bare titles, and that of its dateline."""
    if not main or main in bare:
        return main
    return next(iter(bare)) if len(bare) == 1 else dateline or main


def _posted_to(title: str, context: ArticleContext) -> frozenset[str]:
    """The states where an office is held: "embajadora en Pakistán"."""
    words, locatives = title.split(), context.vocabulary.profile.locatives
    places = [" ".join(words[i + 1 :]) for i, word in enumerate(words) if word.lower() in locatives]
    return frozenset(filter(None, map(context.meanings.state_of, places)))
