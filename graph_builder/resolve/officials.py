"""The offices that an article gives its persons enter; the state that a person of no known state speaks for leaves.

In this order decide: whose office it is ("portavoz del Gobierno de Chile"), the adjective beside it, and for an office
that only states have ("la ministra de Defensa, X") the state that the article is about. An ambassador "en Pakistán"
does not serve Pakistan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph_builder.model import Entity, EntityKind, Link, Mention, Statement
from graph_builder.resolve.readings import Readings
from graph_builder.vocabulary import Vocabulary


def settle_states(
    statements: Iterable[Statement],
    links: dict[Mention, Link],
    entities: dict[str, Entity],
    readings: Readings,
    vocabulary: Vocabulary,
) -> None:
    """Give persons whom no list holds the state whose office the article says.

    Args:
        statements: all of one article; those of offices are read.
        links: of the mentions linked so far.
        entities: of the article; its persons are replaced in place.
        readings: what the article's names mean.
        vocabulary: the gazetteer.
    """
    for statement, person in _unsettled(statements, links, entities, vocabulary):
        owner = statement.objects[0]
        named = links.get(owner)
        state = entities[named.entities[0]].state if named is not None and _is_another(named, person) else ""
        state = state or next(filter(None, map(readings.state_of, owner.modifiers)), "")
        entities[person.id] = replace(person, state=state)


def guess_states(
    statements: Iterable[Statement],
    links: dict[Mention, Link],
    entities: dict[str, Entity],
    readings: Readings,
    vocabulary: Vocabulary,
) -> None:
    """Give the others the state that the article is about, where a title of theirs is an office that only states have.

    Where none of that state bears a bare title, the article is at home in the one state whose persons do, or in that
    of its dateline.

    Done last: nobody is to be found by such a state. Arguments as of `settle_states`.
    """
    statements = list(statements)
    at_home = _bare_titles(statements, links, entities)
    titles: dict[str, list[str]] = defaultdict(list)
    owned: set[str] = set()
    for statement, person in _unsettled(statements, links, entities, vocabulary):
        titles[person.id].append(statement.theme)
        if statement.objects != statement.subjects:
            owned.add(person.id)
    for key, held in titles.items():
        if key not in owned and any(_is_of_a_state(title, vocabulary) for title in held):
            posted = frozenset().union(*(_posted_to(title, readings, vocabulary) for title in held))
            home = _home(at_home - posted, readings.main_state(but=posted), readings.dateline_state())
            entities[key] = replace(entities[key], state=home)


def _bare_titles(
    statements: Iterable[Statement], links: dict[Mention, Link], entities: dict[str, Entity]
) -> frozenset[str]:
    """States of persons whose titles need no state in this article, since it is at home there: "la presidenta X"."""
    bare = (s.subjects[0] for s in statements if s.objects == s.subjects and not s.objects[0].modifiers)
    people = (entities.get(links[mention].entities[0]) for mention in bare if mention in links)
    return frozenset(person.state for person in people if person is not None and person.state)


def _home(bare: frozenset[str], main: str, dateline: str) -> str:
    """The state that an article is at home in: of its main state, that of bare titles, and that of its dateline."""
    if not main or main in bare:
        return main
    return next(iter(bare)) if len(bare) == 1 else dateline or main


def _unsettled(
    statements: Iterable[Statement], links: dict[Mention, Link], entities: dict[str, Entity], vocabulary: Vocabulary
) -> Iterator[tuple[Statement, Entity]]:
    """The offices of persons whom no list holds and whose state is unknown."""
    for statement in officials(statements, vocabulary):
        link = links.get(statement.subjects[0])
        person = entities.get(link.entities[0]) if link is not None else None
        if person is None or person.id in vocabulary.gazetteer.entities or person.state:
            continue
        if person.kind is EntityKind.PERSON:
            yield statement, person


def _is_another(link: Link, person: Entity) -> bool:
    return link.entities[0] != person.id


def officials(statements: Iterable[Statement], vocabulary: Vocabulary) -> Iterator[Statement]:
    """Those that say whose office it is, or give a title."""
    yield from (s for s in statements if s.relation == vocabulary.relations.office and s.objects)


def _is_of_a_state(title: str, vocabulary: Vocabulary) -> bool:
    """Whether only states have an office: of a portfolio or an organ, or a bare title such as "senador"."""
    lexicon = vocabulary.lexicon
    words = title.lower().split()
    if any(lexicon.is_a(word, "portfolio") for word in words[:2]):
        return True
    rest = [word for word in words if word not in vocabulary.profile.trailing_words]
    bare = len(rest) == len(words) and any(lexicon.is_a(word, "public_office") for word in words)
    return bare or any(lexicon.is_a(word, "state_organ") for word in rest[1:])


def _posted_to(title: str, readings: Readings, vocabulary: Vocabulary) -> frozenset[str]:
    """The states where an office is held: "embajadora en Pakistán"."""
    words = title.split()
    places = [" ".join(words[i + 1 :]) for i, word in enumerate(words) if word.lower() in vocabulary.profile.locatives]
    return frozenset(filter(None, map(readings.state_of, places)))
